using System.Diagnostics;
using System.Diagnostics.Metrics;

#pragma warning disable CA1050 // The runtime looks for this name, without a namespace, in an assembly that DOTNET_STARTUP_HOOKS names.

/// <summary>
/// Runs in programs that a test starts, before they do: it listens to every trace and every metric of theirs, as an exporter of OpenTelemetry would, and writes
/// them to the file that NEWSLETTER_TESTS_TRACES names.
/// </summary>
internal static class StartupHook
{
    public static string Variable => "NEWSLETTER_TESTS_TRACES";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
        {
            return;
        }

        var gate = new Lock();
        void Write(string line)
        {
            lock (gate)
            {
                File.AppendAllText(path, line + "\n");
            }
        }

        static string Said(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
        ActivitySource.AddActivityListener(new()
        {
            ShouldListenTo = _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Write(
                $"{span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription} {Said(span.TagObjects)} {string.Join(' ', span.Events.Select(e => $"{e.Name} {Said(e.Tags)}"))}"),
        });
        var metrics = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Write($"{instrument.Name} {value} {Said(tags.ToArray())}"));
        metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Write($"{instrument.Name} {value} {Said(tags.ToArray())}"));
        metrics.Start();
    }
}
