using System.Collections.Concurrent;
using Newsletter.Delivery.Bounces;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Delivery;

/// <summary>Makes the mail of a digest as it is now; null: nothing is left of what was in it.</summary>
public delegate ValueTask<OutgoingMail?> ComposeMail(DeliveryRecord delivery, Subscriber subscriber, CancellationToken cancel);

/// <summary>
/// Sends digests under the ledger. Any number of workers may send the same ones at once and be killed at any instruction: no mail goes out that another has
/// or may have sent, and none is forgotten. What protects is one conditional write right before the end of a mail can be on its way.
/// </summary>
public sealed class DigestSender(
    Ledger ledger, SubscriberBook book, ComposeMail compose, IReadOnlyList<Provider> providers, IWorkQueue queue, SendingPause pause, SendingRules rules, TimeProvider clock)
{
    /// <summary>While no provider takes mail, what is left of a message waits together, at no cost; longer waits are written down.</summary>
    private static readonly TimeSpan LongestTogether = Ledger.Grace / 2;

    /// <summary>Sends what a message of the queue tells of; the message is done with when this ends. Returns how many got into each state.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, int>> SendAsync(string message, CancellationToken cancel)
    {
        var batch = new Batch(DeliveryQueue.Read(message));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(rules.Connections, batch.Left.Count)).Select(_ => WorkAsync(batch, cancel)));
        var now = clock.GetUtcNow();
        foreach (var some in batch.Later.GroupBy(l => Delay(l.At - now), l => l.Key))
        {
            await DeliveryQueue.EnqueueAsync(queue, some, some.Key, cancel);
        }

        return batch.Tally;
    }

    private async Task WorkAsync(Batch batch, CancellationToken cancel)
    {
        await using var line = new MailLine(providers);

        // What a pause leaves is told again when it ends.
        while (!await pause.IsOnAsync(cancel) && batch.Left.TryDequeue(out var key))
        {
            cancel.ThrowIfCancellationRequested();
            if (batch.Held > clock.GetUtcNow())
            {
                batch.Later.Add((key, batch.Held));
                continue;
            }

            if (await DeliverAsync(line, key, cancel) is not { } after)
            {
                continue;
            }

            batch.Tally.AddOrUpdate(after.State, 1, (_, count) => count + 1);
            if (after.IsOpen)
            {
                batch.Later.Add((key, DeliverySteps.WaitsUntil(after, rules, clock.GetUtcNow()) ?? clock.GetUtcNow()));
            }

            if (line.HeldUntil is { } held && held - clock.GetUtcNow() < LongestTogether)
            {
                batch.Held = held;
            }
        }
    }

    /// <summary>The delivery as it is now; null when there is none or somebody else has taken it.</summary>
    private async Task<DeliveryRecord?> DeliverAsync(MailLine line, DigestKey key, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await ledger.GetAsync(key, cancel) is not { IsOpen: true } found)
        {
            return null;
        }

        if (DeliverySteps.WaitsUntil(found, rules, now) is not null)
        {
            return found;
        }

        if (found.State == DeliveryState.Sending)
        {
            var transport = providers.FirstOrDefault(p => p.Transport.Name == found.Provider)?.Transport;
            var reply = transport is null ? new(SendOutcome.Unknown, 0, "Its provider is not among the settings any more.") : await transport.ResolveAsync(NameOf(found), cancel);
            return await SettleAsync(DeliverySteps.After(found, reply, null, "", rules, now), cancel);
        }

        return await ledger.StepAsync(DeliverySteps.Claimed(found, now), cancel) is { } claimed ? await HandOverAsync(line, claimed, cancel) : null;
    }

    private async Task<DeliveryRecord?> HandOverAsync(MailLine line, DeliveryRecord delivery, CancellationToken cancel)
    {
        var subscriber = await book.GetAsync(delivery.Key.Subscriber, cancel);
        if (await ReasonAgainstAsync(subscriber, cancel) is { } reason)
        {
            return await SettleAsync(DeliverySteps.Cancelled(delivery, reason, clock.GetUtcNow()), cancel);
        }

        OutgoingMail? mail;
        try
        {
            mail = await compose(delivery, subscriber!, cancel);
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            var reply = new SendReply(SendOutcome.Temporary, 0, $"It could not be composed: {fault.Message}");
            return await SettleAsync(DeliverySteps.After(delivery, reply, null, subscriber!.Address.Value, rules, clock.GetUtcNow()), cancel);
        }

        if (mail is null)
        {
            return await SettleAsync(DeliverySteps.Cancelled(delivery, "All that was in it was taken back.", clock.GetUtcNow()), cancel);
        }

        using var lent = mail.Lent;
        var current = delivery;
        async ValueTask<bool> BeginAsync(string provider)
        {
            var sending = await ledger.StepAsync(current with { State = DeliveryState.Sending, Provider = provider, Changed = clock.GetUtcNow() }, CancellationToken.None);
            current = sending ?? current;
            return sending is not null;
        }

        var (outcome, notBefore) = await line.SendAsync(mail, BeginAsync, cancel);
        var settled = await SettleAsync(DeliverySteps.After(current, outcome, notBefore, mail.Recipient, rules, clock.GetUtcNow()), CancellationToken.None);
        if (outcome.Outcome == SendOutcome.Permanent && BounceStatus.KindOf(outcome) == BounceKind.Hard)
        {
            // After the ledger: whoever dies in between leaves it to the next mail that is refused.
            await book.SuppressAsync(subscriber!.Address, new(SuppressionReason.Bounce, clock.GetUtcNow()), CancellationToken.None);
        }

        return settled;
    }

    private async ValueTask<string?> ReasonAgainstAsync(Subscriber? subscriber, CancellationToken cancel) => subscriber switch
    {
        null => "The subscriber is gone.",
        { State: not SubscriberState.Active } => $"The subscriber is {subscriber.State.ToString().ToLowerInvariant()}.",
        _ when await book.SuppressionAsync(subscriber.Address, cancel) is { } suppression => $"The address is suppressed ({suppression.Reason.ToString().ToLowerInvariant()}).",
        _ => null,
    };

    /// <summary>Writes down what became of a delivery; also when somebody took this worker for dead meanwhile, since it knows more.</summary>
    private async Task<DeliveryRecord?> SettleAsync(DeliveryRecord? after, CancellationToken cancel)
    {
        if (after is null || await ledger.SettleAsync(after, cancel))
        {
            return after;
        }

        while (after.State != DeliveryState.Uncertain && after.Attempts > 0
            && await ledger.GetAsync(after.Key, cancel) is { State: DeliveryState.Uncertain } other && other.Attempts == after.Attempts)
        {
            if (await ledger.SettleAsync(after with { ETag = other.ETag }, cancel))
            {
                return after;
            }
        }

        return null;
    }

    private static string NameOf(DeliveryRecord delivery) => delivery.MessageId[..delivery.MessageId.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>Few different ones, so that what is to be told again at about the same time is told in one message.</summary>
    private static TimeSpan Delay(TimeSpan wait) => wait < TimeSpan.FromSeconds(10)
        ? TimeSpan.FromSeconds(Math.Max(Math.Ceiling(wait.TotalSeconds), 0))
        : TimeSpan.FromSeconds(Math.Min(Math.Ceiling(wait.TotalSeconds / 10) * 10, TimeSpan.FromDays(7).TotalSeconds));

    /// <summary>What workers of one message share.</summary>
    private sealed class Batch(IEnumerable<DigestKey> keys)
    {
        public ConcurrentQueue<DigestKey> Left { get; } = new(keys);

        public ConcurrentBag<(DigestKey Key, DateTimeOffset At)> Later { get; } = [];

        public ConcurrentDictionary<DeliveryState, int> Tally { get; } = new();

        /// <summary>Until then no provider takes mail.</summary>
        public DateTimeOffset Held { get; set; } = DateTimeOffset.MinValue;
    }
}
