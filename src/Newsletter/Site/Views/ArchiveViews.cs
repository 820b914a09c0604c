using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>One month of the archive, or one year of a list's.</summary>
public sealed record MonthView : IView
{
    public required PageView Page { get; init; }

    public required int Year { get; init; }

    /// <summary>1 to 12; 0: the whole year.</summary>
    public required int Month { get; init; }

    /// <summary>The list whose archive this is; null: the site's own.</summary>
    public LinkView? List { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CardView> Cards { get; init; } = [];

    /// <summary>The nearest months with articles.</summary>
    public MonthLinkView? Older { get; init; }

    public MonthLinkView? Newer { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<MonthView> Shape { get; } = new SafeShape<MonthView>("month")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Number("year", v => v.Year, "The year")
        .Number("month", v => v.Month, "1 to 12, or 0 for a whole year; `month_name` writes it")
        .View("list", LinkView.Shape, v => v.List, "The list whose archive this is; none for the site's own")
        .Views("cards", CardView.Shape, v => v.Cards, "Articles, newest first")
        .View("older", MonthLinkView.Shape, v => v.Older, "The nearest earlier month with articles, if any")
        .View("newer", MonthLinkView.Shape, v => v.Newer, "The nearest later month with articles, if any");
}

/// <summary>A year of the archive's index.</summary>
public sealed record YearView(int Year, IReadOnlyList<MonthLinkView> Months)
{
    internal static SafeShape<YearView> Shape { get; } = new SafeShape<YearView>("year")
        .Number("year", v => v.Year, "The year")
        .Views("months", MonthLinkView.Shape, v => v.Months, "Its months with articles, newest first");
}

/// <summary>The index of months.</summary>
public sealed record ArchiveView : IView
{
    public required PageView Page { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<YearView> Years { get; init; } = [];

    /// <summary>The index of digests; null: the site sends none.</summary>
    public Uri? Digests { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<ArchiveView> Shape { get; } = new SafeShape<ArchiveView>("archive")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Views("years", YearView.Shape, v => v.Years, "Years with articles, newest first")
        .Link("digests", v => v.Digests, "The index of digests, if the site sends any");
}
