using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Newsletter.Publishing;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Newsletter.Functions;

/// <summary>An app setting that says where telemetry goes, for docs/operators.md.</summary>
public sealed record ExportSetting(string Key, string Meaning, string Default);

/// <summary>Where traces and metrics go: nowhere, unless a setting says so.</summary>
public static class Exports
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MonitorConnection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string MonitorIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Spans of whatever calls us: the parents of ours.</summary>
    private static readonly string[] Callers = ["Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker"];

    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<ExportSetting> All { get; } =
    [
        new(OtlpEndpoint, "Where traces and metrics are sent by OTLP; the other `OTEL_...` variables of OpenTelemetry hold too.", "none"),
        new(MonitorConnection, "Application Insights, for the host and for traces and metrics of the app.", "none"),
        new(MonitorIdentity, "`ClientId=...;Authorization=AAD`: who we are at Application Insights, where it takes no keys.", "by the key"),
    ];

    public static void AddExports(this IServiceCollection services, Func<string, string?> setting)
    {
        var toOtlp = setting(OtlpEndpoint) is { Length: > 0 };
        var monitor = setting(MonitorConnection) is { Length: > 0 } connection ? connection : null;
        if (!toOtlp && monitor is null)
        {
            return;
        }

        var identity = setting(MonitorIdentity) is { Length: > 0 } text ? Identity(text) : null;
        void Monitor(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = monitor;
            options.Credential = identity;
            options.DisableOfflineStorage = true;
        }

        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("newsletter"))
            .WithTracing(traces =>
            {
                traces.AddSource([Telemetry.Name, .. Callers]);
                _ = toOtlp ? traces.AddOtlpExporter() : traces;
                _ = monitor is not null ? traces.AddAzureMonitorTraceExporter(Monitor) : traces;

                // A call that the host doesn't sample is one all the same: there are few of them. After the exporters, which bring samplers of their own.
                traces.SetSampler(new AlwaysOnSampler());
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Telemetry.Name);
                _ = toOtlp ? metrics.AddOtlpExporter() : metrics;
                _ = monitor is not null ? metrics.AddAzureMonitorMetricExporter(Monitor) : metrics;
            });
    }

    /// <summary>The form in which the Functions host takes it: <c>ClientId=...;Authorization=AAD</c>.</summary>
    private static TokenCredential Identity(string text)
    {
        var parts = text.Split(';').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return parts.TryGetValue("ClientId", out var id)
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential();
    }
}
