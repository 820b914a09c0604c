using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>A text that leads somewhere; nowhere yet when <paramref name="Href"/> is null.</summary>
public sealed record LinkView(SafeText Text, Uri? Href)
{
    internal static SafeShape<LinkView> Shape { get; } = new SafeShape<LinkView>("link")
        .Text("text", v => v.Text, "The link's text")
        .Link("href", v => v.Href, "Where it goes; none for an article that isn't out yet");
}

/// <summary>A picture that gives nothing away.</summary>
/// <param name="Width">Pixels; null when not known.</param>
/// <param name="Height">Pixels; null when not known.</param>
public sealed record ImageView(Uri Address, SafeText Alt, int? Width = null, int? Height = null)
{
    internal static SafeShape<ImageView> Shape { get; } = new SafeShape<ImageView>("image")
        .Link("address", v => v.Address, "Where the picture is")
        .Text("alt", v => v.Alt, "What it shows")
        .Number("width", v => v.Width, "Pixels, if known")
        .Number("height", v => v.Height, "Pixels, if known");
}

/// <summary>The film, book, play, ... that an article explains.</summary>
/// <param name="Kind">film, series, book, ...; empty when not said.</param>
/// <param name="Year">Astronomical: 429 BC is -428; null when not said.</param>
/// <param name="By">Director, author, ...; empty when not said.</param>
/// <param name="Href">The work's list page; null where works have none.</param>
public sealed record WorkView(SafeText Title, SafeText Kind = default, int? Year = null, SafeText By = default, Uri? Href = null)
{
    internal static SafeShape<WorkView> Shape { get; } = new SafeShape<WorkView>("work")
        .Text("title", v => v.Title, "The work's title")
        .Text("key", v => Splitter.OfSite(Slug.Of(v.Title.ToString())), "The slug of its title, by which a browser remembers it")
        .Text("kind", v => v.Kind, "film, book, ... as the editor wrote it; `word t.kinds work.kind` translates it")
        .Number("year", v => v.Year, "Astronomical; `year_name` writes it")
        .Text("by", v => v.By, "Director, author, ...")
        .Link("href", v => v.Href, "The work's page, if works have pages");
}

/// <summary>The feeds of one list. Full ones are null where the site has none.</summary>
public sealed record FeedLinksView(SafeText Title, Uri Page, Uri Rss, Uri Atom, Uri Json, Uri? FullRss = null, Uri? FullAtom = null, Uri? FullJson = null)
{
    internal static SafeShape<FeedLinksView> Shape { get; } = new SafeShape<FeedLinksView>("feed_links")
        .Text("title", v => v.Title, "The list's name")
        .Link("page", v => v.Page, "The list's page")
        .Link("rss", v => v.Rss, "RSS 2.0, safe")
        .Link("atom", v => v.Atom, "Atom, safe")
        .Link("json", v => v.Json, "JSON Feed, safe")
        .Link("full_rss", v => v.FullRss, "RSS 2.0 with spoilers, if there is one")
        .Link("full_atom", v => v.FullAtom, "Atom with spoilers, if there is one")
        .Link("full_json", v => v.FullJson, "JSON Feed with spoilers, if there is one");
}
