using Microsoft.Playwright;

namespace Newsletter.Tests.Support;

/// <summary>
/// One Chromium for all tests of pages, and one for those of programs that serve them: put <c>[Collection(Chrome.Collection)]</c> on the class and take a
/// <see cref="Chrome"/> in its constructor, or <c>[Collection(Chrome.CollectionOfPrograms)]</c> and a <see cref="WholeChrome"/>. The browser is the machine's
/// own; nothing is downloaded.
/// </summary>
public class Chrome : IAsyncLifetime
{
    public const string Collection = "Chrome";
    public const string CollectionOfPrograms = "Chrome of programs";

    // Quiet: no sandbox (CI runs as root), no start page, no calls home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private protected const string Shell = "/usr/bin/chromium-headless-shell";
    private protected const string Whole = "/usr/bin/chromium";

    /// <summary>The first that is there. What the shell alone does takes half the time.</summary>
    private protected virtual string[] Programs => [Shell, Whole];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("NEWSLETTER_CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Programs, File.Exists);
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"There is no {program ?? Programs[0]}: run ./test.sh, which installs it, or set NEWSLETTER_CHROMIUM.");
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
    }

    /// <summary>
    /// Runs a test in a new page that shares nothing with other tests. Requests to anywhere but this machine are refused, and fail the test.
    /// </summary>
    /// <param name="options">Viewport, colour scheme, script on or off, ...; null: 1280 x 720, light, with script.</param>
    public async Task UseAsync(Func<IPage, Task> test, BrowserNewContextOptions? options = null)
    {
        var elsewhere = new List<string>();
        await using var context = await browser!.NewContextAsync(options);
        await context.RouteAsync(url => !IsHere(url), async route =>
        {
            lock (elsewhere)
            {
                elsewhere.Add(route.Request.Url);
            }

            await route.AbortAsync();
        });
        await test(await context.NewPageAsync());
        Assert.Empty(elsewhere);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static bool IsHere(string url) => new Uri(url) is var uri && (uri.IsLoopback || uri.Scheme is not ("http" or "https"));
}

[CollectionDefinition(Chrome.Collection)]
public sealed class ChromeTests : ICollectionFixture<Chrome>;

/// <summary>All of Chromium: the shell shows a frame in its page's colours, whatever the frame's are.</summary>
public sealed class WholeChrome : Chrome
{
    private protected override string[] Programs => [Whole];
}

[CollectionDefinition(Chrome.CollectionOfPrograms)]
public sealed class ChromeOfPrograms : ICollectionFixture<WholeChrome>;
