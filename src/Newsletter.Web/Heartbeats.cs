using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Newsletter.Web;

/// <summary>Parts of a host that say now and then that all went well. One that has been silent for too long makes the whole unhealthy.</summary>
public sealed class Heartbeats(TimeProvider clock) : IHealthCheck
{
    /// <summary>Every part works at least once a minute; what takes so much longer stands still or fails again and again.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    /// <summary>The part is at work, from now on.</summary>
    /// <param name="part">One word for operators.</param>
    public void Beat(string part) => last[part] = clock.GetUtcNow();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var silent = last.Where(part => now - part.Value > Silence).Select(part => part.Key).Order(StringComparer.Ordinal).ToList();
        return Task.FromResult(silent.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"silent: {string.Join(", ", silent)}"));
    }
}
