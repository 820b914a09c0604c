using Newsletter.Spoilers;

namespace Newsletter.Publishing;

/// <summary>An output that was not written, since it would have shown what an article hides. What stood there before stays.</summary>
/// <param name="Line">1-based line of the output.</param>
/// <param name="Template">The file that rendered it; null: the program itself.</param>
/// <param name="Source">The article's file.</param>
/// <param name="SourceLine">1-based line at which the hidden part begins; 0 when it is not one part (a title, a secret).</param>
/// <param name="Words">What would have been seen.</param>
public sealed record OutputLeak(string Key, Channel Channel, int Line, string? Template, string Source, int SourceLine, string Words)
{
    /// <summary>1-based line of <see cref="Template"/> that put the words out; 0: not known.</summary>
    public int TemplateLine { get; init; }

    /// <summary>The words, folded.</summary>
    internal string Letters { get; init; } = "";

    /// <summary>In words for an editor and whoever keeps the templates.</summary>
    public string Message =>
        $"{Key} was not written: in {Channel}, line {Line} would show what {Source} hides{(SourceLine > 0 ? $" in the part at line {SourceLine}" : "")}: \"{Words}\". The last good version stays up.";

    public string Advice => Template is null
        ? "This is a fault of the program; please report it."
        : $"Look at what {(TemplateLine > 0 ? $"line {TemplateLine} of {Template} prints" : $"{Template} prints in that place")}, mend it, and publish again.";

    /// <summary>The same with the place in a template that put the words out, if one has.</summary>
    internal OutputLeak At((string File, int Line)? place) => place is { } found ? this with { Template = found.File, TemplateLine = found.Line } : this;
}

/// <summary>A mail that must not go out.</summary>
public sealed class LeakException(OutputLeak leak) : Exception(leak.Message)
{
    public OutputLeak Leak => leak;
}
