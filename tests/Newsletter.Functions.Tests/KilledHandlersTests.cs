using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Newsletter.Functions.Tests.Support;
using Xunit.Abstractions;

namespace Newsletter.Functions.Tests;

/// <summary>
/// Handlers that are killed at any moment while a burst of uploads comes in. NEWSLETTER_UPLOADS says how many articles; without it there are enough for
/// the point.
/// </summary>
public sealed class KilledHandlersTests(ITestOutputHelper output)
{
    private const int Handlers = 4;
    private const int ArticlesBetweenKills = 12;
    private static readonly int Articles = int.Parse(Environment.GetEnvironmentVariable("NEWSLETTER_UPLOADS") ?? "100", CultureInfo.InvariantCulture);

    [Fact]
    public async Task ASiteMadeByHandlersThatAreKilledIsTheSiteOfAQuietRun()
    {
        var burst = Burst();
        var account = await Account.NewAsync();
        var began = Stopwatch.StartNew();
        using (var crowd = await Crowd.StartAsync(account.Connection, Handlers))
        {
            using var done = new CancellationTokenSource();
            var pump = PumpAsync(account, crowd, done.Token);
            await TakeAsync(account, crowd, burst);
            await done.CancelAsync();
            await pump;
            output.WriteLine($"{burst.Sum(a => a.Versions.Length)} uploads, {crowd.Kills} kills, {crowd.Publications} publications, {began.Elapsed.TotalSeconds:0} s");
        }

        using var calm = await Handler.StartAsync(account.Connection);
        await account.PumpAsync(calm);
        Assert.Equal(HttpStatusCode.OK, (await calm.CallAsync("SweepInbox", Bodies.Timer())).Status);

        var quiet = await Account.NewAsync();
        await Parallel.ForEachAsync(burst, async (article, _) => await quiet.UploadAsync(article.Name, article.Versions[^1]));
        using var alone = await Handler.StartAsync(quiet.Connection);
        Assert.Equal(HttpStatusCode.OK, (await alone.CallAsync("SweepInbox", Bodies.Timer())).Status);

        var (expected, actual) = (await quiet.SiteAsync(), await account.SiteAsync());
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Empty(expected.Where(output => actual[output.Key] != output.Value).Select(output => output.Key));
        foreach (var (name, _) in burst)
        {
            Assert.True(await account.HasAsync("reports", name + ".json"), name);
        }
    }

    /// <summary>New articles that name each other; of every fifth there are two versions within a second.</summary>
    private static List<(string Name, string[] Versions)> Burst() =>
        [.. Enumerable.Range(0, Articles).Select(number =>
        {
            var more = $"Read More in Explainers: Story {number + 3} | Story {Math.Max(0, number - 2)}";
            string Version(string hidden) => Account.Article($"Story {number}, Explained", hidden, $"tag{number % 7}", 1 + (number % 28), more);
            return ($"story-{number}.md", number % 5 == 0 ? new[] { Version("The first ending."), Version("Another ending.") } : [Version("The only ending.")]);
        })];

    /// <summary>Editors upload, and events reach handlers, newest first; a call that fails is made again, as the host does.</summary>
    private static async Task TakeAsync(Account account, Crowd crowd, List<(string Name, string[] Versions)> burst)
    {
        var taken = 0;
        var articles = new ConcurrentQueue<(string Name, string[] Versions)>(burst);
        await Task.WhenAll(Enumerable.Range(0, Handlers).Select(async worker =>
        {
            while (articles.TryDequeue(out var article))
            {
                foreach (var version in article.Versions)
                {
                    await account.UploadAsync(article.Name, version);
                }

                await Task.WhenAll(article.Versions.Select(async (version, number) =>
                {
                    var body = Bodies.Blob(article.Name, Encoding.UTF8.GetBytes(version));
                    while (!await crowd.CallAsync((worker + number) % Handlers, "IngestArticle", body))
                    {
                    }
                }));
                if (Interlocked.Increment(ref taken) % ArticlesBetweenKills == 0)
                {
                    await crowd.KillOneAsync();
                }
            }
        }));
    }

    private static async Task PumpAsync(Account account, Crowd crowd, CancellationToken done)
    {
        var next = 0;
        while (!done.IsCancellationRequested)
        {
            await account.PumpOnceAsync(text => crowd.CallAsync(next++ % Handlers, "PublishChanges", Bodies.Queue(text)));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }
    }
}
