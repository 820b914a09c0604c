using System.Collections.Concurrent;
using Newsletter.Catalogue;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

/// <summary>A publication that dies between any two of its writes, at every one of them in turn, and the quiet one after it.</summary>
public sealed class InterruptionTests
{
    private const int Endless = int.MaxValue;

    private static SiteSettings Site { get; } = new() { BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "tag" }, FullFeeds = false };

    [Fact]
    public async Task AFirstPublicationThatDiesAnywhereEndsInTheSameBytes() => await DieEverywhereAsync(_ => { }, Start);

    [Fact]
    public async Task AnUpdateThatDiesAnywhereEndsInTheSameBytes() => await DieEverywhereAsync(Start, Change);

    [Fact]
    public async Task ARenamingThatDiesAnywhereEndsInTheSameBytes() => await DieEverywhereAsync(Start, Rename);

    [Fact]
    public async Task AWithdrawalThatDiesAnywhereIsEndedByTheNextPublicationAndHolds()
    {
        using var origin = new TestSite { Settings = Site };
        Start(origin);
        await origin.PublishAsync();

        using var quiet = origin.Copy();
        var life = new Mortal(Endless);
        await quiet.WithdrawAsync("owner.md", life.Through);
        await quiet.PublishAsync();
        var expected = quiet.Published();
        Assert.Contains("Waits", quiet.Read("explainers/same/index.html"));

        foreach (var writes in life.Deaths.Where(before => before > 0))
        {
            using var site = origin.Copy();
            await Assert.ThrowsAnyAsync<DeathException>(() => site.WithdrawAsync("owner.md", new Mortal(writes).Through));

            await site.PublishAsync();
            await site.PublishAsync(new() { Rebuild = true });

            Assert.Equal((writes, ""), (writes, Differences(expected, site.Published())));
        }
    }

    private static async Task DieEverywhereAsync(Action<TestSite> before, Action<TestSite> after)
    {
        using var origin = new TestSite { Settings = Site };
        before(origin);
        await origin.PublishAsync();

        using var quiet = origin.Copy();
        after(quiet);
        var life = new Mortal(Endless);
        await quiet.PublishAsync(through: life.Through);
        var expected = quiet.Published();
        var announced = await AnnouncedAsync(quiet);

        var differing = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(life.Deaths, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (writes, _) =>
        {
            using var site = origin.Copy();
            after(site);
            await Assert.ThrowsAnyAsync<DeathException>(() => site.PublishAsync(through: new Mortal(writes).Through));

            await site.PublishAsync();
            var again = await site.PublishAsync();

            if (Differences(expected, site.Published()) is { Length: > 0 } keys)
            {
                differing.Add($"{writes} writes: {keys}");
            }

            Assert.Equal((writes, announced), (writes, await AnnouncedAsync(site)));
            Assert.Equal((writes, 0, 0, 0), (writes, again.Written, again.Unchanged, again.Outcomes.Count));
        });
        Assert.True(differing.IsEmpty, string.Join("\n", differing.Order(StringComparer.Ordinal)));
    }

    /// <summary>What subscribers are told of, each article as often as they are.</summary>
    private static async Task<string> AnnouncedAsync(TestSite site)
    {
        using var storage = site.Open();
        var ids = await new Announcements(storage.Catalogue).AfterAsync(0, default).Select(a => a.Id).ToListAsync();
        return string.Join(", ", ids.Order(StringComparer.Ordinal));
    }

    private static string Differences(SortedDictionary<string, string> expected, SortedDictionary<string, string> found) =>
        string.Join(", ", expected.Keys.Union(found.Keys).Where(key => expected.GetValueOrDefault(key) != found.GetValueOrDefault(key)));

    private static void Start(TestSite site)
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Faust | [Medea](medea.md)"));
        site.Upload("medea.md", TestSite.Article("Medea, Explained", lead: "![A ship](ship.svg)", more: "work: Medea"));
        site.Upload("golem.md", TestSite.Article("The Golem, Explained"));
        site.Upload("owner.md", TestSite.Article("Owner, Explained", more: "slug: same"));
        site.Upload("waits.md", TestSite.Article("Waits, Explained", more: "slug: same"));
        site.Upload("later.md", TestSite.Article("Later, Explained").Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal));
        site.Upload("ship.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 480\"/>");
    }

    private static void Change(TestSite site)
    {
        site.Clock.Advance(TimeSpan.FromDays(30));
        site.Upload("faust.md", TestSite.Article("Faust, Explained", more: "work: Faust").Replace("horror", "legend", StringComparison.Ordinal));
        site.Upload("medea.md", TestSite.Article("Medea at Last, Explained", lead: "![A ship](ship.svg)", more: "slug: medea-at-last").Replace("2026-11-01", "2026-09-01", StringComparison.Ordinal));
        site.Upload("ship.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 240\"/>");
        site.Remove("golem.md");
        site.Remove("owner.md");
    }

    private static void Rename(TestSite site)
    {
        site.Clock.Advance(TimeSpan.FromDays(1));
        Directory.CreateDirectory(Path.Combine(site.Inbox, "plays"));
        Move("hamlet.md", "prince.md");
        Move("medea.md", "plays/medea.md");
        Move("later.md", "latest.md");

        void Move(string from, string to) => File.Move(Path.Combine(site.Inbox, from), Path.Combine(site.Inbox, to));
    }
}
