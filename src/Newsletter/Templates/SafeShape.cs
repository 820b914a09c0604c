using Newsletter.Spoilers;

namespace Newsletter.Templates;

/// <summary>
/// The shape of a view for lists, feeds, metadata and mail. It has no field that could hold text an unwary reader must not see:
/// handing it a string or full HTML does not compile.
/// </summary>
public sealed class SafeShape<TView>(string name) : ViewShape<TView, SafeShape<TView>>(name)
{
    public SafeShape<TView> View<TInner>(string name, SafeShape<TInner> inner, Func<TView, TInner?> read, string about)
        where TInner : class =>
        With(new ViewField(name, FieldKind.View, false, inner, [], about), v => ViewObject<TInner>.Of(inner, read(v)));

    public SafeShape<TView> Views<TInner>(string name, SafeShape<TInner> inner, Func<TView, IReadOnlyList<TInner>> read, string about)
        where TInner : class =>
        WithList(name, FieldKind.View, about, read, item => new ViewObject<TInner>(inner, item), inner);
}

/// <summary>The shape of a view for the article page, the full feed, editors, or the site's own words: it may hold any text.</summary>
public sealed class FullShape<TView>(string name) : ViewShape<TView, FullShape<TView>>(name)
{
    public FullShape<TView> AnyText(string name, Func<TView, string?> read, string about) => With(name, FieldKind.Text, about, v => read(v) ?? "");

    public FullShape<TView> FullHtml(string name, Func<TView, FullHtml?> read, string about) => With(name, FieldKind.Html, about, read);

    public FullShape<TView> View<TInner>(string name, ViewShape<TInner> inner, Func<TView, TInner?> read, string about)
        where TInner : class =>
        With(new ViewField(name, FieldKind.View, false, inner, [], about), v => ViewObject<TInner>.Of(inner, read(v)));

    public FullShape<TView> Views<TInner>(string name, ViewShape<TInner> inner, Func<TView, IReadOnlyList<TInner>> read, string about)
        where TInner : class =>
        WithList(name, FieldKind.View, about, read, item => new ViewObject<TInner>(inner, item), inner);
}
