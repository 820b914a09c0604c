namespace Newsletter.Storage;

/// <summary>A received message: hidden from others until its visibility time-out ends or it is completed.</summary>
/// <param name="Id">Stays the same over deliveries.</param>
/// <param name="Receipt">Proves this delivery; stale once another receiver got the message.</param>
/// <param name="Body">Up to 48 KiB of UTF-8 text.</param>
/// <param name="DequeueCount">1 at the first delivery.</param>
public sealed record WorkMessage(string Id, string Receipt, string Body, int DequeueCount);

/// <summary>
/// One queue, with the semantics of Azure Queue Storage: at-least-once, roughly in order, hidden while worked on. A message that was
/// received <see cref="PoisonAfter"/> times without completion moves to the queue's poison list at the next receive.
/// </summary>
public interface IWorkQueue
{
    const int PoisonAfter = 5;

    ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken cancel);

    /// <summary>Up to <paramref name="max"/> (1 to 32) messages; none when the queue has none visible.</summary>
    ValueTask<IReadOnlyList<WorkMessage>> ReceiveAsync(int max, TimeSpan visibilityTimeout, CancellationToken cancel);

    /// <summary>Removes a message. False when the receipt is stale: somebody else has the message by now.</summary>
    ValueTask<bool> CompleteAsync(WorkMessage message, CancellationToken cancel);

    /// <summary>Messages given up, oldest first; they stay until <see cref="RemovePoisonAsync"/>.</summary>
    IAsyncEnumerable<WorkMessage> ListPoisonAsync(CancellationToken cancel);

    ValueTask RemovePoisonAsync(string id, CancellationToken cancel);
}
