using Newsletter.Publishing;

namespace Newsletter.Functions;

/// <summary>
/// What each function does, by whichever worker model the host calls it. Each returns a line for the call's log, and ends early, by an
/// <see cref="OperationCanceledException"/>, when it is aborted: when the host doesn't wait any more.
/// </summary>
/// <param name="client">To the hub.</param>
public sealed class SiteFunctions(SiteOperations site, HttpClient client)
{
    /// <summary>
    /// Ends before the host's own time-out (host.json), which would kill us with everything else that is being worked on: by ten minutes, for so long a mail server
    /// may take to say what became of a mail (RFC 5321 section 4.5.3.2).
    /// </summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromMinutes(8);

    /// <param name="name">Of the upload, within the inbox.</param>
    public async Task<string> IngestAsync(string name, CancellationToken abort)
    {
        using var deadline = Within(abort);
        var outcome = await site.IngestAsync(name, deadline.Token);
        return $"{name}: {outcome?.Status.ToString().ToLowerInvariant() ?? "nothing to take"}";
    }

    /// <param name="wish">What its message says.</param>
    public async Task<string> PublishAsync(PublishWish wish, CancellationToken abort)
    {
        using var deadline = Within(abort);
        try
        {
            var written = await site.PublishAsync(wish, deadline.Token);
            return $"{written} outputs written{await TellHubAsync(deadline.Token)}";
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // Much is done by now: going on is no failure that should make the message poison.
            await site.AskAgainAsync(abort);
            return "out of time; going on with the next message";
        }
    }

    public async Task<string> SweepAsync(CancellationToken abort)
    {
        using var deadline = Within(abort);
        var result = await site.SweepAsync(deadline.Token);
        var swept = $"{result.Counts.Values.Sum()} uploads found, {result.Written} outputs written{await TellHubAsync(deadline.Token)}";

        // An alert of infra/ reads this.
        return await site.QuietDaysAsync(deadline.Token) is { } days ? $"{swept}, feed changed {days} days ago" : swept;
    }

    /// <summary>A hub that is away fails no call: it is told with the next one.</summary>
    private async Task<string> TellHubAsync(CancellationToken cancel)
    {
        var hub = await site.TellHubAsync(client, cancel);
        var told = hub.Told > 0 ? $", {hub.Told} feeds announced" : "";
        return hub.Problem is { } problem ? $"{told}, {hub.Owed} feeds still to be announced: {problem}" : told;
    }

    /// <summary>Ends with the call, or at the <see cref="Deadline"/>.</summary>
    internal static CancellationTokenSource Within(CancellationToken abort)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(abort);
        deadline.CancelAfter(Deadline);
        return deadline;
    }
}
