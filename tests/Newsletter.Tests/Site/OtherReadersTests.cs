using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>A page that is not read as it stands: copied, extracted, printed, or shown by a search engine. Each gets what is open, and no more.</summary>
[Collection(Chrome.Collection)]
public class OtherReadersTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    private const string WhoIsOpen = "document.querySelector('details.spoiler > summary').click(); document.querySelector('.phrase-toggle').click()";

    private static readonly string[] Closed = ["Majorword", "Otherword", "Restword", "Fairword", "Innerword", "of the mate", "Dawn That Kills", "dawn.", "Smoke where"];
    private static readonly string[] Open = ["Minorword", "rats"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CopyingEverythingCopiesWhatIsOpen(bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var before = await SelectedAsync(page);
        Assert.All(Open.Concat(Closed), word => Assert.DoesNotContain(word, before, StringComparison.Ordinal));
        Assert.Matches(@"In the hold are\s*\[spoiler\]\s*, and the\s*log \[spoiler\]", before);

        await page.EvaluateAsync(WhoIsOpen);
        var after = await SelectedAsync(page);

        Assert.All(Open, word => Assert.Contains(word, after, StringComparison.Ordinal));
        Assert.All(Closed, word => Assert.DoesNotContain(word, after, StringComparison.Ordinal));
    }, script: script);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReaderModeExtractsWhatIsOpen(bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var before = await WebTools.ExtractAsync(page);
        Assert.Contains("The film was stolen.", before, StringComparison.Ordinal);
        Assert.Contains("In the hold are [spoiler]", before, StringComparison.Ordinal);
        Assert.Contains("Ending of Nosferatu and Dracula", before, StringComparison.Ordinal);
        Assert.All(Open.Concat(Closed), word => Assert.DoesNotContain(word, before, StringComparison.Ordinal));
        if (!script)
        {
            return;
        }

        await page.EvaluateAsync(WhoIsOpen);
        await Assertions.Expect(page.GetByText("Minorword")).ToBeVisibleAsync();
        var after = await WebTools.ExtractAsync(page);

        Assert.All(Open, word => Assert.Contains(word, after, StringComparison.Ordinal));
        Assert.All(Closed, word => Assert.DoesNotContain(word, after, StringComparison.Ordinal));
    }, script: script);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PaperShowsWarningsAndBelowThemWhatIsOpen(bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        await page.EvaluateAsync(WhoIsOpen);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var text = await page.Locator("main").InnerTextAsync();

        Assert.Matches(@"Small spoilers for Nosferatu and Dracula\s+The ship\s+Minorword", text);
        Assert.Matches(@"Ending of Nosferatu and Dracula\s+Everything from here on", text);
        Assert.Matches(@"hold are\s+rats, and the\s+log \[spoiler\]", text);
        Assert.All(Closed, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".seen, .contents, footer").First).ToBeHiddenAsync();
    }, script: script);

    [Fact]
    public void SearchEnginesAreToldToQuoteNothingHidden()
    {
        var page = new HtmlParser().ParseDocument(site.Read(SpoilerSite.Nosferatu + "index.html"));

        // Search engines heed the attribute on div, span and section alone.
        Assert.All(
            page.QuerySelectorAll(".spoiler-text, .phrase-text, .contents-name"),
            hidden => Assert.NotNull(hidden.Closest("div[data-nosnippet], span[data-nosnippet], section[data-nosnippet]")));
        var quotable = (IElement)page.Body!.Clone();
        foreach (var hidden in quotable.QuerySelectorAll("[data-nosnippet]"))
        {
            hidden.Remove();
        }

        Assert.All(Open.Concat(Closed), word => Assert.DoesNotContain(word, quotable.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void TheHeadOfAPageIsNeutral()
    {
        var page = new HtmlParser().ParseDocument(site.Read(SpoilerSite.Nosferatu + "index.html"));
        var head = page.Head!.InnerHtml;

        Assert.Equal("Nosferatu, Explained · The Test", page.Title);
        Assert.Equal("A stolen vampire film.", page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Equal("Nosferatu, Explained", page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.Contains("\"headline\":\"Nosferatu, Explained\"", page.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("meta[property='og:image']"));
        Assert.All(Open.Concat(Closed), word => Assert.DoesNotContain(word, head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SpoilerSite.Nosferatu, "details.spoiler-rest", "Nosferatu, or the Dawn That Kills")]
    [InlineData(SpoilerSite.Guide, "details.spoiler:last-of-type", "A Guide, and Why They All Die")]
    public void ATitleThatSpoilsStandsInsideAPartAndNowhereElse(string path, string part, string title)
    {
        var html = site.Read(path + "index.html");
        var page = new HtmlParser().ParseDocument(html);

        Assert.Equal("The full title: " + title, page.QuerySelector(part + " .full-title")!.TextContent);
        Assert.Single(Regex.Matches(html, Regex.Escape(title)));
    }

    [Fact]
    public async Task APictureThatSpoilsHasAPartOfItsOwnInAnArticleThatSpoilsNothingElse()
    {
        using var other = new TestSite();
        other.Upload("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\"/>");
        other.Upload("golem.md", "---\ntitle: The Golem\nsummary: s\nwork: The Golem\nspoilers: none\nimage: { src: x.svg, alt: A fall, spoiler: true }\n---\nThe text.\n");
        await other.PublishAsync();
        var page = new HtmlParser().ParseDocument(other.Read("explainers/golem/index.html"));

        var part = page.QuerySelector(".prose > details")!;
        Assert.Equal(("minor", "the-golem"), (part.GetAttribute("data-level"), part.GetAttribute("data-works")));
        Assert.Equal("A fall", part.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal("the-golem", page.QuerySelector(".seen")!.GetAttribute("data-works"));
        Assert.Equal("Small spoilers for The Golem", page.QuerySelector(".notice .badge")!.TextContent);
        Assert.Single(page.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task APictureThatSpoilsIsNotEvenFetchedBeforeItsPartIsOpen() => await chrome.UseAsync(async page =>
    {
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        await page.GotoAsync(site.Address(SpoilerSite.Nosferatu).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        Assert.DoesNotContain(fetched, url => url.Contains("dawn", StringComparison.Ordinal));

        await page.Locator(".spoiler-rest > summary").ClickAsync();
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "Smoke where the Count stood" });
        await picture.ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 800);
        Assert.Equal(1, await page.Locator("img").CountAsync());
    });

    private static Task<string> SelectedAsync(IPage page) =>
        page.EvaluateAsync<string>("getSelection().selectAllChildren(document.querySelector('main')); getSelection().toString()");
}
