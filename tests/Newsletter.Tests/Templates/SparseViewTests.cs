using System.Text;
using AngleSharp.Html.Parser;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Feeds;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>Views with nothing in them but what they must have: no template fails, and none leaves an empty place behind.</summary>
public class SparseViewTests
{
    private static readonly FeedLinksView Feeds = SampleViews.List().Feeds with { FullRss = null, FullAtom = null, FullJson = null };

    private static readonly PageView Page = new() { Title = SampleViews.Text("A title"), Canonical = new("https://newsletter.example/x/"), Language = new("en") };

    private static readonly WorkView Work = new(SampleViews.Text("A work"));

    private static readonly TemplateEngine Engine = new(TemplateSources.Default, SampleViews.Site with { Tagline = "", PostalAddress = "", Navigation = [], Subscribe = null });

    public static TheoryData<string> Names => [.. Pages.Keys];

    private static Dictionary<string, Func<byte[]>> Pages => new()
    {
        ["article"] = () => Engine.Render(AllTemplates.Article, Article()),
        ["article of a work"] = () => Engine.Render(AllTemplates.Article, Article() with { Work = Work, Spoils = [Work], Level = SpoilerLevel.Ending, HasSpoilers = true, ReadMore = [Card() with { Work = Work }] }),
        ["article with hidden parts and no work"] = () => Engine.Render(AllTemplates.Article, Article() with { Level = SpoilerLevel.Ending, HasSpoilers = true }),
        ["list"] = () => Engine.Render(AllTemplates.List, List()),
        ["list of a work"] = () => Engine.Render(AllTemplates.List, List() with { Kind = ListKind.Work, Work = Work, Cards = [Card(), Card() with { Work = Work }] }),
        ["month"] = () => Engine.Render(AllTemplates.Month, new MonthView { Page = Page, Year = 2026, Month = 1 }),
        ["archive"] = () => Engine.Render(AllTemplates.Archive, new ArchiveView { Page = Page }),
        ["digest page"] = () => Engine.Render(AllTemplates.DigestPage, new DigestPageView { Page = Page, First = Some.Time, Last = Some.Time, Index = new("/digests/", UriKind.Relative) }),
        ["index of digests"] = () => Engine.Render(AllTemplates.DigestIndex, new DigestIndexView { Page = Page }),
        ["feeds"] = () => Engine.Render(AllTemplates.Feeds, new FeedsView { Page = Page, Site = Feeds, Opml = new("/feeds.opml", UriKind.Relative) }),
        ["report"] = () => Engine.Render(AllTemplates.Report, new ReportView { Language = new("en"), FileName = "x.md", Status = ReportStatus.Scheduled, When = Some.Time }),
        ["mail"] = () => Engine.Render(AllTemplates.DigestHtml, Digest()),
        ["text mail"] = () => Engine.Render(AllTemplates.DigestText, Digest()),
        ["feed item"] = () => Engine.Render(AllTemplates.FeedItem, new FeedItemView { Language = new("en"), Href = Page.Canonical, Section = SampleViews.Text("Explainers"), HasMore = true, Level = SpoilerLevel.Ending }),
        ["full feed item"] = () => Engine.Render(AllTemplates.FullFeedItem, new FullFeedItemView { Language = new("en"), Title = Page.Title, Href = Page.Canonical, Section = SampleViews.Text("Explainers"), Level = SpoilerLevel.Ending, Body = new("<p>x</p>") }),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingEmptyIsLeftWhereAFieldIsMissing(string name)
    {
        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Pages[name]()));

        Assert.Empty(page.QuerySelectorAll("p, h1, h2, h3, li, td, th, a, button, cite, dt, span:not([aria-hidden])")
            .Where(e => e.TextContent.Trim().Length == 0 && e.QuerySelector("img, [aria-hidden]") is null).Select(e => e.OuterHtml));
        Assert.Empty(page.QuerySelectorAll("[href=''], [src=''], [content=''], [datetime='']").Select(e => e.OuterHtml));
        page.QuerySelector("#ask")?.Remove(); // its place is filled by the script
        Assert.DoesNotContain(page.Body!.TextContent, text => text is '{' or '}');
    }

    [Fact]
    public void AFullItemsWarningFillsAReadersPreview()
    {
        // Lists of readers show the first lines of an item: all of them must be warning.
        var item = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Pages["full feed item"]()));

        Assert.InRange(item.QuerySelector("p")!.TextContent.Length, 300, 1000);
    }

    private static ArticleView Article() => new()
    {
        Page = Page with { IsArticle = true },
        Title = SampleViews.Text("A title"),
        Section = new(SampleViews.Text("Explainers"), null),
        Published = Some.Time,
        Body = new("<p>x</p>"),
        Authors = [new(SampleViews.Text("An author"), null)],
        Tags = [new(SampleViews.Text("a tag"), null)],
        ReadMore = [Card()],
    };

    private static CardView Card() => new() { Title = SampleViews.Text("A title"), Href = new("/x/", UriKind.Relative), Language = new("en") };

    private static ListView List() => new() { Page = Page, Kind = ListKind.Site, Title = SampleViews.Text("A list"), Cards = [], Feeds = Feeds };

    private static DigestView Digest() => new()
    {
        Language = new("en"),
        Subject = SampleViews.Text("A subject"),
        Title = SampleViews.Text("A title"),
        Date = Some.Time,
        Cadence = DigestCadence.Instant,
        Items = [new() { Title = SampleViews.Text("A title"), Href = Page.Canonical }, new() { Title = SampleViews.Text("A title"), Href = Page.Canonical, Work = Work }],
        Archive = Page.Canonical,
        Unsubscribe = Page.Canonical,
        Preferences = Page.Canonical,
    };
}
