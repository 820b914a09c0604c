using Microsoft.Playwright;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Site;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web.Desk;

/// <summary>The desk in a browser.</summary>
[Collection(Chrome.CollectionOfPrograms)]
public sealed class DeskTests(WholeChrome chrome)
{
    private static readonly string[] Views = ["page", "feed", "mail", "search", "leaks", "report"];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task EveryViewIsValidAccessibleAndFits(int width, ColorScheme scheme)
    {
        await using var desk = await SamplesAsync();
        desk.Site.Upload("broken.md", "---\ntitle: Broken\nsummry: x\n---\nText ||open\n");
        (string Hash, string Sign)[] places = [("", "#rows a"), .. Of("nosferatu.md"), .. Of("broken.md"), ("readers", ".empty, .growth")];
        using var folder = new TempFolder();
        var files = new List<string>();
        await desk.UseAsync(chrome, "", async page =>
        {
            foreach (var (hash, sign) in places)
            {
                await page.EvaluateAsync("hash => location.hash = hash", hash);
                await ArrivedAsync(page, sign);
                Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
                files.Add(folder.Write($"{files.Count}.html", await page.ContentAsync()));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), hash);
            }
        }, width, scheme);

        Assert.Empty(await WebTools.ValidateWrittenByBrowserAsync(files));

        static IEnumerable<(string, string)> Of(string name) => Views.Select(view =>
            ($"article={name}&view={view}", $"article:has(.file:has-text('{name}')) #tab_{view}[aria-selected=true]"));
    }

    [Fact]
    public async Task ASharedLinkIsShownWithItsCard()
    {
        await using var desk = await OpenDesk.StartAsync(new TestSite { Settings = new() { BaseUrl = new("https://site.example/"), Cards = true } });
        desk.Site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await desk.UseAsync(chrome, "article=nosferatu.md&view=search", async page =>
        {
            var picture = page.GetByRole(AriaRole.Img, new() { Name = "Nosferatu, Explained" });
            await picture.WaitForAsync();
            await page.WaitForFunctionAsync("() => document.querySelector('.card img').naturalWidth === 1200");

            desk.Site.Upload("nosferatu.md", TestSite.Article("Nosferatu Again, Explained"));
            await page.GetByRole(AriaRole.Img, new() { Name = "Nosferatu Again, Explained" }).WaitForAsync();
            desk.Site.Upload("nosferatu.md", TestSite.Article("吸血鬼"));
            await page.GetByText("The font of the cards lacks a character").WaitForAsync();
        });
    }

    [Fact]
    public async Task ATestOfTheMailIsSentFromBesideIt()
    {
        using var outbox = new TempFolder();
        var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        using var storage = site.Open();
        await using var desk = await OpenDesk.StartAsync(site, it => it.WithOutlet(storage, outbox.Path));
        await desk.UseAsync(chrome, "article=nosferatu.md&view=mail", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
            Assert.Equal("news@site.example", await page.GetByRole(AriaRole.Textbox, new() { Name = "To" }).InputValueAsync());
            Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
            await page.GetByRole(AriaRole.Textbox, new() { Name = "To" }).FillAsync("vera@example.org");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
            await page.GetByText("It lies in the outbox folder").WaitForAsync();
        });

        Assert.Single(outbox.Files());
    }

    [Fact]
    public async Task EverythingIsReachedByKeys()
    {
        await using var desk = await SamplesAsync();
        await desk.UseAsync(chrome, "", async page =>
        {
            await page.Locator("#rows a").First.WaitForAsync();
            await page.Keyboard.PressAsync("/");
            await page.Keyboard.TypeAsync("nosfer");
            await page.Locator("#rows li").Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Heading, new() { Name = "Nosferatu, Explained" }).WaitForAsync();

            await page.Keyboard.PressAsync("3");
            await page.Locator("#tab_mail[aria-selected=true]").WaitForAsync();
            await page.Locator("#tab_mail").FocusAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Locator("#tab_search[aria-selected=true]:focus").WaitForAsync();
            await page.Keyboard.PressAsync("End");
            await page.Locator("#tab_report[aria-selected=true]:focus").WaitForAsync();
            Assert.Contains(await AccessibilityTree.OfAsync(page), node => node is { Role: "tab", Name: "Report" });

            await page.Keyboard.PressAsync("Escape");
            Assert.Equal("true", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-current')"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Dialog).WaitForAsync();
            await page.Keyboard.PressAsync("Escape");
            await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        });
    }

    [Fact]
    public async Task SingleKeysCanBeSwitchedOff()
    {
        await using var desk = await SamplesAsync();
        await desk.UseAsync(chrome, "article=nosferatu.md", async page =>
        {
            await page.Locator("#tab_page").WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).ClickAsync();
            await page.GetByLabel("Single keys do this").UncheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await page.Keyboard.PressAsync("3");
            await page.Keyboard.PressAsync("/");

            Assert.Equal("true", await page.Locator("#tab_page").GetAttributeAsync("aria-selected"));
            Assert.False(await page.Locator("#filter:focus").IsVisibleAsync());
        });
    }

    [Fact]
    public async Task SavingShowsTheNewPageAtTheSamePlace()
    {
        var site = new TestSite();
        string Text(string end) => TestSite.Article("A", lead: string.Concat(Enumerable.Repeat("A line.\n\n", 200)) + end);
        site.Upload("a.md", Text("Old end."));
        await using var desk = await OpenDesk.StartAsync(site);
        await desk.UseAsync(chrome, "article=a.md", async page =>
        {
            var inside = page.FrameLocator("iframe[data-here]");
            await inside.GetByText("Old end.").ScrollIntoViewIfNeededAsync();
            var y = await inside.Locator("body").EvaluateAsync<double>("() => scrollY");
            Assert.True(y > 1000);
            await page.EvaluateAsync("() => new Promise(done => setTimeout(done))");

            site.Upload("a.md", Text("New end."));
            await inside.GetByText("New end.").WaitForAsync();

            Assert.Equal(y, await inside.Locator("body").EvaluateAsync<double>("() => scrollY"), 2.0);
        });
    }

    [Fact]
    public async Task APageIsShownClosedOpenedAndAsSeen()
    {
        await using var desk = await SamplesAsync();
        await desk.UseAsync(chrome, "article=nosferatu.md", async page =>
        {
            var inside = page.FrameLocator("iframe[data-here]");
            var open = inside.Locator("details.spoiler[open]");
            await inside.Locator("details.spoiler").First.WaitForAsync();
            Assert.Equal(0, await open.CountAsync());

            await page.GetByLabel("opened").CheckAsync();
            await open.First.WaitForAsync();
            Assert.Equal(0, await inside.Locator("details.spoiler:not([open])").CountAsync());

            await page.GetByLabel("as seen").CheckAsync();
            await inside.GetByRole(AriaRole.Button, new() { Name = "Forget that" }).WaitForAsync();
        });
    }

    [Fact]
    public async Task AMailIsShownAtBothWidthsInBothColoursAndAsText()
    {
        await using var desk = await SamplesAsync();
        await desk.UseAsync(chrome, "article=nosferatu.md&view=mail", async page =>
        {
            var frame = page.Locator(".frame");
            var inside = page.FrameLocator("iframe[data-here]");
            await inside.Locator("body").WaitForAsync();
            await page.GetByLabel("375").CheckAsync();
            Assert.Equal(375, await inside.Locator("body").EvaluateAsync<int>("() => innerWidth"));
            await page.GetByLabel("700").CheckAsync();
            Assert.Equal(700, await inside.Locator("body").EvaluateAsync<int>("() => innerWidth"));
            foreach (var (name, isDark) in new[] { ("dark", true), ("light", false) })
            {
                await page.GetByLabel(name, new() { Exact = true }).CheckAsync();
                await page.WaitForFunctionAsync("() => !document.querySelector('iframe:not([data-here])')");
                Assert.Equal(isDark, await inside.Locator("body").EvaluateAsync<bool>("() => matchMedia('(prefers-color-scheme: dark)').matches"));
            }

            await page.GetByLabel("text", new() { Exact = true }).CheckAsync();
            Assert.Contains("Nothing in this mail gives a story away.", await page.Locator("pre.text").InnerTextAsync());
            await page.GetByLabel("For readers who want to know").SelectOptionAsync("ending");
            await page.Locator("pre.text").Filter(new() { HasNotText = "Nothing in this mail gives a story away." }).WaitForAsync();
            Assert.True(await frame.IsHiddenAsync());
        });
    }

    [Fact]
    public async Task AnEmptyInboxSaysWhatToDo()
    {
        await using var desk = await OpenDesk.StartAsync(new TestSite());
        await desk.UseAsync(chrome, "", async page =>
        {
            await page.GetByRole(AriaRole.Heading, new() { Name = "The inbox is empty" }).WaitForAsync();
            Assert.Contains("newsletter new", await page.Locator("main").InnerTextAsync());

            desk.Site.Upload("first.md", TestSite.Article("First"));
            await page.GetByRole(AriaRole.Link, new() { Name = "First" }).WaitForAsync();
        });
    }

    private static async Task<OpenDesk> SamplesAsync()
    {
        var site = new TestSite();
        foreach (var file in Directory.GetFiles(Repository.At("samples/inbox")))
        {
            site.Upload(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        await site.PublishAsync();
        return await OpenDesk.StartAsync(site);
    }

    /// <param name="sign">A selector of what shows that the place is the one that was asked for.</param>
    private static async Task ArrivedAsync(IPage page, string sign)
    {
        await page.Locator(sign).First.WaitForAsync();
        await page.GetByText("Live: it follows").WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('iframe:not([data-here])') && !(document.querySelector('#panel') && !document.querySelector('#panel').childElementCount)");
    }
}
