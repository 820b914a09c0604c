using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Feeds;
using Newsletter.Site;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>One rich view for every template: each field filled, each kind of neighbour there.</summary>
internal static partial class SampleViews
{
    private const string Markdown = """
        A ship comes into harbour with nobody at the wheel.[^log] Until that morning the town has been the kind of place
        where people discuss the price of **lamp oil**, and where `11:40` is late.

        What was in the hold is ||rats and earth||, and the [log ||of the captain||](faust.md) says so.

        [^log]: The log is the only witness.

        <!-- spoilers -->

        ## Who Was at the Wheel?

        Nobody had been there since the Bosporus.

        | Day | Who is left |
        |---|---|
        | 1 | seven |
        | 9 | ||the captain|| |

        ## What Does the Doctor Know?

        Less than his wife.

        ::: spoiler ending The last morning
        The sun comes up, and that is all it takes.
        :::

        ## Who Opened the ||Window||?

        She did.
        """;

    public static SiteView Site { get; } = SiteView.Of(
        new SiteSettings { Title = "Explained", BaseUrl = new("https://newsletter.example/") }, SiteAssets.Of(TemplateSources.Default)) with
    {
        Subscribe = new("/subscribe/", UriKind.Relative),
        PostalAddress = "12 Lantern Street, Berlin",
    };

    public static TemplateEngine Engine { get; } = new(TemplateSources.Default, Site);

    /// <summary>A template's name and its output, for every template.</summary>
    public static IReadOnlyDictionary<string, Func<TemplateEngine, byte[]>> Renderings { get; } = new Dictionary<string, Func<TemplateEngine, byte[]>>
    {
        ["web/article.html"] = engine => engine.Render(AllTemplates.Article, Article()),
        ["web/list.html"] = engine => engine.Render(AllTemplates.List, List()),
        ["web/month.html"] = engine => engine.Render(AllTemplates.Month, Month()),
        ["web/archive.html"] = engine => engine.Render(AllTemplates.Archive, Archive()),
        ["web/digest.html"] = engine => engine.Render(AllTemplates.DigestPage, DigestPage()),
        ["web/digests.html"] = engine => engine.Render(AllTemplates.DigestIndex, DigestIndex()),
        ["web/feeds.html"] = engine => engine.Render(AllTemplates.Feeds, Feeds()),
        ["web/not-found.html"] = engine => engine.Render(AllTemplates.NotFound, new NotFoundView { Page = Page("Page not found", "404.html") with { IsHidden = true } }),
        ["web/gone.html"] = engine => engine.Render(AllTemplates.Gone, Gone()),
        ["web/moved.html"] = engine => engine.Render(AllTemplates.Moved, Moved()),
        ["web/report.html"] = engine => engine.Render(AllTemplates.Report, Report()),
        ["web/subscribe.html"] = engine => engine.Render(AllTemplates.Subscribe, new() { Page = Page("New articles by mail", "subscribe/"), Action = Local("subscribe/"), Token = "k1.abc", Address = "\"><b>ida", Problem = "not_an_address" }),
        ["web/button.html"] = engine => engine.Render(AllTemplates.Button, new() { Page = Hidden("Confirm", "subscribe/confirm/"), Kind = "confirm", Action = Local("subscribe/confirm/"), Token = "k1.abc" }),
        ["web/message.html"] = engine => engine.Render(AllTemplates.Message, new() { Page = Hidden("You are subscribed", "subscribe/confirm/"), Kind = "confirmed", Onward = Absolute("preferences/?t=k1.abc") }),
        ["web/preferences.html"] = engine => engine.Render(AllTemplates.Preferences, Preferences()),
        ["email/opt-in.html"] = engine => engine.Render(AllTemplates.OptInHtml, OptIn()),
        ["email/opt-in.txt"] = engine => engine.Render(AllTemplates.OptInText, OptIn()),
        ["email/digest.html"] = engine => engine.Render(AllTemplates.DigestHtml, Digest()),
        ["email/digest.txt"] = engine => engine.Render(AllTemplates.DigestText, Digest()),
        ["email/full-digest.html"] = engine => engine.Render(AllTemplates.FullDigestHtml, FullDigest()),
        ["email/full-digest.txt"] = engine => engine.Render(AllTemplates.FullDigestText, FullDigest()),
        ["feed/item.html"] = engine => engine.Render(AllTemplates.FeedItem, FeedItem()),
        ["feed/full-item.html"] = engine => engine.Render(AllTemplates.FullFeedItem, FullFeedItem()),
        ["card/card.txt"] = engine => engine.Render(AllTemplates.SocialCard, SocialCard()),
    };

    public static WorkView Nosferatu { get; } = new(Text("Nosferatu"), Text("film"), 1922, Text("F. W. Murnau"), Local("works/nosferatu/"));

