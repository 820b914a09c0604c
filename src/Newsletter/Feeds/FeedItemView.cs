using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Feeds;

/// <summary>The body of an item of a safe feed. Every address is absolute.</summary>
public sealed record FeedItemView : IView
{
    public required Language Language { get; init; }

    public required Uri Href { get; init; }

    public required SafeText Section { get; init; }

    public SpoilerLevel Level { get; init; }

    public IReadOnlyList<WorkView> Spoils { get; init; } = [];

    public IReadOnlyList<SafeText> Advisories { get; init; } = [];

    public ImageView? Image { get; init; }

    public SafeText Summary { get; init; }

    /// <summary>The article as far as it is safe; empty: the summary stands in.</summary>
    public SafeHtml Lead { get; init; }

    /// <summary>Whether the page has more than the lead.</summary>
    public bool HasMore { get; init; }

    public IReadOnlyList<LinkView> ReadMore { get; init; } = [];

    internal static SafeShape<FeedItemView> Shape { get; } = new SafeShape<FeedItemView>("feed_item")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Link("href", v => v.Href, "The article's page, absolute")
        .Text("section", v => v.Section, "Its section")
        .Level("level", v => v.Level, "How much the article gives away")
        .Views("spoils", WorkView.Shape, v => v.Spoils, "The works that it spoils, its own first")
        .Texts("advisories", v => v.Advisories, "Content warnings that give nothing away")
        .View("image", ImageView.Shape, v => v.Image, "Its picture, if there is a safe one; absolute address")
        .Text("summary", v => v.Summary, "One or two safe sentences; may be empty")
        .Html("lead", v => v.Lead, "The part before the spoilers, if any")
        .Flag("has_more", v => v.HasMore, "The page goes on after the lead")
        .Views("read_more", LinkView.Shape, v => v.ReadMore, "Related articles, and titles that are awaited");
}

/// <summary>The body of an item of a full feed, for readers who chose it by its address. Every address is absolute.</summary>
public sealed record FullFeedItemView : IView
{
    public required Language Language { get; init; }

    public required SafeText Title { get; init; }

    public required Uri Href { get; init; }

    public required SafeText Section { get; init; }

    public SpoilerLevel Level { get; init; }

    public IReadOnlyList<WorkView> Spoils { get; init; } = [];

    public IReadOnlyList<SafeText> Advisories { get; init; } = [];

    /// <summary>The whole article.</summary>
    public required FullHtml Body { get; init; }

    public IReadOnlyList<LinkView> ReadMore { get; init; } = [];

    internal static FullShape<FullFeedItemView> Shape { get; } = new FullShape<FullFeedItemView>("full_feed_item")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Text("title", v => v.Title, "The safe title")
        .Link("href", v => v.Href, "The article's page, absolute")
        .Text("section", v => v.Section, "Its section")
        .Level("level", v => v.Level, "How much the article gives away")
        .Views("spoils", WorkView.Shape, v => v.Spoils, "The works that it spoils, its own first")
        .Texts("advisories", v => v.Advisories, "Content warnings that give nothing away")
        .FullHtml("body", v => v.Body, "The whole article")
        .Views("read_more", LinkView.Shape, v => v.ReadMore, "Related articles, and titles that are awaited");
}
