using Microsoft.Playwright;

namespace Newsletter.Tests.Support;

[Collection(Chrome.Collection)]
public class WebToolsTests(Chrome chrome)
{
    private const string Good = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Good</title></head>
        <body><main><h1>Good</h1><p><img src="data:," alt="Nothing"></p></main></body></html>
        """;

    private const string Bad = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Bad</title></head>
        <body><main><h1>Bad</h1><p><img src="data:,"><div></div></p></main></body></html>
        """;

    [Fact]
    public async Task InvalidHtmlIsFoundWithItsPlace()
    {
        using var folder = new TempFolder();
        var good = folder.Write("good.html", Good);
        var bad = folder.Write("bad.html", Bad);

        var problems = await WebTools.ValidateHtmlAsync([good, bad]);

        Assert.Equal([bad], problems.Select(p => p.File).Distinct());
        Assert.Contains(problems, p => p is { Rule: "wcag/h37", Line: 3 });
        Assert.Contains(problems, p => p.Rule is "close-order" or "no-implicit-close");
    }

    [Fact]
    public async Task AnInaccessiblePageIsFoundWithItsElements() => await chrome.UseAsync(async page =>
    {
        await page.SetContentAsync(Bad);

        var violation = Assert.Single(await WebTools.CheckAccessibilityAsync(page));

        Assert.Equal("image-alt", violation.Rule);
        Assert.Equal(["img"], violation.Elements);
    });

    [Fact]
    public async Task AGoodPageHasNoViolation() => await chrome.UseAsync(async page =>
    {
        await page.SetContentAsync(Good);

        Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
    });

    [Fact]
    public async Task ABrowserOpensAServedPage()
    {
        using var folder = new TempFolder();
        folder.Write("index.html", Good);
        await using var site = await StaticSite.ServeAsync(folder.Path);

        await chrome.UseAsync(async page =>
        {
            await page.GotoAsync(site.Address.AbsoluteUri);

            Assert.Equal("Good", await page.TitleAsync());
            Assert.Equal(375, await page.EvaluateAsync<int>("innerWidth"));
        }, new BrowserNewContextOptions { ViewportSize = new() { Width = 375, Height = 812 } });
    }

    [Fact]
    public async Task APageThatAsksForSomethingElsewhereFailsItsTest()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => chrome.UseAsync(page =>
            page.SetContentAsync("<!DOCTYPE html><title>x</title><img src='https://tracker.example/pixel.png'>")));

        Assert.Contains("https://tracker.example/pixel.png", error.Message, StringComparison.Ordinal);
    }
}
