using Microsoft.Playwright;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>Hidden text in a browser: with script, without it, by keyboard, and for those who listen.</summary>
[Collection(Chrome.Collection)]
public class SpoilersInTheBrowserTests(Chrome chrome)
{
    private const string Hidden = "Nobody had been there since the Bosporus.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClosedPartsAreNeitherShownNorReadOut(bool script) => await OpenAsync(async page =>
    {
        Assert.DoesNotContain(Hidden, await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        var heard = await page.Locator("main").AriaSnapshotAsync();
        Assert.DoesNotContain("Bosporus", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("rats and earth", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("of the captain", heard, StringComparison.Ordinal);
        Assert.Contains("Ending of Nosferatu", heard, StringComparison.Ordinal);
    }, script);

    [Fact]
    public async Task WithoutScriptAPartOpensByKeyboard() => await OpenAsync(async page =>
    {
        await page.Locator("summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText(Hidden)).ToBeVisibleAsync();
    }, script: false);

    [Fact]
    public async Task WithoutScriptAPhraseShowsByKeyboard() => await OpenAsync(async page =>
    {
        await page.GetByLabel("Show spoiler: Ending of Nosferatu").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");

        await Assertions.Expect(page.GetByText("rats and earth")).ToBeVisibleAsync();
    }, script: false);

    [Fact]
    public async Task WithoutScriptAPhraseInALinkShowsByTheBoxBeforeIt() => await OpenAsync(async page =>
    {
        var link = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^log") });
        Assert.Equal("log [spoiler]", await link.InnerTextAsync());

        await page.GetByLabel("Show spoiler in the next link: Ending of Nosferatu").CheckAsync();

        Assert.Equal("log of the captain", await link.InnerTextAsync());
    }, script: false);

    [Fact]
    public async Task TheBrowsersSearchDoesNotOpenAPart() => await OpenAsync(async page =>
    {
        Assert.False(await page.EvaluateAsync<bool>("window.find('Bosporus')"));
        Assert.False(await page.Locator("details").First.EvaluateAsync<bool>("d => d.open"));
    });

    [Fact]
    public async Task WhoKnowsTheWorkIsRememberedUntilTheyForget() => await OpenAsync(async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show everything" }).ClickAsync();
        await Assertions.Expect(page.GetByText(Hidden)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("rats and earth")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText(Hidden)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Forget them" }).ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText(Hidden)).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    });

    [Fact]
    public async Task WhoHidesSpoilersAgainIsNotRemembered() => await OpenAsync(async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show everything" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hide spoilers again" }).ClickAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByText(Hidden)).ToBeHiddenAsync();
    });

    [Fact]
    public async Task ALinkToAHiddenHeadingAsksFirst() => await OpenAsync(async page =>
    {
        var ask = page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(ask).ToContainTextAsync("That link leads into a spoiler: Ending of Nosferatu.");
        await Assertions.Expect(page.GetByText(Hidden)).ToBeHiddenAsync();

        await ask.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Less than his wife.")).ToBeVisibleAsync();
        Assert.Equal("What Does the Doctor Know?", await page.EvaluateAsync<string>("document.activeElement.textContent"));
    }, fragment: "#what-does-the-doctor-know");

    [Fact]
    public async Task ALinkToAHiddenHeadingOpensNothingWhenTheReaderDeclines() => await OpenAsync(async page =>
    {
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText(Hidden)).ToBeHiddenAsync();
    }, fragment: "#what-does-the-doctor-know");

    [Fact]
    public async Task WithoutScriptALinkToAHiddenHeadingOpensNothing() => await OpenAsync(
        page => Assertions.Expect(page.GetByText(Hidden)).ToBeHiddenAsync(), script: false, fragment: "#what-does-the-doctor-know");

    [Fact]
    public async Task AnOpenPartHasAContentsThatKeepsHiddenPhrasesHidden() => await OpenAsync(async page =>
    {
        await page.Locator("summary").First.ClickAsync();

        var contents = page.GetByRole(AriaRole.Navigation, new() { Name = "In this part" });
        await Assertions.Expect(contents.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Who Was at the Wheel?", "What Does the Doctor Know?", "Who Opened the ████?"]);
        await contents.GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        Assert.EndsWith("#what-does-the-doctor-know", page.Url, StringComparison.Ordinal);
        Assert.Equal("What Does the Doctor Know?", await page.EvaluateAsync<string>("document.activeElement.textContent"));
    });

    private async Task OpenAsync(Func<IPage, Task> test, bool script = true, string fragment = "")
    {
        await using var pages = await SamplePages.ServeAsync();
        await chrome.UseAsync(async page =>
        {
            await page.GotoAsync(pages.Address("web/article.html") + fragment);
            await test(page);
        }, new() { JavaScriptEnabled = script });
    }
}
