using System.Text;
using Azure.Core;
using Newsletter.Azure.Tests.Support;
using Newsletter.Publishing;
using Newsletter.Templates;
using Xunit.Abstractions;

namespace Newsletter.Azure.Tests;

/// <summary>What an upload costs in requests to storage: so many at most, and as many in a large archive as in a small one.</summary>
public sealed class RequestCountTests(ITestOutputHelper output)
{
    /// <summary>To take an upload, with its report and the wish to publish.</summary>
    private const int MostToTake = 100;

    /// <summary>To publish it alone: page, front page and feeds of its five lists, their archives. Uploads of a burst share most of it.</summary>
    private const int MostToPublish = 1_000;

    /// <summary>To find that nothing has changed, for up to 5,000 files: so many does a listing show at once.</summary>
    private const int MostToSweep = 20;

    private const double MostByChance = 1.5;

    private static readonly SiteSettings Settings = new() { BaseUrl = new("https://site.example/") };

    [Fact]
    public async Task AnUploadCostsAsManyRequestsInALargeArchiveAsInASmallOne()
    {
        var small = await CountAsync(80);
        var large = await CountAsync(240);

        Assert.All(new[] { small, large }, count =>
        {
            Assert.InRange(count.Take, 1, MostToTake);
            Assert.InRange(count.Publish, 1, MostToPublish);
            Assert.InRange(count.Sweep, 1, MostToSweep);
        });
        // Three times the archive. Outputs are rendered at once, and two may read the same article: by chance, some read more.
        Assert.InRange(large.Take, 1, small.Take * MostByChance);
        Assert.InRange(large.Publish, 1, small.Publish * MostByChance);
        Assert.InRange(large.Sweep, 1, small.Sweep * MostByChance);
    }

    private async Task<(int Take, int Publish, int Sweep)> CountAsync(int archive)
    {
        var requests = new Requests();
        var account = new AzureStorage(new() { ConnectionString = await Azurite.NewAccountAsync() }, options => options.AddPolicy(requests, HttpPipelinePosition.PerCall));
        await account.EnsureAsync(default);
        var stores = new Stores(account.Inbox, account.Web, account.Reports, account.State, account.Catalogue);
        var site = new SiteOperations(stores, account.Publish, Settings, TemplateSources.Default, TimeProvider.System);
        await Parallel.ForAsync(1, archive + 1, async (age, _) => await UploadAsync(account, age));
        await site.SweepAsync(default);
        await UploadAsync(account, 0);
        requests.Take();

        Assert.Equal(IngestStatus.Published, (await site.IngestAsync("story-0.md", default))!.Status);
        var take = requests.Take();
        Assert.True(await site.PublishAsync(new(null, null), default) > 30);
        var publish = requests.Take();
        await site.SweepAsync(default);
        var sweep = requests.Take();
        output.WriteLine($"After {archive} articles: {Told(take)} to take, {Told(publish)} to publish, {Told(sweep)} to sweep");
        return (take.Values.Sum(), publish.Values.Sum(), sweep.Values.Sum());
    }

    private static string Told(IReadOnlyDictionary<string, int> counts) =>
        $"{counts.Values.Sum()} requests ({string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))})";

    /// <param name="age">One article a day; the newest, on the tenth of January, is 0 days old.</param>
    private static async Task UploadAsync(AzureStorage account, int age)
    {
        var day = new DateOnly(2026, 1, 10).AddDays(-age);
        var text = $"""
            ---
            title: "Story {age}, Explained"
            summary: A safe summary of it.
            spoilers: ending
            published: {day:yyyy-MM-dd}T09:00:00Z
            tags: [tag{age % 2}]
            work: Work {age % 2}
            authors: [Ada]
            ---
            The lead.

            <!-- spoilers -->

            ## How it ends

            He dies at dawn, says the {age}th.

            Read More in Explainers: Story {age + 1}, Explained
            """;
        await account.Inbox.PutAsync($"story-{age}.md", Encoding.UTF8.GetBytes(text), new("text/markdown"), default, default);
    }
}
