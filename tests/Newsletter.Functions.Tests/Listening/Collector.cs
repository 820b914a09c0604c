using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Listening;

/// <summary>A span as OTLP carries it.</summary>
/// <param name="Links">Ids of spans.</param>
internal sealed record Span(string Trace, string Id, string Parent, string Name, IReadOnlyList<string> Links, long Begin, long End, IReadOnlyDictionary<string, string> Tags);

/// <summary>A data point of a metric: of a counter its sum, of a histogram how many were recorded.</summary>
internal sealed record Point(string Metric, string Unit, string Tags, double Value);

/// <summary>What telemetry is sent to: OTLP over HTTP, and the ingestion of Application Insights; a hub too. Keeps every byte.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = [];
    private readonly SemaphoreSlim news = new(0);
    private readonly WebApplication server;

    private Collector(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single();

    /// <summary>What the others are told.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>All that came, as text: of a binary message its texts are legible.</summary>
    public string Everything => string.Join('\n', received.Select(message => Encoding.UTF8.GetString(message.Body)));

    public IReadOnlyList<Span> Spans => [.. Messages("/v1/traces").SelectMany(message => message.Below(1, 2, 2)).Select(span => new Span(
        span.One(1).Hex, span.One(2).Hex, span.One(4).Hex, span.One(5).Text, [.. span.All(13).Select(link => link.One(2).Hex)], span.Number(7), span.Number(8), Tags(span, 9)))];

    /// <summary>The newest of each metric and its tags.</summary>
    public IReadOnlyList<Point> Points => [.. Messages("/v1/metrics").SelectMany(message => message.Below(1, 2, 2)).SelectMany(metric =>
            metric.Below(7, 1).Select(sum => (metric, Tags(sum, 7), Value: (double)sum.Number(6)))
                .Concat(metric.Below(9, 1).Select(histogram => (metric, Tags(histogram, 9), Value: (double)histogram.Number(4)))))
        .Select(point => new Point(point.metric.One(1).Text, point.metric.One(3).Text, string.Join(',', point.Item2.Select(tag => $"{tag.Key}={tag.Value}")), point.Value))
        .GroupBy(point => (point.Metric, point.Tags)).Select(same => same.Last())];

    public static async Task<Collector> StartAsync()
    {
        var server = Loopback.Server();
        var collector = new Collector(server);
        server.Run(collector.TakeAsync);
        await server.StartAsync();
        return collector;
    }

    /// <summary>Until what has come is enough.</summary>
    /// <exception cref="TimeoutException">It isn't all there in time (a minute).</exception>
    public async Task WaitAsync(Func<Collector, bool> isEnough, TimeSpan? patience = null)
    {
        using var late = new CancellationTokenSource(patience ?? Patience);
        while (!isEnough(this))
        {
            try
            {
                await news.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not all has come. Spans: {string.Join(", ", Spans.Select(span => span.Name))}. Points: {string.Join(", ", Points)}");
            }
        }
    }

    public void Forget() => received.Clear();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        news.Dispose();
    }

    private async Task TakeAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await using var sent = call.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(call.Request.Body, CompressionMode.Decompress) : call.Request.Body;
        await sent.CopyToAsync(body);
        received.Enqueue((call.Request.Path.Value!, body.ToArray()));
        news.Release();

        call.Response.StatusCode = (int)Answer;
        if (call.Request.Path.Value!.EndsWith("/track", StringComparison.Ordinal))
        {
            await call.Response.WriteAsJsonAsync(new { itemsReceived = 1, itemsAccepted = 1, errors = Array.Empty<string>() });
        }
    }

    private IEnumerable<Protobuf> Messages(string path) => received.Where(message => message.Path == path).Select(message => new Protobuf(message.Body));

    private static SortedDictionary<string, string> Tags(Protobuf of, int field) => new(
        of.All(field).ToDictionary(tag => tag.One(1).Text, tag => tag.One(2).One(1).Text is { Length: > 0 } text ? text : $"{tag.One(2).Number(3)}"), StringComparer.Ordinal);
}
