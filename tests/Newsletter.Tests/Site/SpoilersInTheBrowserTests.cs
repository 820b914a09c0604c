using Microsoft.Playwright;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>Hidden text in a browser: with script, without it, by keyboard, and for those who listen.</summary>
[Collection(Chrome.Collection)]
public class SpoilersInTheBrowserTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    private static readonly string[] HiddenWords =
        ["rats", "of the mate", "Minorword", "Majorword", "Noteword", "Otherword", "Restword", "Fairword", "Innerword", "Leftword", "at the Fair", "Dawn That Kills", "Smoke where"];

    public static TheoryData<int, bool> WidthsAndScript => new() { { 375, true }, { 375, false }, { 1280, true }, { 1280, false } };

    [Theory]
    [MemberData(nameof(WidthsAndScript))]
    public async Task ClosedPartsAreNeitherShownNorReadOut(int width, bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var shown = await page.Locator("body").InnerTextAsync();
        var heard = await page.Locator("body").AriaSnapshotAsync();
        Assert.All(HiddenWords, word => Assert.DoesNotContain(word, shown, StringComparison.Ordinal));
        Assert.All(HiddenWords, word => Assert.DoesNotContain(word, heard, StringComparison.Ordinal));
    }, width, script);

    [Theory]
    [MemberData(nameof(WidthsAndScript))]
    public async Task AClosedPartNamesItsLevelAndTheWorksThatItSpoils(int width, bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var parts = page.Locator("details.spoiler:not(details details) > summary");

        Assert.Equal(
            [
                "Small spoilers for Nosferatu and Dracula", "Spoilers for Nosferatu and Dracula", "Ending of Dracula",
                "Ending of Nosferatu and Dracula",
            ],
            await parts.Locator(".spoiler-what").AllInnerTextsAsync());
        Assert.Equal(["The ship", "the two knives", "Everything from here on"], await parts.Locator(".spoiler-label").AllInnerTextsAsync());
        Assert.Equal("\"Show\"", await parts.First.EvaluateAsync<string>("s => getComputedStyle(s, '::after').content"));
    }, width, script);

    [Theory]
    [MemberData(nameof(WidthsAndScript))]
    public async Task TheAccessibilityTreeHasPartsAsCollapsedDisclosuresAndPhrasesAsWhatOperatesThem(int width, bool script) =>
        await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
        {
            var closed = await AccessibilityTree.OfAsync(page);
            Assert.Contains(closed, node => node is { Role: "DisclosureTriangle", Expanded: false } && node.Name.StartsWith("Ending of Dracula the two knives", StringComparison.Ordinal));
            Assert.Contains(closed, node => script
                ? node is { Role: "button", Name: "Show spoiler: Ending of Nosferatu and Dracula", Expanded: false }
                : node is { Role: "checkbox", Name: "Show spoiler: Ending of Nosferatu and Dracula", Checked: false });
            Assert.Contains(closed, node => node.Role == "link" && node.Name == "log [spoiler]");
            Assert.DoesNotContain(closed, node => HiddenWords.Any(word => node.Name.Contains(word, StringComparison.Ordinal)));

            await page.GetByText("Ending of Dracula").ClickAsync();
            await page.Locator(".phrase-toggle").First.ClickAsync();

            var open = await AccessibilityTree.OfAsync(page);
            Assert.Contains(open, node => node is { Role: "DisclosureTriangle", Expanded: true } && node.Name.StartsWith("Ending of Dracula", StringComparison.Ordinal));
            Assert.Contains(open, node => node is { Role: "heading", Name: "The Other Count" });
            Assert.Contains(open, node => node.Role == "StaticText" && node.Name == "rats");
            Assert.Contains(open, node => script ? node is { Role: "button", Expanded: true } : node is { Role: "checkbox", Checked: true });
            Assert.DoesNotContain(open, node => node.Name.Contains("Restword", StringComparison.Ordinal) || node.Name.Contains("Minorword", StringComparison.Ordinal));
        }, width, script);

    [Theory]
    [MemberData(nameof(WidthsAndScript))]
    public async Task EverythingOpensByKeyboardInTheOrderOfThePage(int width, bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var stops = new List<string>();
        var text = page.Locator(".prose");
        await page.Locator(".contents a").Last.FocusAsync();
        for (var i = 0; i < 40 && !stops.Contains("Leave"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string>("document.activeElement.closest('.prose') ? document.activeElement.matches('summary') ? 'part' : document.activeElement.matches('.phrase-toggle') ? 'phrase' : 'link' : 'Leave'");
            stops.Add(stop);
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            if (stop is "part" or "phrase")
            {
                await page.Keyboard.PressAsync("Space");
            }
        }

        Assert.Equal(
            ["link", "phrase", "phrase", "link", "part", "part", "link", "part", "link", "part", "part", "phrase", "link", "link", "Leave"],
            stops);
        foreach (var word in HiddenWords)
        {
            Assert.Contains(word, await text.InnerHTMLAsync(), StringComparison.Ordinal);
        }

        foreach (var word in HiddenWords.Where(w => w != "Smoke where"))
        {
            Assert.Contains(word, await text.InnerTextAsync(), StringComparison.Ordinal);
        }
    }, width, script);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APhraseInALinkShowsByWhatStandsBeforeIt(bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var link = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^log") });
        Assert.Equal("log [spoiler]", await link.InnerTextAsync());

        await page.GetByLabel("Show spoiler in the next link: Ending of Nosferatu and Dracula").ClickAsync();

        Assert.Equal("log of the mate", await link.InnerTextAsync());
    }, script: script);

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task APhraseIsPutBackByTheSameButton(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var button = page.Locator("button.phrase-toggle").First;
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(page.GetByText("rats")).ToBeVisibleAsync();

        await button.ClickAsync();

        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(page.GetByText("rats")).ToBeHiddenAsync();
    }, width);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithoutTheStyleSheetHiddenTextStaysHidden(bool script) => await chrome.UseAsync(async page =>
    {
        await page.RouteAsync("**/*.css", route => route.AbortAsync());
        await page.GotoAsync(site.Address(SpoilerSite.Nosferatu).AbsoluteUri);

        var shown = await page.Locator("body").InnerTextAsync();

        Assert.All(HiddenWords, word => Assert.DoesNotContain(word, shown, StringComparison.Ordinal));
    }, new() { JavaScriptEnabled = script });

    [Theory]
    [InlineData("reduce", "none")]
    [InlineData("no-preference", "appear")]
    public async Task TextAppearsWithoutMotionForThoseWhoAskedForNone(string preference, string animation) => await site.VisitAsync(chrome, SpoilerSite.Dracula, async page =>
    {
        await page.EmulateMediaAsync(new() { ReducedMotion = preference == "reduce" ? ReducedMotion.Reduce : ReducedMotion.NoPreference });
        await page.Locator("details.spoiler > summary").ClickAsync();

        Assert.Equal(animation, await page.Locator(".spoiler-text").EvaluateAsync<string>("e => getComputedStyle(e).animationName"));
    });

    [Fact]
    public async Task APolicyWithoutInlineCodeBreaksNothing() => await chrome.UseAsync(async page =>
    {
        var refused = new List<string>();
        page.Console += (_, message) => refused.Add(message.Text);
        page.PageError += (_, error) => refused.Add(error);
        await page.RouteAsync("**/explainers/**", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Headers = new Dictionary<string, string>(answer.Headers) { ["content-security-policy"] = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'" } });
        });
        await page.GotoAsync(site.Address(SpoilerSite.Nosferatu).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();

        await Assertions.Expect(page.GetByText("Restword")).ToBeVisibleAsync();
        Assert.True(refused.Count == 0, string.Join("\n", refused));
    });
}
