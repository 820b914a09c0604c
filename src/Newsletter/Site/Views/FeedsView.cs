using Newsletter.Catalogue;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>Lists of one kind.</summary>
public sealed record FeedGroupView(ListKind Kind, IReadOnlyList<FeedLinksView> Lists)
{
    internal static SafeShape<FeedGroupView> Shape { get; } = new SafeShape<FeedGroupView>("feed_group")
        .Word("kind", v => new ListKey(v.Kind, "").Word, ListView.KindWords, "What makes these lists")
        .Views("lists", FeedLinksView.Shape, v => v.Lists, "The lists, by name");
}

/// <summary>The page that says what one can subscribe to.</summary>
public sealed record FeedsView : IView
{
    public required PageView Page { get; init; }

    /// <summary>The site's own feeds.</summary>
    public required FeedLinksView Site { get; init; }

    public IReadOnlyList<FeedGroupView> Groups { get; init; } = [];

    public required Uri Opml { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<FeedsView> Shape { get; } = new SafeShape<FeedsView>("feeds")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .View("all", FeedLinksView.Shape, v => v.Site, "The feeds of the whole site")
        .Views("groups", FeedGroupView.Shape, v => v.Groups, "The other lists, by kind")
        .Link("opml", v => v.Opml, "All safe feeds in one OPML file");
}
