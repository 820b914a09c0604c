using Newsletter.Digests;

namespace Newsletter.Cli;

/// <summary>Plans digests every minute and sends what waits, on one machine, until cancelled. What fails is said and tried again; nothing is lost by it.</summary>
/// <param name="onRound">Told after each round that went well.</param>
public sealed class DigestRounds(DigestDesk desk, TimeProvider clock, Action<string> log, Action? onRound = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromMinutes(1);

    /// <summary>Mails under way are finished when it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var planned = DateTimeOffset.MinValue;
        while (!cancel.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            var isDue = now - planned >= BetweenPlans || now < planned;
            planned = isDue ? now : planned;
            var wasPlanned = await TryAsync(isDue ? desk.PlanAsync : _ => Task.FromResult(0), cancel);
            var sent = await TryAsync(async c => await desk.SendNextAsync(c) is null ? 0 : 1, cancel);
            if (wasPlanned is not null && sent is not null)
            {
                onRound?.Invoke();
            }

            if (sent is not > 0)
            {
                await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Null: it failed.</summary>
    private async Task<int?> TryAsync(Func<CancellationToken, Task<int>> step, CancellationToken cancel)
    {
        try
        {
            return await step(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // No message: an address or a token might be in it.
            log($"Digests: {problem.GetType().Name}; tried again.");
            return null;
        }
    }
}
