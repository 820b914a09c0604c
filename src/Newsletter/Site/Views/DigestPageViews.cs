using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>A link to the digest of a week.</summary>
/// <param name="First">Its Monday.</param>
/// <param name="Last">Its Sunday.</param>
public sealed record DigestLinkView(DateTimeOffset First, DateTimeOffset Last, Uri Href)
{
    internal static SafeShape<DigestLinkView> Shape { get; } = new SafeShape<DigestLinkView>("digest_link")
        .Date("first", v => v.First, "The first day of the week")
        .Date("last", v => v.Last, "Its last day")
        .Link("href", v => v.Href, "The digest's page");
}

/// <summary>The digest of a week on the web: what subscribers of everything get. Safe, and nobody's own.</summary>
public sealed record DigestPageView : IView
{
    public required PageView Page { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    public required Uri Index { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CardView> Cards { get; init; } = [];

    public DigestLinkView? Older { get; init; }

    public DigestLinkView? Newer { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<DigestPageView> Shape { get; } = new SafeShape<DigestPageView>("digest_page")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Date("first", v => v.First, "The first day of the week")
        .Date("last", v => v.Last, "Its last day")
        .Link("index", v => v.Index, "The index of digests")
        .Views("cards", CardView.Shape, v => v.Cards, "Articles, newest first")
        .View("older", DigestLinkView.Shape, v => v.Older, "The nearest earlier week with articles, if any")
        .View("newer", DigestLinkView.Shape, v => v.Newer, "The nearest later week with articles, if any");
}

/// <summary>A year of the index of digests.</summary>
public sealed record DigestYearView(int Year, IReadOnlyList<DigestLinkView> Digests)
{
    internal static SafeShape<DigestYearView> Shape { get; } = new SafeShape<DigestYearView>("digest_year")
        .Number("year", v => v.Year, "The year in which the weeks begin")
        .Views("digests", DigestLinkView.Shape, v => v.Digests, "Its digests, newest first");
}

/// <summary>The index of digests.</summary>
public sealed record DigestIndexView : IView
{
    public required PageView Page { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DigestYearView> Years { get; init; } = [];

    public Language Language => Page.Language;

    internal static SafeShape<DigestIndexView> Shape { get; } = new SafeShape<DigestIndexView>("digest_index")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Views("years", DigestYearView.Shape, v => v.Years, "Years with digests, newest first");
}
