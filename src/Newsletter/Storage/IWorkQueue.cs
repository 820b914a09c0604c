namespace Newsletter.Storage;

/// <summary>A received message: hidden from others until its visibility time-out ends or it is completed.</summary>
/// <param name="Id">Stays the same over deliveries.</param>
/// <param name="Receipt">Proves this delivery; stale once another receiver got the message.</param>
/// <param name="Body">1 to <see cref="IWorkQueue.MaxBodyBytes"/> bytes of UTF-8 text.</param>
/// <param name="DequeueCount">1 at the first delivery.</param>
public sealed record WorkMessage(string Id, string Receipt, string Body, int DequeueCount);

/// <summary>
/// One queue, with the semantics of Azure Queue Storage: at-least-once, roughly in order, hidden while worked on. A message that was
/// received <see cref="PoisonAfter"/> times without completion moves to the queue's poison list at the next receive.
/// </summary>
public interface IWorkQueue
{
    const int PoisonAfter = 5;

    const int MaxBodyBytes = 48 * 1024;

    /// <summary>So many messages of the poison list can be looked at; those behind them come into sight when these are removed.</summary>
    const int PoisonShown = 32;

    /// <summary>Adds a message that nobody receives before <paramref name="delay"/> has passed.</summary>
    /// <param name="body">1 to <see cref="MaxBodyBytes"/> bytes of UTF-8 text; else <see cref="ArgumentException"/>.</param>
    /// <param name="delay">0 to 7 days, in whole seconds (a fraction counts as a second).</param>
    ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken cancel);

    /// <summary>Up to <paramref name="max"/> (1 to 32) messages; none when the queue has none visible.</summary>
    /// <param name="visibilityTimeout">1 second to 7 days, in whole seconds (a fraction counts as a second).</param>
    ValueTask<IReadOnlyList<WorkMessage>> ReceiveAsync(int max, TimeSpan visibilityTimeout, CancellationToken cancel);

    /// <summary>Removes a message. False when the receipt is stale: somebody else has the message by now.</summary>
    ValueTask<bool> CompleteAsync(WorkMessage message, CancellationToken cancel);

    /// <summary>
    /// The oldest <see cref="PoisonShown"/> messages given up, oldest first; they stay until <see cref="RemovePoisonAsync"/>. Their ids are those of the poison list, which may
    /// differ from those they were received under; their receipts are good for nothing.
    /// </summary>
    IAsyncEnumerable<WorkMessage> ListPoisonAsync(CancellationToken cancel);

    /// <summary>Forgets a message of the poison list; one that isn't there is no failure.</summary>
    ValueTask RemovePoisonAsync(string id, CancellationToken cancel);
}
