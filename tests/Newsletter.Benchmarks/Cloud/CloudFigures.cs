using System.Diagnostics;
using Newsletter.Azure.Tests.Support;
using Newsletter.Functions.Tests.Listening;
using Newsletter.Functions.Tests.Support;

namespace Newsletter.Benchmarks.Cloud;

/// <summary>The figures of docs/operators.md on an account of Azure, taken on Azurite.</summary>
internal static class CloudFigures
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>All but the start, one after another on the same site.</summary>
    /// <param name="folder">What <c>dotnet publish src/Newsletter.Functions</c> made.</param>
    public static async Task AllAsync(string folder, int articles)
    {
        var requests = new Requests();
        var began = Stopwatch.StartNew();
        var site = await Archive.MakeAsync(articles, requests);
        Say($"{articles} articles, uploaded and published for the first time in {began.Elapsed.TotalSeconds:0} s");
        await RequestsAsync(site, requests);
        await LatencyAsync(site, folder, 1, 40);
        await LatencyAsync(site, folder, 50, 500);
        await BurstAsync(site, folder, 1000);
    }

    /// <summary>Memory of a handler that takes a burst.</summary>
    public static async Task BurstAsync(string folder, int articles, int uploads) => await BurstAsync(await Archive.MakeAsync(articles), folder, uploads);

    /// <summary>Requests to storage that one more upload costs.</summary>
    private static async Task RequestsAsync(Archive site, Requests requests)
    {
        var number = site.Next++;
        await site.UploadAsync(number, default);
        requests.Take();
        await site.Operations.IngestAsync(site.Name(number), default);
        var take = requests.Take().Values.Sum();
        await site.Operations.PublishAsync(new(null, null), default);
        var publish = requests.Take().Values.Sum();
        await site.Operations.SweepAsync(default);
        Say($"{take} requests to take an upload, {publish} to publish it, {requests.Take().Values.Sum()} for a sweep");
    }

    /// <summary>Seconds from an upload until it is on its page and in its feeds.</summary>
    private static async Task LatencyAsync(Archive site, string folder, double perSecond, int uploads)
    {
        await using var collector = await Collector.StartAsync();
        using var handler = await StartAsync(site, folder, collector.Address);
        await using var host = new HostLoop(site, handler);
        host.Start();
        var uploaded = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var began = Stopwatch.StartNew();
        var calls = new List<Task>();
        for (var done = 0; done < uploads; done++)
        {
            var late = TimeSpan.FromSeconds(done / perSecond) - began.Elapsed;
            await Task.Delay(late > TimeSpan.Zero ? late : TimeSpan.Zero, TimeProvider.System);
            var number = site.Next++;
            uploaded[Path.GetFileNameWithoutExtension(site.Name(number))] = TimeProvider.System.GetUtcNow();
            calls.Add(host.UploadAsync(number));
        }

        await Task.WhenAll(calls);
        await collector.WaitAsync(so => so.Spans.Count(span => span.Name == "upload to feed") >= uploads, Patience);
        var slugs = collector.Spans.Where(span => span.Name == "ingest").ToDictionary(span => span.Id, span => span.Tags["newsletter.slug"]);
        var latencies = collector.Spans.Where(span => span.Name == "upload to feed")
            .Select(span => (DateTimeOffset.UnixEpoch.AddTicks(span.End / 100) - uploaded[slugs[span.Parent]]).TotalSeconds).Order().ToList();
        Say($"{perSecond} uploads a second, {uploads} in all: p50 {At(latencies, 0.5):0.0} s, p99 {At(latencies, 0.99):0.0} s, most {latencies[^1]:0.0} s; "
            + $"{host.Publications} publications, {host.Failures} failed calls, {began.Elapsed.TotalSeconds:0} s in all, at most {handler.PeakMegabytes} MB");
    }

    private static async Task BurstAsync(Archive site, string folder, int uploads)
    {
        using var handler = await StartAsync(site, folder, null);
        await using var host = new HostLoop(site, handler);
        host.Start();
        var began = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 64 };
        await Parallel.ForAsync(site.Next, site.Next + uploads, options, async (number, _) => await host.UploadAsync(number));
        site.Next += uploads;
        var taken = began.Elapsed;
        await site.Account.PumpAsync(handler, Account.LongHidden);
        Say($"a burst of {uploads}: taken in {taken.TotalSeconds:0} s, published in {began.Elapsed.TotalSeconds:0} s by {host.Publications} publications, "
            + $"{host.Failures} failed calls, at most {handler.PeakMegabytes} MB");
    }

    /// <summary>From the start of the process until it answers, and until it has taken and published its first upload.</summary>
    public static async Task StartAsync(string folder, int times)
    {
        var site = await Archive.MakeAsync(40);
        var ready = new List<double>();
        var published = new List<double>();
        for (var turn = 0; turn < times; turn++)
        {
            var began = Stopwatch.StartNew();
            using var handler = await StartAsync(site, folder, null);
            ready.Add(began.Elapsed.TotalMilliseconds);
            var text = await site.UploadAsync(40 + turn, default);
            began.Restart();
            await handler.CallAsync("IngestArticle", Bodies.Blob(site.Name(40 + turn), System.Text.Encoding.UTF8.GetBytes(text)));
            await handler.CallAsync("PublishChanges", Bodies.Queue("publish"));
            published.Add(began.Elapsed.TotalMilliseconds);
        }

        ready.Sort();
        published.Sort();
        Say($"{folder}: {At(ready, 0.5):0} ms to the first reply, {At(published, 0.5):0} ms for the first upload and its publication (medians of {times})");
    }

    private static Task<Handler> StartAsync(Archive site, string folder, string? collector)
    {
        var environment = collector is null ? [] : new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        };
        return Handler.StartAsync(site.Account.Connection, App.Published(folder), environment);
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Say(string line) => Console.WriteLine(line);
}
