using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>The page of one article. The only web page that may hold spoilers.</summary>
public sealed record ArticleView : IView
{
    public required PageView Page { get; init; }

    public required SafeText Title { get; init; }

    public required LinkView Section { get; init; }

    public WorkView? Work { get; init; }

    public IReadOnlyList<LinkView> Authors { get; init; } = [];

    public required DateTimeOffset Published { get; init; }

    /// <summary>Only when it changed on a later day than it came out.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Minutes of reading, at least 1.</summary>
    public int Minutes { get; init; } = 1;

    public SpoilerLevel Level { get; init; }

    /// <summary>The works that it spoils, its own first; empty for level none.</summary>
    public IReadOnlyList<WorkView> Spoils { get; init; } = [];

    public IReadOnlyList<SafeText> Advisories { get; init; } = [];

    public ImageView? Image { get; init; }

    /// <summary>Shown below the title: the one part that is safe when all else is hidden.</summary>
    public SafeText Summary { get; init; }

    /// <summary>The article, its spoilers marked up by <see cref="PageStyle"/>.</summary>
    public required FullHtml Body { get; init; }

    /// <summary>For the table of contents; empty when it would be too short to be of use.</summary>
    public IReadOnlyList<SectionView> Sections { get; init; } = [];

    /// <summary>Whether anything is hidden.</summary>
    public bool HasSpoilers { get; init; }

    public IReadOnlyList<LinkView> Tags { get; init; } = [];

    public IReadOnlyList<CardView> ReadMore { get; init; } = [];

    /// <summary>The lists it is in, and their feeds.</summary>
    public IReadOnlyList<FeedLinksView> Feeds { get; init; } = [];

    public Language Language => Page.Language;

    private string Knowing => Spoils is [{ Kind: var kind }]
        ? kind.ToString() switch
        {
            "film" or "series" or "play" or "opera" => "seen",
            "book" or "novel" or "story" or "poem" or "comic" => "read",
            "game" => "played",
            _ => "known",
        }
        : "known";

    internal static FullShape<ArticleView> Shape { get; } = new FullShape<ArticleView>("article")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Text("title", v => v.Title, "The safe title")
        .View("section", LinkView.Shape, v => v.Section, "Its section")
        .View("work", WorkView.Shape, v => v.Work, "What it explains, if anything")
        .Views("authors", LinkView.Shape, v => v.Authors, "Who wrote it")
        .Date("published", v => v.Published, "When it came out")
        .Date("updated", v => v.Updated, "When it changed, if on a later day")
        .Number("minutes", v => v.Minutes, "Minutes of reading")
        .Level("level", v => v.Level, "How much it gives away")
        .Views("spoils", WorkView.Shape, v => v.Spoils, "The works that it spoils, its own first")
        .Texts("advisories", v => v.Advisories, "Content warnings that give nothing away")
        .View("image", ImageView.Shape, v => v.Image, "Its picture, if there is a safe one")
        .Text("summary", v => v.Summary, "One or two safe sentences; may be empty")
        .FullHtml("body", v => v.Body, "The article, spoilers marked up")
        .Views("sections", SectionView.Shape, v => v.Sections, "Its sections, when there are three or more")
        .Word("knowing", v => v.Knowing, ["seen", "read", "played", "known"], "What somebody has done who knows the work; `known` for several works")
        .Flag("has_spoilers", v => v.HasSpoilers, "Anything in it is hidden")
        .Views("tags", LinkView.Shape, v => v.Tags, "Its tags")
        .Views("read_more", CardView.Shape, v => v.ReadMore, "Related articles, and titles that are awaited")
        .Views("feeds", FeedLinksView.Shape, v => v.Feeds, "The feeds of the lists it is in");
}
