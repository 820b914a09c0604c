using System.Net;
using Newsletter.Functions.Tests.Support;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Listening;

/// <summary>What the handler, as a process, tells whoever listens; and what it never tells anybody.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    /// <summary>Words of hidden parts, of an author's address, and of the key to the storage.</summary>
    private static readonly string[] Secrets = ["quandary", "marzipan", "zyzzyva", "gallimaufry", "falderal", "someone@mail.example", "AccountKey", "bm8gc2VjcmV0"];

    private Account account = null!;
    private Collector collector = null!;

    public async Task InitializeAsync() => (account, collector) = (await Account.NewAsync(), await Collector.StartAsync());

    public Task DisposeAsync() => collector.DisposeAsync().AsTask();

    [Fact]
    public async Task OneTraceLeadsFromTheUploadToTheFeed()
    {
        using var handler = await HandlerAsync(ToOtlp());
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);

        await collector.WaitAsync(so => so.Spans.Count(span => span.Name is "ingest" or "publish" or "upload to feed") == 3);
        var ingest = collector.Spans.Single(span => span.Name == "ingest");
        var publish = collector.Spans.Single(span => span.Name == "publish");
        var whole = collector.Spans.Single(span => span.Name == "upload to feed");
        Assert.Equal((ingest.Trace, ingest.Id), (publish.Trace, publish.Parent));
        Assert.Equal((ingest.Trace, ingest.Id), (whole.Trace, whole.Parent));
        Assert.Equal([publish.Id], whole.Links);
        Assert.InRange(whole.End, ingest.End, publish.End);
        Assert.Equal(("published", "nosferatu"), (ingest.Tags["newsletter.status"], ingest.Tags["newsletter.slug"]));
        Assert.True(int.Parse(publish.Tags["newsletter.written"]) > 5);

        // The call of the host, which is told by the header that it sends.
        Assert.Contains(collector.Spans, span => span.Id == ingest.Parent && span.Trace == Handler.Trace && span.Parent == Handler.Span);
    }

    [Fact]
    public async Task OfABurstEachTraceEndsInTheFeedWithTheOnePublication()
    {
        using var handler = await HandlerAsync(ToOtlp());
        await Parallel.ForAsync(0, 6, async (number, _) => await account.UploadAsync(handler, $"story-{number}.md", Account.Article($"Story {number}, Explained")));
        await account.PumpAsync(handler);

        await collector.WaitAsync(so => so.Spans.Count(span => span.Name == "upload to feed") == 6);
        Assert.Equal(
            collector.Spans.Where(span => span.Name == "ingest").Select(span => span.Id).Order(),
            collector.Spans.Where(span => span.Name == "upload to feed").Select(span => span.Parent).Order());
        await collector.WaitAsync(so => so.Points.Any(point => point is { Metric: "newsletter.publish.latency", Value: 6 }));
    }

    [Fact]
    public async Task WhatIsCountedAndTimedIsTold()
    {
        using var handler = await HandlerAsync(ToOtlp());
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.UploadAsync(handler, "broken.md", Account.Article("Broken", "::: spoiler ending\nnever closed"));
        await account.PumpAsync(handler);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained").Replace("tags:", "# A remark.\ntags:", StringComparison.Ordinal));
        await account.PumpAsync(handler);
        await SweepAsync(handler);

        await collector.WaitAsync(so => Value(so, "newsletter.uploads", "status=published") == 2 && Value(so, "newsletter.publish.latency", "") == 2);
        Assert.Equal(1, Value(collector, "newsletter.uploads", "status=rejected"));
        Assert.True(Value(collector, "newsletter.outputs", "result=written") > 10);
        Assert.True(Value(collector, "newsletter.outputs", "result=unchanged") > 0);
        Assert.Equal(2, Value(collector, "newsletter.queue.age", ""));
        Assert.All(collector.Points.Where(point => point.Metric is "newsletter.publish.latency" or "newsletter.queue.age"), point => Assert.Equal("s", point.Unit));
    }

    [Fact]
    public async Task NothingThatIsHiddenAndNoAddressAndNoKeyGoesOut()
    {
        using var app = AppWhoseListsShow("quandary of marzipan and a zyzzyva");
        var both = ToOtlp().Concat(ToApplicationInsights()).ToDictionary();
        using var handler = await Handler.StartAsync(account.Connection, App.Tested.In(app.Path), both);
        const string Hidden = "It ends in a quandary of marzipan and a zyzzyva, says someone@mail.example. Not a ||gallimaufry||.";
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Falderal dies, Explained", Hidden).Replace(
            "tags:", "safe_title: Nosferatu, Explained\nauthors: [\"Max <someone@mail.example>\"]\nsecrets: [falderal]\ntags:", StringComparison.Ordinal));
        await account.UploadAsync(handler, "slip.md", Account.Article("Slip", Hidden).Replace("A safe summary of it.", "It ends in a quandary of marzipan and a zyzzyva.", StringComparison.Ordinal));
        await account.UploadAsync(handler, "broken.md", Account.Article("Broken", "::: spoiler ending\n" + Hidden));
        await account.PumpAsync(handler);
        await SweepAsync(handler);
        await handler.CallAsync("IngestArticle", "{\"Metadata\":{\"name\":\"\\\"quandary of marzipan.md\\\"\"");

        await collector.WaitAsync(so => Value(so, "newsletter.leaks.stopped", "channel=list pages") > 0 && so.Spans.Any(span => span.Name == "sweep"));
        await collector.WaitAsync(so => so.Everything.Contains("\"baseType\":\"RemoteDependencyData\"", StringComparison.Ordinal));
        Assert.Contains("zyzzyva", await account.ReadAsync("reports", "slip.md.json"), StringComparison.Ordinal);
        Assert.Contains("zyzzyva", await account.ReadAsync("$web", "explainers/nosferatu-explained/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("zyzzyva", await account.ReadAsync("$web", "feed.xml"), StringComparison.Ordinal);
        Assert.Contains("nosferatu-explained", collector.Everything, StringComparison.Ordinal);
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(secret, collector.Everything, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, handler.Said, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task WithoutASettingNothingIsKeptForTelemetry()
    {
        using var handler = await Handler.StartAsync(account.Connection);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));

        Assert.Equal(["publish"], await account.MessagesAsync());
        Assert.Empty(await account.ArrivalsAsync());
    }

    private static double Value(Collector of, string metric, string tags) => of.Points.SingleOrDefault(point => point.Metric == metric && point.Tags == tags)?.Value ?? 0;

    /// <summary>The app with a template that shows what it must not.</summary>
    private static TempFolder AppWhoseListsShow(string words)
    {
        var app = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(App.Tested.Folder))
        {
            File.Copy(file, app.At(Path.GetFileName(file)));
        }

        app.Write("templates/web/list.html", System.Text.Encoding.UTF8.GetString(TemplateSources.Default.Bytes("web/list.html")).Replace("</main>", $"<p>{words}</p></main>", StringComparison.Ordinal));
        return app;
    }

    private Task<Handler> HandlerAsync(IReadOnlyDictionary<string, string?> environment) =>
        Handler.StartAsync(account.Connection, environment);

    private Dictionary<string, string?> ToOtlp() => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    private Dictionary<string, string?> ToApplicationInsights() => new()
    {
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={collector.Address}/",
        ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED"] = "true",
    };

    private static async Task SweepAsync(Handler handler) => Assert.Equal(HttpStatusCode.OK, (await handler.CallAsync("SweepInbox", Bodies.Timer())).Status);
}