    public static ArticleView Article(string language = "en")
    {
        var body = Some.Split(Markdown).Body;
        var style = new PageStyle(new SpoilerMarkup(Engine.Words(new(language))));
        return new ArticleView
        {
            Page = Page("Nosferatu, Explained", "explainers/nosferatu/") with
            {
                Language = new(language),
                IsArticle = true,
                Published = Some.Time,
                Updated = Some.Time.AddDays(3),
                Section = Text("Explainers"),
                Tags = [Text("horror"), Text("C#")],
                Authors = [new(Text("Ida Vance"), Absolute("authors/ida-vance/"))],
                Work = Nosferatu,
                Image = new(Absolute("images/ship.1.svg"), Text("A ship"), 800, 500),
            },
            Title = Text("Nosferatu, Explained"),
            Section = new(Text("Explainers"), Local("sections/explainers/")),
            Work = Nosferatu,
            Authors = [new(Text("Ida Vance"), Local("authors/ida-vance/")), new(Text("Tobias Kerr"), null)],
            Published = Some.Time,
            Updated = Some.Time.AddDays(3),
            Minutes = 1,
            Level = SpoilerLevel.Ending,
            Spoils = [Nosferatu],
            Advisories = [Text("death"), Text("epidemic")],
            Image = new(Local("images/ship.1.svg"), Text("A ship"), 800, 500),
            Summary = Text("A ship, a town, and what one brings to the other."),
            Body = body.Reveal(style, Some.Links),
            Sections = SectionView.Of(body),
            HasSpoilers = true,
            Tags = [new(Text("horror"), Local("tags/horror/")), new(Text("C#"), Local("tags/c-sharp/"))],
            ReadMore = [Card("Dracula, Explained"), Card("Where to Start") with { Level = SpoilerLevel.None, Work = null }, new() { Title = Text("The Golem") }],
            Feeds = [FeedLinks("Explained", "")],
        };
    }

    public static ListView List() => new()
    {
        Page = Page("horror", "tags/horror/") with { Feeds = [FeedLinks("horror", "tags/horror/")] },
        Kind = ListKind.Tag,
        Title = Text("horror"),
        About = Text("Articles about horror."),
        Cards = Cards(),
        HasOlder = true,
        Periods = [new(2025, 0, Local("tags/horror/2025/"))],
        Feeds = FeedLinks("horror", "tags/horror/"),
    };

    public static MonthView Month() => new()
    {
        Page = Page("November 2026", "archive/2026/11/"),
        Year = 2026,
        Month = 11,
        Cards = Cards(),
        Older = new(2026, 8, Local("archive/2026/08/")),
        Newer = new(2026, 12, Local("archive/2026/12/")),
    };

    public static ArchiveView Archive() => new()
    {
        Page = Page("Archive", "archive/"),
        Years = [new(2026, [new(2026, 11, Local("archive/2026/11/"), 2), new(2026, 8, Local("archive/2026/08/"), 1)]), new(2025, [new(2025, 12, Local("archive/2025/12/"))])],
    };

    public static FeedsView Feeds() => new()
    {
        Page = Page("Subscribe", "feeds/"),
        Site = FeedLinks("Explained", ""),
        Groups = [new(ListKind.Section, [FeedLinks("Explainers", "sections/explainers/")]), new(ListKind.Tag, [FeedLinks("C#", "tags/c-sharp/"), FeedLinks("日本", "tags/日本/")])],
        Opml = Local("feeds.opml"),
    };

    public static GoneView Gone() => new() { Page = Page("Taken back", "explainers/gone/") with { IsHidden = true }, Title = Text("Nosferatu, Explained"), When = Some.Time };

    public static SocialCardView SocialCard() => new()
    {
        Title = Text("Nosferatu, Explained"),
        Section = Text("Explainers"),
        Work = Nosferatu,
        Level = SpoilerLevel.Ending,
        Spoils = [Nosferatu, Nosferatu with { Title = Text("Dracula") }],
        Language = new("en"),
    };

    public static MovedView Moved() => new() { Page = Page("Nosferatu, Explained", "explainers/nosferatu/"), Title = Text("Nosferatu, Explained"), Target = Local("explainers/nosferatu/") };

    public static ReportView Report() => new()
    {
        Language = new("en"),
        FileName = "nosferatu.md",
        Status = ReportStatus.Rejected,
        When = Some.Time,
        Title = "Nosferatu: <b>he</b> burns",
        ComesOut = Some.Time.AddDays(1),
        Links = [new("page", Absolute("explainers/nosferatu/")), new("something else", Absolute("x/"))],
        Diagnostics =
        [
            new("NL031", Newsletter.Articles.Severity.Error, 42, 1, "The container that begins here is never closed.", "Put a line ':::' where the hidden part ends."),
            new("NL012", Newsletter.Articles.Severity.Warning, 9, 0, "The date has no time.", "It is read as 09:00."),
            new("NL040", Newsletter.Articles.Severity.Hint, 0, 0, "There is no picture.", "Add one."),
        ],
    };

