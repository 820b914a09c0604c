using System.Globalization;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Storage.Local;

namespace Newsletter.Cli;

/// <summary>
/// Takes what is written into the inbox and publishes it, on one machine, until cancelled: what the Functions app does in the cloud, with a folder's events in
/// place of a blob's. What fails is said and tried again; what was missed, or left by a process that was killed, is found by the next look at the inbox.
/// </summary>
internal sealed class PublishingRounds(SiteOperations site, IWorkQueue queue, FolderWatch? watch, Func<string, string> reportOf, HttpClient web, TimeProvider clock, Action<string> log) : IDisposable
{
    /// <summary>Between looks at the whole inbox, which also release what is due.</summary>
    public static TimeSpan BetweenSweeps { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>For so long a message of the queue is ours.</summary>
    private static readonly TimeSpan LongestPublication = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim sweepWanted = new(1);
    private string lastComplaint = "";

    /// <summary>Refused names, for their editors to be told.</summary>
    public required Func<IEnumerable<string>> Refused { get; init; }

    /// <summary>Told after each look at the inbox that went well.</summary>
    public required Action OnSwept { get; init; }

    public void Dispose() => sweepWanted.Dispose();

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(
        RepeatAsync(SweepAsync, cancel), RepeatAsync(PublishAsync, cancel), watch is null ? Task.CompletedTask : RepeatAsync(TakeAsync, cancel));

    private async Task SweepAsync(CancellationToken cancel)
    {
        await sweepWanted.WaitAsync(BetweenSweeps, cancel);
        var result = await site.SweepAsync(new() { RefusedUploads = Refused() }, _ => { }, cancel);
        foreach (var outcome in result.Outcomes)
        {
            Tell(outcome);
        }

        await TellAsync(result.Written, cancel);
        lastComplaint = "";
        OnSwept();
    }

    private async Task TakeAsync(CancellationToken cancel)
    {
        var changes = await watch!.NextAsync(cancel);
        foreach (var name in changes.Files.Where(name => InboxName.KindOf(name) != InboxKind.Ignored))
        {
            if (await site.IngestAsync(name, cancel) is { } outcome)
            {
                Tell(outcome);
            }
        }

        if (changes.IsUnsure && sweepWanted.CurrentCount == 0)
        {
            sweepWanted.Release();
        }
    }

    private async Task PublishAsync(CancellationToken cancel)
    {
        foreach (var message in await queue.ReceiveAsync(1, LongestPublication, cancel))
        {
            await TellAsync(await site.PublishAsync(PublishWish.Parse(message.Body), cancel), cancel);
            await queue.CompleteAsync(message, cancel);
        }

        await Task.Delay(Pause, clock, cancel);
    }

    private async Task TellAsync(int written, CancellationToken cancel)
    {
        if (written > 0)
        {
            log(string.Create(CultureInfo.InvariantCulture, $"{written} files written"));
        }

        if ((await site.TellHubAsync(web, cancel)).Problem is { } problem)
        {
            log($"The hub is told later: {problem}");
        }
    }

    /// <summary>A line says what became of the file, not what is wrong with it: that may quote what is hidden, and stands in the report.</summary>
    private void Tell(IngestOutcome outcome)
    {
        if (outcome.Status != IngestStatus.Unchanged)
        {
            var problems = outcome.Diagnostics.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {outcome.Diagnostics.Count} messages: {reportOf(outcome.Name)}");
            log($"{Shown(outcome.Name)}: {outcome.Status.ToString().ToLowerInvariant()}{problems}");
        }
    }

    /// <summary>The one place where what goes wrong ends.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await step(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Complain(problem);
                await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What stays wrong is said once.</summary>
    private void Complain(Exception problem)
    {
        var complaint = problem switch
        {
            MassRetractionException gone => $"{gone.Message} Nothing is taken back until 'newsletter publish' is run with --yes, or the files are there again.",
            StorageException or StorageConflictException => problem.Message,
            _ => $"{problem.GetType().Name}; tried again. Reports tell editors more.",
        };
        if (complaint != lastComplaint)
        {
            log($"Publishing: {complaint}");
            lastComplaint = complaint;
        }
    }

    private static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
