using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>What the head of a page says to browsers, search engines and sites that show a preview. Safe throughout.</summary>
public sealed record PageView
{
    /// <summary>Without the site's name.</summary>
    public required SafeText Title { get; init; }

    public SafeText Description { get; init; }

    /// <summary>Absolute.</summary>
    public required Uri Canonical { get; init; }

    public required Language Language { get; init; }

    /// <summary>An article, not a list.</summary>
    public bool IsArticle { get; init; }

    /// <summary>Search engines are asked to leave it out (tombstones, 404).</summary>
    public bool IsHidden { get; init; }

    /// <summary>For previews; its address must be absolute.</summary>
    public ImageView? Image { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public SafeText Section { get; init; }

    public IReadOnlyList<SafeText> Tags { get; init; } = [];

    /// <summary>Their links must be absolute.</summary>
    public IReadOnlyList<LinkView> Authors { get; init; } = [];

    public WorkView? Work { get; init; }

    /// <summary>For autodiscovery: the feeds of the lists that the page belongs to, safe ones only.</summary>
    public IReadOnlyList<FeedLinksView> Feeds { get; init; } = [];

    internal static SafeShape<PageView> Shape { get; } = new SafeShape<PageView>("page")
        .Text("title", v => v.Title, "The page's title without the site's name")
        .Text("description", v => v.Description, "One or two sentences; may be empty")
        .Link("canonical", v => v.Canonical, "The page's address, absolute")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .Flag("is_article", v => v.IsArticle, "An article, not a list")
        .Flag("is_hidden", v => v.IsHidden, "Search engines should leave it out")
        .View("image", ImageView.Shape, v => v.Image, "For previews; absolute address")
        .Date("published", v => v.Published, "Of an article")
        .Date("updated", v => v.Updated, "Of an article, when it changed since")
        .Text("section", v => v.Section, "Of an article")
        .Texts("tags", v => v.Tags, "Of an article")
        .Views("feeds", FeedLinksView.Shape, v => v.Feeds, "Feeds to announce")
        .Json("json_ld", StructuredData.Write, "schema.org data, for a script element of type application/ld+json");
}
