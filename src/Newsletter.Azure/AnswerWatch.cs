using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Newsletter.Azure;

/// <summary>What answers of the service tell beside what was asked for: its clock and its version. A refusal tells it too.</summary>
internal sealed class AnswerWatch(TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    /// <summary>How far this machine's clock is ahead of the service's, to a second; null: nothing was answered.</summary>
    public TimeSpan? Ahead { get; private set; }

    /// <summary>Of the protocol; null: not told.</summary>
    public string? Version { get; private set; }

    public override void OnReceivedResponse(HttpMessage message)
    {
        // RFC 9110 section 6.6.1.
        if (message.Response.Headers.TryGetValue("Date", out var date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var there))
        {
            Ahead = clock.GetUtcNow() - there;
        }

        Version = message.Response.Headers.TryGetValue("x-ms-version", out var version) ? version : Version;
    }
}
