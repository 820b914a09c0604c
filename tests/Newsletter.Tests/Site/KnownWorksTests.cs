using Microsoft.Playwright;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>What a reader says they know, and what then opens by itself: as much as they said, of the works that they named, until they forget it.</summary>
[Collection(Chrome.Collection)]
public class KnownWorksTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    /// <summary>The parts of <see cref="SpoilerSite.Nosferatu"/> that do not stand in others, and what each spoils.</summary>
    private static readonly (string Word, SpoilerLevel Level, string[] Works)[] Parts =
    [
        ("Minorword", SpoilerLevel.Minor, ["Nosferatu", "Dracula"]),
        ("Majorword", SpoilerLevel.Major, ["Nosferatu", "Dracula"]),
        ("Otherword", SpoilerLevel.Ending, ["Dracula"]),
        ("Restword", SpoilerLevel.Ending, ["Nosferatu", "Dracula"]),
        ("rats", SpoilerLevel.Ending, ["Nosferatu", "Dracula"]),
        ("of the mate", SpoilerLevel.Ending, ["Nosferatu", "Dracula"]),
    ];

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task WhoKnowsTheWorksIsRememberedUntilTheyForgetThem(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "I know Nosferatu and Dracula: show all" }).ClickAsync();
        await EverythingIsOpenAsync(page);
        Assert.Equal("Forget that, and hide spoilers", await FocusedAsync(page));
        await Assertions.Expect(page.Locator("[data-hide-all]")).ToHaveAccessibleDescriptionAsync("You know Nosferatu and Dracula, so nothing is hidden here.");

        await page.ReloadAsync();
        await EverythingIsOpenAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Forget that, and hide spoilers" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Restword")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("rats")).ToBeHiddenAsync();
        Assert.Equal("I know Nosferatu and Dracula: show all", await FocusedAsync(page));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }, width);

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task TheBrowserOpensWhatTheProgramsRuleShows(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        await page.GetByText("Or choose how much").ClickAsync();
        foreach (var nosferatu in Enum.GetValues<SpoilerLevel>())
        {
            foreach (var dracula in Enum.GetValues<SpoilerLevel>())
            {
                await page.Locator("select[data-work=nosferatu]").SelectOptionAsync(nosferatu.Word());
                await page.Locator("select[data-work=dracula]").SelectOptionAsync(dracula.Word());
                var tolerance = Tolerance.None with { Works = new Dictionary<string, SpoilerLevel> { ["nosferatu"] = nosferatu, ["dracula"] = dracula } };

                var expected = Parts.Where(p => tolerance.Shows(p.Level, p.Works)).Select(p => p.Word);
                var text = await page.Locator(".prose").InnerTextAsync();

                Assert.Equal(expected, Parts.Where(p => text.Contains(p.Word, StringComparison.Ordinal)).Select(p => p.Word));
            }
        }
    }, width);

    [Fact]
    public async Task WhatOpensByItselfAfterAReloadIsTheSame() => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        var text = await page.Locator(".prose").InnerTextAsync();

        Assert.Equal(["Minorword", "Otherword"], Parts.Where(p => text.Contains(p.Word, StringComparison.Ordinal)).Select(p => p.Word));
        Assert.Equal("minor", await page.Locator("select[data-work=nosferatu]").InputValueAsync());
        Assert.Equal("ending", await page.Locator("select[data-work=dracula]").InputValueAsync());
    }, before: "localStorage.setItem('known-works', JSON.stringify({ nosferatu: { level: 'minor', title: 'Nosferatu' }, dracula: { level: 'ending', title: 'Dracula' } }))");

    [Fact]
    public async Task APartOpenedByHandStaysOpenWhenTheChoiceChanges() => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        await page.Locator("summary", new() { HasText = "The ship" }).ClickAsync();
        await page.GetByText("Or choose how much").ClickAsync();
        await page.Locator("select[data-work=dracula]").SelectOptionAsync("ending");
        await page.Locator("select[data-work=dracula]").SelectOptionAsync("none");

        await Assertions.Expect(page.GetByText("Minorword")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Otherword")).ToBeHiddenAsync();
    });

    [Fact]
    public async Task WhatIsSaidOnOneArticleHoldsOnOthersOfTheWork() => await site.VisitAsync(chrome, SpoilerSite.Dracula, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "I've read Dracula: show all" }).ClickAsync();
        await page.GotoAsync(site.Address(SpoilerSite.Nosferatu).AbsoluteUri);

        await Assertions.Expect(page.GetByText("Otherword")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Restword")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("rats")).ToBeHiddenAsync();
    });

    [Fact]
    public async Task AnArticleAboutNoWorkOpensForThisVisitOnly() => await site.VisitAsync(chrome, SpoilerSite.Guide, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Tipword")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));

        await page.ReloadAsync();

        await Assertions.Expect(page.GetByText("Tipword")).ToBeHiddenAsync();
    });

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task ThePageAboutSubscribingListsTheWorksAndForgetsThem(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See which" }).ClickAsync();

        var remembered = page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "Forget" }) });
        await Assertions.Expect(remembered).ToHaveCountAsync(2);
        Assert.Equal(["Nosferatu: everything Forget", "Dracula: everything Forget"], (await remembered.AllInnerTextsAsync()).Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Empty(await WebTools.CheckAccessibilityAsync(page));

        await remembered.First.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal(["dracula"], await page.EvaluateAsync<string[]>("Object.keys(JSON.parse(localStorage.getItem('known-works')))"));

        await page.Locator(".remembered").GetByRole(AriaRole.Button, new() { Name = "Forget them all" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have not said so of any work.")).ToBeVisibleAsync();
        Assert.Equal("SECTION", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }, width);

    [Fact]
    public async Task TheFootOfEveryPageForgetsThemToo() => await site.VisitAsync(chrome, SpoilerSite.Dracula, async page =>
    {
        await Assertions.Expect(page.Locator("footer .memory")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();
        await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Button, new() { Name = "Forget them all" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Novelword")).ToBeHiddenAsync();
        Assert.Equal("FOOTER", await page.EvaluateAsync<string>("document.activeElement.tagName"));
    });

    [Fact]
    public async Task AnotherTabHearsOfIt() => await site.VisitAsync(chrome, SpoilerSite.Dracula, async page =>
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(site.Address("feeds/").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();

        await Assertions.Expect(other.Locator(".remembered li")).ToHaveCountAsync(1);
    });

    [Theory]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })")]
    [InlineData("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }")]
    public async Task WhereTheBrowserKeepsNothingTheChoiceHoldsForThePage(string block) => await site.VisitAsync(chrome, SpoilerSite.Dracula, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();
        await Assertions.Expect(page.GetByText("Novelword")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Novelword")).ToBeHiddenAsync();
    }, before: block);

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[\"dracula\"]")]
    [InlineData("{\"dracula\":{\"level\":\"all\"}}")]
    [InlineData("{\"dracula\":null,\"__proto__\":{\"level\":\"ending\"}}")]
    public async Task WhateverElseIsKeptUnderTheNameOpensNothing(string kept) => await site.VisitAsync(
        chrome, SpoilerSite.Dracula, page => Assertions.Expect(page.GetByText("Novelword")).ToBeHiddenAsync(),
        before: $"localStorage.setItem('known-works', {System.Text.Json.JsonSerializer.Serialize(kept)})");

    private static async Task EverythingIsOpenAsync(IPage page)
    {
        var text = await page.Locator(".prose").InnerTextAsync();
        Assert.All(Parts, part => Assert.Contains(part.Word, text, StringComparison.Ordinal));
        Assert.Contains("Innerword", text, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("details.spoiler:not([open]), .phrase-toggle[aria-expanded=false]").CountAsync());
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent");
}
