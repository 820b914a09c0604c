namespace Newsletter.Spoilers;

/// <summary>Markup that is emitted as it is, without encoding.</summary>
public interface IMarkup
{
    string Markup { get; }
}

/// <summary>
/// Well-formed, sanitised HTML that may be shown to somebody who has not seen the work.
/// Only code in <c>Spoilers/</c> can make one (see <see cref="SafeText"/>).
/// </summary>
public readonly record struct SafeHtml : IMarkup
{
    private readonly string? markup;

    private SafeHtml(string markup) => this.markup = markup;

    public static SafeHtml Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(markup);

    public string Markup => markup ?? "";

    internal static SafeHtml Seal(string markup) => new(markup);

    public override string ToString() => Markup;
}

/// <summary>
/// Well-formed, sanitised HTML that may hold spoilers. Only the page, the full feed and the editors' reports accept it;
/// there is no way from here to <see cref="SafeHtml"/>.
/// </summary>
public sealed record FullHtml(string Markup) : IMarkup
{
    public override string ToString() => Markup;
}
