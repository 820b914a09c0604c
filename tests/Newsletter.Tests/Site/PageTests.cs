using Microsoft.Playwright;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>What the pages are in a browser, whatever they hold: valid, accessible, within the window.</summary>
[Collection(Chrome.Collection)]
public class PageTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    /// <summary>The stub that points on leaves before anything could be looked at.</summary>
    public static TheoryData<string> Names => [.. SamplePages.Names.Where(name => name != "web/moved.html"), "web/article-ar.html"];

    [Fact]
    public async Task EveryPageIsValidHtml()
    {
        await using var pages = await SamplePages.ServeAsync();

        // Mails need attributes and a doctype in the form that Outlook knows; their own rules are in DigestTemplateTests.
        var problems = await WebTools.ValidateHtmlAsync(pages.Files.Where(file => !file.Contains("email", StringComparison.Ordinal)));

        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task APageIsAccessibleInBothColourSchemesAndWithSpoilersOpen(string name)
    {
        await using var pages = await SamplePages.ServeAsync();
        await chrome.UseAsync(async page =>
        {
            await page.GotoAsync(pages.Address(name));
            await CheckBothSchemesAsync();

            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            await page.EvaluateAsync("document.querySelectorAll('.phrase-toggle').forEach(t => t.click())");
            await CheckBothSchemesAsync();

            async Task CheckBothSchemesAsync()
            {
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await page.EvaluateAsync("Promise.all(document.getAnimations().map(a => a.finished))");
                    Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
                }
            }
        });
    }

    [Theory]
    [InlineData(375, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AnArticleIsValidAndAccessibleHoweverMuchOfItIsOpen(int width, ColorScheme scheme)
    {
        using var folder = new TempFolder();
        var files = new List<string>();
        await site.VisitAsync(chrome, SpoilerSite.Nosferatu, async page =>
        {
            await CheckAsync(page);

            await page.GetByRole(AriaRole.Link, new() { Name = "Part 2 of 4" }).ClickAsync();
            await CheckAsync(page);

            await page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
            await CheckAsync(page);

            await page.GetByText("Or choose how much").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("show all$") }).ClickAsync();
            await CheckAsync(page);
        }, width, scheme: scheme);

        Assert.Empty(await WebTools.ValidateWrittenByBrowserAsync(files));

        async Task CheckAsync(IPage page)
        {
            await page.EvaluateAsync("Promise.all(document.getAnimations().map(a => a.finished))");
            Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
            files.Add(folder.Write($"{files.Count}.html", await page.ContentAsync()));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task APageFitsAPhone(string name)
    {
        await using var pages = await SamplePages.ServeAsync();
        await chrome.UseAsync(async page =>
        {
            await page.GotoAsync(pages.Address(name));
            await page.EvaluateAsync("document.querySelectorAll('h1, h2, p').forEach(e => e.append(' Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'))");

            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 320);
        }, new() { ViewportSize = new() { Width = 320, Height = 640 } });
    }

    [Fact]
    public async Task ArabicPagesRunFromRightToLeft()
    {
        await using var pages = await SamplePages.ServeAsync();
        await chrome.UseAsync(async page =>
        {
            await page.GotoAsync(pages.Address("web/article-ar.html"));

            Assert.Equal("rtl", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.prose')).direction"));
            Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.name').getBoundingClientRect().left > document.querySelector('nav').getBoundingClientRect().left"));
        });
    }
}
