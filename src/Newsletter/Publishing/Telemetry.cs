using System.Diagnostics;
using System.Diagnostics.Metrics;
using Newsletter.Catalogue;

namespace Newsletter.Publishing;

/// <summary>
/// What the pipeline tells whoever runs it: traces and metrics under one name, to which a host listens or nobody does. A channel like any other
/// (<see cref="Spoilers.Channel.Logs"/>): statuses, slugs, counts and times go out by it, no text of an article and no name of a file.
/// </summary>
public static class Telemetry
{
    /// <summary>Of the traces' source and of the meter.</summary>
    public const string Name = "Newsletter";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600] };

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>("newsletter.uploads", "{upload}", "Uploads taken, by what became of them.");
    private static readonly Counter<long> Outputs = Meter.CreateCounter<long>("newsletter.outputs", "{output}", "Outputs rendered: written, or unchanged and left alone.");
    private static readonly Counter<long> Leaks = Meter.CreateCounter<long>("newsletter.leaks.stopped", "{output}", "Outputs kept back since they would have spoiled, by channel.");
    private static readonly Counter<long> Pings = Meter.CreateCounter<long>("newsletter.hub.pings", "{feed}", "Changed feeds that the hub was told of, or could not be.");
    private static readonly Histogram<double> Latency = Meter.CreateHistogram("newsletter.publish.latency", "s", "From an upload until it is on its page and in its feeds.", null, Seconds);
    private static readonly Histogram<double> Age = Meter.CreateHistogram("newsletter.queue.age", "s", "How long a wish to publish waited until a worker began.", null, Seconds);

    /// <summary>Whether anybody listens. What only telemetry needs is stored only then.</summary>
    internal static bool IsOn => Latency.Enabled || Traces.HasListeners();

    /// <summary>Does a piece of work within a span of its own. A failure is named by its type: messages may quote.</summary>
    /// <param name="parent">What it follows from; none: what is going on in this thread.</param>
    internal static async Task<T> TraceAsync<T>(string work, ActivityContext parent, Func<Activity?, Task<T>> does)
    {
        var around = Activity.Current?.Context ?? default;
        var links = parent != default && around != default ? new[] { new ActivityLink(around) } : null;
        using var span = Traces.StartActivity(work, ActivityKind.Internal, parent == default ? around : parent, links: links);
        try
        {
            return await does(span);
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            throw;
        }
    }

    internal static void Took(IngestStatus status, int count) => Uploads.Add(count, new KeyValuePair<string, object?>("status", status.ToString().ToLowerInvariant()));

    internal static void Wrote(int written, int unchanged, IEnumerable<OutputLeak> leaks)
    {
        Outputs.Add(written, new KeyValuePair<string, object?>("result", "written"));
        Outputs.Add(unchanged, new KeyValuePair<string, object?>("result", "unchanged"));
        foreach (var channel in leaks.GroupBy(leak => leak.Channel.Name))
        {
            Leaks.Add(channel.Count(), new KeyValuePair<string, object?>("channel", channel.Key));
        }
    }

    internal static void Told(HubResult hub)
    {
        Pings.Add(hub.Told, new KeyValuePair<string, object?>("result", "told"));
        Pings.Add(hub.Owed, new KeyValuePair<string, object?>("result", "owed"));
    }

    internal static void Waited(TimeSpan age) => Age.Record(Math.Max(0, age.TotalSeconds));

    /// <summary>An upload is where readers see it: the end of its trace, whoever published it.</summary>
    internal static void Arrived(Arrival upload, DateTimeOffset now)
    {
        var begin = upload.Uploaded < now ? upload.Uploaded : now;
        Latency.Record((now - begin).TotalSeconds);
        _ = ActivityContext.TryParse(upload.TraceParent, null, isRemote: true, out var parent);
        var links = Activity.Current is { } publication ? new[] { new ActivityLink(publication.Context) } : null;
        using var span = Traces.StartActivity("upload to feed", ActivityKind.Internal, parent, links: links, startTime: begin);
        span?.SetEndTime(now.UtcDateTime);
    }
}
