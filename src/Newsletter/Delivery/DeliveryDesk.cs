using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>An operator's word about deliveries, and what the clock asks for.</summary>
public sealed class DeliveryDesk(Ledger ledger, IWorkQueue queue, SendingPause pause, TimeProvider clock)
{
    /// <summary>
    /// So long it is known what became of a digest that was accepted or is not wanted any more. Longer than a planner that knows an old number can live, so that
    /// none comes twice; and than people take to ask where their mail is.
    /// </summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(90);

    private static readonly TimeSpan BetweenPrunings = TimeSpan.FromHours(6);
    private DateTimeOffset pruned = DateTimeOffset.MinValue;

    /// <summary>Tells workers again of what was forgotten, takes away messages that were given up, and now and then what is long done. Returns how many deliveries it told of.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() is var now && (now - pruned >= BetweenPrunings || now < pruned))
        {
            await ledger.PruneAsync(now - Kept, cancel);
            pruned = now;
        }

        foreach (var message in await queue.ListPoisonAsync(cancel).ToListAsync(cancel))
        {
            await queue.RemovePoisonAsync(message.Id, cancel);
        }

        return await pause.SinceAsync(cancel) is null ? await TellAsync(all: false, cancel) : 0;
    }

    public ValueTask<DateTimeOffset> PauseAsync(CancellationToken cancel) => pause.PauseAsync(cancel);

    /// <summary>Sending goes on. Returns how many deliveries are open; null: it was not paused.</summary>
    public async Task<int?> ResumeAsync(CancellationToken cancel) => await pause.ResumeAsync(cancel) ? await TellAsync(all: true, cancel) : null;

    /// <summary>Stops all that is open and not on its way. Returns how many that were, and how many are on their way.</summary>
    public async Task<(int Cancelled, int UnderWay)> CancelAsync(CancellationToken cancel)
    {
        var (cancelled, underWay) = (0, 0);
        await foreach (var listed in ledger.ListAsync(DeliveryState.Planned, cancel))
        {
            var delivery = listed;
            while (delivery is { IsOpen: true, State: not DeliveryState.Sending }
                && !await ledger.SettleAsync(DeliverySteps.Cancelled(delivery, "Stopped by an operator.", clock.GetUtcNow()), cancel))
            {
                delivery = await ledger.GetAsync(delivery.Key, cancel);
            }

            underWay += delivery is { State: DeliveryState.Sending } ? 1 : 0;
            cancelled += delivery is { IsOpen: true, State: not DeliveryState.Sending } ? 1 : 0;
        }

        return (cancelled, underWay);
    }

    /// <summary>An operator's word that a mail which may have arrived, or failed, goes out again. False: it is in no such state.</summary>
    public async Task<bool> SendAgainAsync(DigestKey key, CancellationToken cancel)
    {
        while (await ledger.GetAsync(key, cancel) is { State: DeliveryState.Uncertain or DeliveryState.Failed } delivery)
        {
            if (await ledger.SettleAsync(delivery with { State = DeliveryState.Planned, Attempts = 0, Changed = clock.GetUtcNow() }, cancel))
            {
                await DeliveryQueue.EnqueueAsync(queue, [key], TimeSpan.Zero, cancel);
                return true;
            }
        }

        return false;
    }

    private async Task<int> TellAsync(bool all, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var keys in ledger.ForgottenAsync(clock.GetUtcNow(), all, cancel).Chunk(DeliveryQueue.MostInMessage))
        {
            await DeliveryQueue.EnqueueAsync(queue, keys, TimeSpan.Zero, cancel);
            count += keys.Length;
        }

        return count;
    }
}
