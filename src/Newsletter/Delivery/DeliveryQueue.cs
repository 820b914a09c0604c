using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>Tells workers of digests to be sent. A message is only a hint: the ledger knows what is to be done, and what a lost message was about is told again.</summary>
public static class DeliveryQueue
{
    public const string Name = "digests";

    /// <summary>Digests of one message: as many as a worker sends before another may go on with the rest.</summary>
    public const int MostInMessage = 100;

    /// <param name="delay">0 to 7 days.</param>
    public static async ValueTask EnqueueAsync(IWorkQueue queue, IEnumerable<DigestKey> keys, TimeSpan delay, CancellationToken cancel)
    {
        foreach (var some in keys.Chunk(MostInMessage))
        {
            await queue.EnqueueAsync(string.Join('\n', some), delay, cancel);
        }
    }

    /// <exception cref="FormatException">Not the body of such a message.</exception>
    public static IReadOnlyList<DigestKey> Read(string body) => [.. body.Split('\n').Select(DigestKey.Parse)];
}