    public static DigestView Digest(int items = 2) => new()
    {
        Language = new("en"),
        Subject = Text("Nosferatu and Dracula, Explained"),
        Preheader = Text("Two vampires, and no spoilers."),
        Title = Text("Two stories this week"),
        Date = Some.Time,
        Cadence = DigestCadence.Weekly,
        Intro = Text("A ship without a crew, and a house without mirrors."),
        Items = [.. Enumerable.Range(0, items).Select(DigestItem)],
        More = 7,
        Archive = Absolute("digests/2026-11-20/"),
        Topics = [Text("horror"), Text("silent film")],
        Unsubscribe = Absolute("unsubscribe?t=1"),
        Preferences = Absolute("preferences?t=1"),
    };

    public static FullDigestView FullDigest()
    {
        var body = Some.Split(Markdown).Body.Reveal(Plain(), Some.Links);
        var digest = Digest();
        return new(digest, [new(digest.Items[0], body, PlainText.Of(body), true), new(digest.Items[1], null, "", true)]);
    }

    public static FeedItemView FeedItem() => new()
    {
        Language = new("en"),
        Href = Absolute("explainers/nosferatu/"),
        Section = Text("Explainers"),
        Level = SpoilerLevel.Ending,
        Spoils = [Nosferatu],
        Advisories = [Text("death")],
        Image = new(Absolute("images/ship.1.svg"), Text("A ship"), 800, 500),
        Summary = Text("A ship, and what it brings."),
        Lead = Some.Split(Markdown).Body.Safe(Plain(), Some.Links),
        HasMore = true,
        ReadMore = [new(Text("Dracula, Explained"), Absolute("explainers/dracula/")), new(Text("The Golem"), null)],
    };

    public static FullFeedItemView FullFeedItem() => new()
    {
        Language = new("en"),
        Title = Text("Nosferatu, Explained"),
        Href = Absolute("explainers/nosferatu/"),
        Section = Text("Explainers"),
        Level = SpoilerLevel.Ending,
        Spoils = [Nosferatu],
        Advisories = [Text("death")],
        Body = Some.Split(Markdown).Body.Reveal(Plain(), Some.Links),
        ReadMore = [new(Text("Dracula, Explained"), Absolute("explainers/dracula/")), new(Text("The Golem"), null)],
    };

    public static PageView Page(string title, string path) => new()
    {
        Title = Text(title),
        Description = Text("What the page is about."),
        Canonical = Absolute(path),
        Language = new("en"),
        Feeds = [FeedLinks("Explained", "")],
    };

    public static CardView Card(string title) => new()
    {
        Title = Text(title),
        Href = Local("explainers/dracula/"),
        Level = SpoilerLevel.Major,
        Work = new(Text("Oedipus Rex"), Text("play"), -428, Text("Sophocles")),
        Section = Text("Explainers"),
        Summary = Text("One or two safe sentences."),
        Advisories = [Text("violence")],
        Published = Some.Time,
        Minutes = 6,
        Language = new("en"),
    };

    public static SafeText Text(string text) => Some.SafeText(text);

    private static IReadOnlyList<CardView> Cards() =>
    [
        Card("Dracula, Explained"),
        Card("Faust, erklärt") with { Language = new("de"), Level = SpoilerLevel.None },
        Card("شهريار") with { Language = new("ar"), Level = SpoilerLevel.Minor, Work = null, Summary = SafeText.Empty, Minutes = null, Advisories = [] },
    ];

    private static DigestItemView DigestItem(int number) => new()
    {
        Title = Text($"Nosferatu, Explained {number}"),
        Href = Absolute("explainers/nosferatu/"),
        Section = Text("Explainers"),
        Work = Nosferatu,
        Level = (SpoilerLevel)(3 - (number % 4)),
        Advisories = [Text("death"), Text("epidemic")],
        Summary = Text("Murnau's vampire film was an unlicensed Dracula that a court ordered destroyed. How it works, what it changed, and what its final act says about love and fear."),
        Minutes = 5,
        Language = new("en"),
        ReadMore = [new(Text("Dracula, Explained"), Absolute("explainers/dracula/")), new(Text("The Cabinet of Dr. Caligari, Explained"), Absolute("explainers/caligari/")), new(Text("The Golem"), null)],
    };

    private static FeedLinksView FeedLinks(string title, string path) => new(
        Text(title), Local(path), Local(path + "feed.xml"), Local(path + "atom.xml"), Local(path + "feed.json"),
        Local("full/" + path + "feed.xml"), Local("full/" + path + "atom.xml"), Local("full/" + path + "feed.json"));

    private static PlainStyle Plain() => new(new SpoilerMarkup(Engine.Words(new("en"))));

    private static Uri Local(string path) => new("/" + path, UriKind.Relative);

    private static Uri Absolute(string path) => new("https://newsletter.example/" + path);
}
