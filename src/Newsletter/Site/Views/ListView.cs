using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>A month or year of an archive.</summary>
/// <param name="Month">1 to 12; 0: the whole year.</param>
/// <param name="Count">Articles; null when not counted.</param>
public sealed record MonthLinkView(int Year, int Month, Uri Href, int? Count = null)
{
    internal static SafeShape<MonthLinkView> Shape { get; } = new SafeShape<MonthLinkView>("month_link")
        .Number("year", v => v.Year, "The year")
        .Number("month", v => v.Month, "1 to 12, or 0 for a whole year; `month_name` writes it")
        .Link("href", v => v.Href, "The month's page")
        .Number("count", v => v.Count, "How many articles, if counted");
}

/// <summary>The front of a list: its newest articles. Older ones are in the archive.</summary>
public sealed record ListView : IView
{
    public required PageView Page { get; init; }

    public required ListKind Kind { get; init; }

    public required SafeText Title { get; init; }

    /// <summary>A sentence about the list; may be empty.</summary>
    public SafeText About { get; init; }

    /// <summary>Of a work's list.</summary>
    public WorkView? Work { get; init; }

    /// <summary>Newest first, at most 20.</summary>
    public IReadOnlyList<CardView> Cards { get; init; } = [];

    /// <summary>Whether the list has more than its cards.</summary>
    public bool HasOlder { get; init; }

    /// <summary>The periods of its own archive, newest first; the site's own list has the archive's index instead.</summary>
    public IReadOnlyList<MonthLinkView> Periods { get; init; } = [];

    public required FeedLinksView Feeds { get; init; }

    public Language Language => Page.Language;

    internal static string[] KindWords { get; } = ["site", "section", "tag", "work", "author"];

    internal static SafeShape<ListView> Shape { get; } = new SafeShape<ListView>("list")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Word("kind", v => new ListKey(v.Kind, "").Word, KindWords, "What makes the list")
        .Text("title", v => v.Title, "The list's name")
        .Text("about", v => v.About, "A sentence about it; may be empty")
        .View("work", WorkView.Shape, v => v.Work, "Of a work's list")
        .Views("cards", CardView.Shape, v => v.Cards, "Articles, newest first")
        .Flag("has_older", v => v.HasOlder, "There are more, in the archive")
        .Views("periods", MonthLinkView.Shape, v => v.Periods, "The years of its own archive, newest first; none for the site's own list")
        .View("feeds", FeedLinksView.Shape, v => v.Feeds, "The list's feeds");
}
