using Microsoft.Playwright;
using Newsletter.Spoilers;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>A mail as phones and desks show it, by day and by night.</summary>
[Collection(Chrome.Collection)]
public sealed class DigestLooksTests(Chrome chrome)
{
    [Theory]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    [InlineData(700, ColorScheme.Light)]
    [InlineData(700, ColorScheme.Dark)]
    public async Task AMailFitsAndCanBeRead(int width, ColorScheme scheme)
    {
        using var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("faust.md", TestSite.Article("Faust, Explained", more: "work: { title: Faust, kind: play, year: 1808, by: Goethe }\nadvisories: [murder]", end: "Read More in Explainers: Hamlet | Medea"));
        site.Upload("hamlet.md", TestSite.Article("Hamlet and a-word-that-is-longer-than-any-phone-is-wide-since-it-goes-on-and-on-and-on, Explained"));
        await site.PublishAsync();
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme };
        foreach (var tolerance in new[] { Tolerance.None, Tolerance.Everything })
        {
            var digest = await DigestOf.ComposeAsync(site, tolerance);
            await chrome.UseAsync(async page =>
            {
                await page.SetContentAsync(digest.Html);
                Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
                Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
                var paper = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
                Assert.Equal(scheme == ColorScheme.Dark ? "rgb(18, 21, 27)" : "rgb(252, 251, 248)", paper);
            }, options);
        }
    }
}
