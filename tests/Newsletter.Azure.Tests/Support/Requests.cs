using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Newsletter.Azure.Tests.Support;

/// <summary>Counts the requests to storage by what they do and on what.</summary>
internal sealed class Requests : HttpPipelineSynchronousPolicy
{
    private ConcurrentDictionary<string, int> counts = new();

    /// <summary>Since the last time this was asked.</summary>
    public IReadOnlyDictionary<string, int> Take() => new SortedDictionary<string, int>(Interlocked.Exchange(ref counts, new()), StringComparer.Ordinal);

    public override void OnSendingRequest(HttpMessage message)
    {
        var path = message.Request.Uri.ToUri().AbsolutePath.Split('/');
        // The emulator has the account first.
        var place = (path.Length > 2 && message.Request.Uri.Host == "127.0.0.1" ? path[2] : path[1]).Split('(')[0];
        counts.AddOrUpdate($"{message.Request.Method} {place}", 1, (_, count) => count + 1);
    }
}
