using Microsoft.Playwright;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>While a page loads nothing jumps, nothing hidden flashes up, and nothing that is open was closed first; however slowly it comes.</summary>
[Collection(Chrome.Collection)]
public class StillnessTests(Chrome chrome, SpoilerSite site) : IClassFixture<SpoilerSite>
{
    private const string Knows = "localStorage.setItem('known-works', JSON.stringify({ nosferatu: { level: 'ending' }, dracula: { level: 'ending' } }));";

    /// <summary>Adds up the layout shifts (CLS) and notes at every frame what can be read and which parts stand closed.</summary>
    private const string Watch = """
        window.shifts = 0;
        window.read = new Set();
        window.closed = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts += e.value; }).observe({ type: 'layout-shift', buffered: true });
        const look = () => {
          for (const word of (document.body?.innerText ?? '').match(/\w+/g) ?? []) window.read.add(word);
          window.closed = Math.max(window.closed, document.querySelectorAll('details.spoiler:not([open]), .phrase-toggle:not([aria-expanded=true])').length);
          requestAnimationFrame(look);
        };
        look();
        """;

    [Theory]
    [InlineData("", "", 375)]
    [InlineData("", "", 1280)]
    [InlineData("", Knows, 375)]
    [InlineData("", Knows, 1280)]
    [InlineData("#what-happens-at-the-fair", "", 375)]
    [InlineData("#what-happens-at-the-fair", "", 1280)]
    public async Task APageThatComesSlowlyNeverJumpsOrFlashes(string fragment, string before, int width)
    {
        await using var slow = await SlowSite.ServeAsync(site.Address(""), path => site.Read(path));
        await chrome.UseAsync(async page =>
        {
            await page.AddInitScriptAsync(before + Watch);
            await page.GotoAsync(new Uri(slow.Address, SpoilerSite.Nosferatu + fragment).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
            do
            {
                await FramesAsync(page);
            }
            while (slow.SendMore());

            await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
            await FramesAsync(page);
            var read = await page.EvaluateAsync<string[]>("[...window.read]");

            Assert.Equal(0, await page.EvaluateAsync<double>("window.shifts"), 3);
            Assert.Contains("stolen", read);
            if (before.Length == 0)
            {
                Assert.DoesNotContain(read, word => word is "Restword" or "Minorword" or "rats" or "Fair");
            }
            else
            {
                Assert.Contains("Restword", read);
                Assert.Equal(0, await page.EvaluateAsync<int>("window.closed"));
                Assert.DoesNotContain("Part", read);
            }
        }, new() { ViewportSize = new() { Width = width, Height = 700 } });
    }

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task TheQuestionBeforeALinkMovesNothing(int width) => await site.VisitAsync(chrome, SpoilerSite.Nosferatu + "#what-happens-at-the-fair", async page =>
    {
        var ask = page.GetByRole(AriaRole.Alertdialog);
        var part = page.Locator(".spoiler-rest");
        await Assertions.Expect(ask).ToBeVisibleAsync();
        var place = await part.EvaluateAsync<double>("e => e.getBoundingClientRect().top + scrollY");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ask).ToHaveCountAsync(0);

        Assert.Equal(place, await part.EvaluateAsync<double>("e => e.getBoundingClientRect().top + scrollY"));
    }, width);

    private static async Task FramesAsync(IPage page) =>
        await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
}
