using Microsoft.Playwright;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>An address that leads into a closed part asks first, and no browser opens one by itself: not for an address, not for a search.</summary>
[Collection(Chrome.Collection)]
public class LinksIntoSpoilersTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    private const string Fair = SpoilerSite.Nosferatu + "#what-happens-at-the-fair";

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task AnAddressOfAHiddenSectionAsksInPlaceAndOpensJustThatPart(int width) => await site.VisitAsync(chrome, Fair, async page =>
    {
        var ask = page.GetByRole(AriaRole.Alertdialog, new() { Name = "That link leads into a spoiler: Ending of Nosferatu and Dracula." });
        await Assertions.Expect(ask).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByText("Fairword")).ToBeHiddenAsync();
        // Space, with which one turns pages, must not open it.
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Leave it closed" })).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("Math.abs(document.querySelector('.ask').getBoundingClientRect().top - document.querySelector('.spoiler-rest').getBoundingClientRect().top) < 60"));
        Assert.Empty(await WebTools.CheckAccessibilityAsync(page));

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Fairword")).ToBeInViewportAsync();
        await Assertions.Expect(ask).ToHaveCountAsync(0);
        Assert.Equal("What Happens at the Fair?", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.Equal(["spoiler spoiler-ending spoiler-rest"], await page.Locator("details[open]").EvaluateAllAsync<string[]>("all => all.map(e => e.className)"));
    }, width);

    [Fact]
    public async Task APartInAPartOpensWithTheOneAroundIt() => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + "#who-opens-the", async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Innerword")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Window")).ToBeHiddenAsync();
    });

    [Theory]
    [InlineData("Escape")]
    [InlineData("Enter")]
    [InlineData(" ")]
    public async Task WhoDeclinesIsLeftAtTheClosedPart(string key) => await site.VisitAsync(chrome, Fair, async page =>
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Leave it closed" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync(key);

        await Assertions.Expect(page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Fairword")).ToBeHiddenAsync();
        Assert.Equal("SUMMARY", await page.EvaluateAsync<string>("document.activeElement.tagName"));
    });

    [Fact]
    public async Task OpeningThePartByHandAnswersTheQuestion() => await site.VisitAsync(chrome, Fair, async page =>
    {
        await page.EvaluateAsync("document.querySelector('.spoiler-rest').open = true");

        await Assertions.Expect(page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
    });

    [Fact]
    public async Task WhoKnowsTheWorksIsNotAsked() => await site.VisitAsync(chrome, Fair, async page =>
    {
        await Assertions.Expect(page.GetByText("Fairword")).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
    }, before: "localStorage.setItem('known-works', JSON.stringify({ nosferatu: { level: 'ending' }, dracula: { level: 'ending' } }))");

    [Theory]
    [InlineData(375, true)]
    [InlineData(375, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public async Task AnAddressOfASafeSectionJustWorks(int width, bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + "#how-it-was-made", async page =>
    {
        await Assertions.Expect(page.GetByText("Out of doors")).ToBeInViewportAsync();
        Assert.Equal(0, await page.Locator(".ask, details[open]").CountAsync());
    }, width, script);

    [Theory]
    [InlineData("#what-happens-at-the-fair")]
    [InlineData("#part_2")]
    [InlineData("#who-opens-the")]
    [InlineData("#fn-2")]
    [InlineData("#fnref-2")]
    [InlineData("#the-other-count")]
    public async Task WithoutScriptAnAddressLeadsToTheClosedPart(string fragment) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + fragment, async page =>
    {
        Assert.Equal(0, await page.Locator("details[open]").CountAsync());
        Assert.Equal(1, await page.Locator(":target").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("{ let e = document.querySelector(':target'); while (e.tagName !== 'DETAILS') e = e.nextElementSibling; e.getBoundingClientRect().top < innerHeight && !e.open; }"));
    }, 375, script: false);

    [Theory]
    [InlineData("Restword", 0)]
    [InlineData("crew%20are", 0)]
    [InlineData("rats", 0)]
    [InlineData("Dawn%20That%20Kills", 0)]
    [InlineData("Out%20of%20doors", 1)]
    public async Task AnAddressThatQuotesTheTextFindsOnlyWhatIsOpen(string words, int found) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + "#:~:text=" + words, async page =>
    {
        Assert.Equal(0, await page.Locator("details[open]").CountAsync());
        Assert.Equal(found == 1, await page.EvaluateAsync<double>("scrollY") > 0);
    }, 375, script: false);

    [Fact]
    public async Task TheBrowserWouldOpenAnOrdinaryPart()
    {
        // The two tests above mean something only in a browser that opens <details> by itself.
        using var folder = new TempFolder();
        folder.Write("index.html", "<!DOCTYPE html><title>x</title><p style='height:200vh'>x<details id=a><summary>s</summary><p id=b>Quotedword here</details>");
        await using var plain = await StaticSite.ServeAsync(folder.Path);
        foreach (var fragment in new[] { "#b", "#:~:text=Quotedword" })
        {
            await chrome.UseAsync(async page =>
            {
                await page.GotoAsync(new Uri(plain.Address, fragment).AbsoluteUri);
                await Assertions.Expect(page.Locator("details")).ToHaveAttributeAsync("open", "");
            });
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheBrowsersSearchFindsNothingInAClosedPart(bool script) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        Assert.False(await page.EvaluateAsync<bool>("window.find('Restword')"));
        Assert.False(await page.EvaluateAsync<bool>("window.find('rats')"));
        Assert.True(await page.EvaluateAsync<bool>("window.find('Out of doors')"));
        Assert.Equal(0, await page.Locator("details[open]").CountAsync());
    }, script: script);

    [Theory]
    [InlineData("#%E0%A4%A")]
    [InlineData("#\"]")]
    [InlineData("#main")]
    [InlineData("#nothing")]
    public async Task AnAddressThatNamesNothingHiddenDoesNothing(string fragment) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + fragment, async page =>
        Assert.Equal(0, await page.Locator(".ask, details[open]").CountAsync()));

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task TheTableOfContentsIsNeutralUntilItsPartIsOpen(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var contents = page.GetByRole(AriaRole.Navigation, new() { Name = "In this article" });
        await Assertions.Expect(contents.GetByRole(AriaRole.Link)).ToHaveTextAsync(
            ["How It Was Made", "Part 2 of 4: spoilers, ending", "Part 3 of 4: spoilers, ending", "Part 4 of 4: spoilers, ending"], new() { UseInnerText = true });
        Assert.Equal(["#how-it-was-made", "#part_2", "#part_3", "#part_4"], await HrefsAsync(contents));

        await contents.GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Fairword")).ToBeInViewportAsync();
        await Assertions.Expect(contents.GetByRole(AriaRole.Link)).ToHaveTextAsync(
            ["How It Was Made", "What Happens at the Fair?", "Part 3 of 4: spoilers, ending", "What Is Left?"], new() { UseInnerText = true });
        Assert.Equal(["#how-it-was-made", "#what-happens-at-the-fair", "#part_3", "#what-is-left"], await HrefsAsync(contents));

        await page.Locator("summary", new() { HasText = "The inner part" }).ClickAsync();
        await Assertions.Expect(contents.GetByRole(AriaRole.Link).Nth(2)).ToHaveTextAsync("Who Opens the […]?", new() { UseInnerText = true });

        await page.Locator(".spoiler-rest > summary").ClickAsync();
        await Assertions.Expect(contents.GetByRole(AriaRole.Link).Last).ToHaveTextAsync("Part 4 of 4: spoilers, ending", new() { UseInnerText = true });
    }, width);

    private static async Task<string[]> HrefsAsync(ILocator contents) =>
        await contents.GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");

    [Fact]
    public async Task WithoutScriptTheTableOfContentsStaysNeutral() => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
        await Assertions.Expect(page.Locator(".contents a")).ToHaveTextAsync(
            ["How It Was Made", "Part 2 of 4: spoilers, ending", "Part 3 of 4: spoilers, ending", "Part 4 of 4: spoilers, ending"], new() { UseInnerText = true }), script: false);
}
