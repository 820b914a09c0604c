using System.Globalization;

namespace Newsletter.Feeds;

/// <summary>What a hub said of one topic.</summary>
/// <param name="Problem">Why it was not accepted, without addresses; null when it was.</param>
public sealed record WebSubResult(Uri Topic, string? Problem)
{
    public bool Accepted => Problem is null;
}

/// <summary>
/// Tells a hub which feeds have changed. W3C WebSub (section 6) leaves the request open; hubs in use take <c>hub.mode=publish</c> with the
/// topic as <c>hub.url</c> (Google, Superfeedr) or <c>hub.topic</c> (Switchboard), so both are sent, and one topic a request, since some hubs
/// read only the last of several. Nothing is retried: the hub fetches the feed at its own pace anyhow.
/// </summary>
public static class WebSub
{
    /// <summary>How long a hub may take to answer one request.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int AtOnce = 4;

    /// <param name="topics">Addresses of changed feeds, as in their self links; one named twice is sent once.</param>
    /// <returns>One result for each topic, in order.</returns>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/> only.</exception>
    public static async Task<IReadOnlyList<WebSubResult>> PingAsync(
        HttpClient client, Uri hub, IReadOnlyList<Uri> topics, TimeProvider time, CancellationToken cancel)
    {
        var distinct = topics.Distinct().ToArray();
        var results = new WebSubResult[distinct.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, distinct.Length, options, async (i, stop) =>
            results[i] = new WebSubResult(distinct[i], await ProblemAsync(client, hub, distinct[i], time, stop)));
        return results;
    }

    private static async Task<string?> ProblemAsync(HttpClient client, Uri hub, Uri topic, TimeProvider time, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        var address = FeedText.Address(topic);
        using var form = new FormUrlEncodedContent([new("hub.mode", "publish"), new("hub.url", address), new("hub.topic", address)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, hub) { Content = form };
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.RequestMessage?.Method == HttpMethod.Get
                ? "the hub redirects, which loses what it is told: use the address it points to"
                : response.IsSuccessStatusCode ? null : "the hub answered " + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "the hub did not answer in time";
        }
        catch (HttpRequestException e)
        {
            return "the hub could not be reached (" + e.HttpRequestError + ")";
        }
    }
}
