using System.Text;
using Microsoft.Playwright;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>A small published site whose articles hide things in every way there is, served for a browser.</summary>
public sealed class SpoilerSite : IAsyncLifetime, IDisposable
{
    /// <summary>
    /// One article of two works: a safe section, a part of each level, one about the other work alone, a spoiling title and picture, and
    /// two sections below the boundary. Each hidden text begins with a word of its own.
    /// </summary>
    public const string Nosferatu = "explainers/nosferatu-explained/";

    /// <summary>An article of one work, hidden below the boundary.</summary>
    public const string Dracula = "explainers/dracula/";

    /// <summary>An article about no work, hidden in containers; its title spoils too.</summary>
    public const string Guide = "explainers/a-guide/";

    private readonly TestSite site = new();
    private StaticSite? served;

    public async Task InitializeAsync()
    {
        site.Upload("dawn.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"500\" viewBox=\"0 0 800 500\"><rect width=\"800\" height=\"500\" fill=\"#fa3\"/></svg>"));
        site.Upload("nosferatu.md", NosferatuText);
        site.Upload("dracula.md", DraculaText);
        site.Upload("a-guide.md", GuideText);
        await site.PublishAsync();
        served = await StaticSite.ServeAsync(site.Web);
    }

    public async Task DisposeAsync() => await served!.DisposeAsync();

    public void Dispose() => site.Dispose();

    public Uri Address(string path) => new(served!.Address, path);

    public string Read(string path) => site.Read(path);

    /// <summary>Opens a page of the site as a reader who was never there.</summary>
    public Task VisitAsync(Chrome chrome, string path, Func<IPage, Task> test, int width = 1280, bool script = true, ColorScheme scheme = ColorScheme.Light, string? before = null) =>
        chrome.UseAsync(async page =>
        {
            if (before is not null)
            {
                await page.AddInitScriptAsync(before);
            }

            var faults = new List<string>();
            page.PageError += (_, fault) => faults.Add(fault);
            page.SetDefaultTimeout(10_000);
            await page.GotoAsync(Address(path).AbsoluteUri);
            await test(page);
            Assert.Empty(faults);
        }, new() { JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = width < 600 ? 667 : 800 }, ColorScheme = scheme });

    private const string NosferatuText = """
        ---
        title: "Nosferatu, or the Dawn That Kills"
        safe_title: "Nosferatu, Explained"
        summary: A stolen vampire film.
        work: { title: Nosferatu, kind: film, year: 1922 }
        spoils: [Dracula]
        spoilers: ending
        published: 2026-11-01T09:00:00Z
        image: { src: dawn.svg, alt: "Smoke where the Count stood", spoiler: true }
        ---
        The film was stolen.[^a] In the hold are ||rats||, and the [log ||of the mate||](dracula.md) says so.

        [^a]: A court said so.

        ## How It Was Made

        Out of doors, mostly, and quickly.

        ::: spoiler minor The ship
        Minorword: the crew are missing.
        :::

        ::: spoiler major
        Majorword: the clerk is ill.[^b]
        :::

        [^b]: Noteword: of the plague.

        ::: spoiler ending Dracula: the two knives
        ### The Other Count
        Otherword: he is stabbed.
        :::

        <!-- spoilers -->

        Restword: the sun comes up.

        ## What Happens at the Fair?

        Fairword: nothing, it is another film.

        ::: spoiler minor The inner part
        ## Who Opens the ||Window||?

        Innerword: she does.
        :::

        ## What Is Left?

        Leftword: a ruin. See [the fair](#what-happens-at-the-fair).

        Read More in Explainers: Dracula
        """;

    private const string DraculaText = """
        ---
        title: "Dracula, Explained"
        slug: dracula
        summary: The novel in letters.
        work: { title: Dracula, kind: novel }
        spoilers: major
        published: 2026-11-02T09:00:00Z
        ---
        A novel in letters.

        <!-- spoilers -->

        Novelword: he crosses the sea.
        """;

    private const string GuideText = """
        ---
        title: "A Guide, and Why They All Die"
        safe_title: "A Guide"
        summary: Where to begin.
        spoilers: minor
        published: 2026-11-03T09:00:00Z
        ---
        Begin anywhere.

        ::: spoiler minor A tip
        Tipword: begin at the end.
        :::

        And go on.
        """;
}
