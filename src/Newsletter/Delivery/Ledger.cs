using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>
/// The record of every digest (design section 10). Changes are conditional: of two workers one wins, and who has lost does nothing. What is still to be
/// done, and what waits for an operator, also has a row in a list, written together with the record; so nothing can be forgotten when a queue's message is.
/// </summary>
/// <param name="table">Its writes must outlive a power cut, or mails that went out before one could go out again.</param>
public sealed class Ledger(ITable table)
{
    public const string TableName = "ledger";

    private const string Shards = "abcdefghijklmnopqrstuvwxyz234567";
    private const int AtOnce = 32;
    private const int PlannedTogether = ITable.MaxBatch / 2;
    private const int PrunedTogether = ITable.MaxBatch / 2;
    private const string Done = "done";

    /// <summary>Who planned a digest has this long to tell a worker, before it counts as forgotten.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Writes down digests that are to be sent. Of one whose number the subscriber's ledger has already, it is that one which counts. Returns what counts, in
    /// the same order.
    /// </summary>
    public async ValueTask<IReadOnlyList<DeliveryRecord>> PlanAsync(IReadOnlyList<DeliveryRecord> deliveries, CancellationToken cancel)
    {
        var chunks = deliveries.GroupBy(d => Partition(d.Key)).SelectMany(shard => shard.Chunk(PlannedTogether)).ToList();
        var written = await table.BatchesAsync([.. chunks.Select(chunk => new TableBatch(Partition(chunk[0].Key), [.. chunk.SelectMany(Insertion)]))], cancel);
        var counting = new Dictionary<DigestKey, DeliveryRecord>();
        for (var i = 0; i < chunks.Count; i++)
        {
            foreach (var delivery in chunks[i])
            {
                var isNew = written[i] || await table.BatchAsync(Partition(delivery.Key), [.. Insertion(delivery)], cancel);
                counting[delivery.Key] = isNew ? delivery : await GetAsync(delivery.Key, cancel)
                    ?? throw new InvalidOperationException("A ledger's record that was there is gone.");
            }
        }

        return [.. deliveries.Select(d => counting[d.Key])];
    }

    public async ValueTask<DeliveryRecord?> GetAsync(DigestKey key, CancellationToken cancel) =>
        await table.GetAsync(Partition(key), Row("digest", key), cancel) is { } row ? DeliveryJson.Read(key, row.Value, row.ETag) : null;

    /// <summary>Those that there are, in no order.</summary>
    public async ValueTask<IReadOnlyList<DeliveryRecord>> GetAsync(IEnumerable<DigestKey> keys, CancellationToken cancel)
    {
        var found = new List<DeliveryRecord>();
        foreach (var some in keys.Chunk(AtOnce))
        {
            found.AddRange((await Task.WhenAll(some.Select(key => GetAsync(key, cancel).AsTask()))).OfType<DeliveryRecord>());
        }

        return found;
    }

    /// <summary>An open delivery takes another open state. Returns it as stored; null when somebody was faster.</summary>
    /// <param name="delivery">As loaded, changed.</param>
    public async ValueTask<DeliveryRecord?> StepAsync(DeliveryRecord delivery, CancellationToken cancel) =>
        await table.PutAsync(Partition(delivery.Key), Row("digest", delivery.Key), DeliveryJson.Write(delivery), Unchanged(delivery), cancel) is { } etag
            ? delivery with { ETag = etag }
            : null;

    /// <summary>A delivery takes any state, and its lists go with it. False when somebody was faster.</summary>
    /// <param name="delivery">As loaded, changed; its <see cref="DeliveryRecord.ETag"/> is of no use afterwards.</param>
    public async ValueTask<bool> SettleAsync(DeliveryRecord delivery, CancellationToken cancel) =>
        await table.BatchAsync(Partition(delivery.Key), [.. Settlement(delivery)], cancel);

    /// <summary>What is still to be done and nobody was told of lately, with its record's key. Told again, each counts as fresh.</summary>
    /// <param name="all">Also what somebody was told of.</param>
    public async IAsyncEnumerable<DigestKey> ForgottenAsync(DateTimeOffset now, bool all, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var shard in Shards)
        {
            await foreach (var row in ListAsync("open", shard, cancel))
            {
                if (all || Instant(row.Value) <= now)
                {
                    await table.PutAsync(row.Partition, row.Row, Text(now + Grace), WriteCondition.IfUnchanged(row.ETag), cancel);
                    yield return KeyOf(row.Row);
                }
            }
        }
    }

    /// <summary>Deliveries that are open, uncertain or failed.</summary>
    public async IAsyncEnumerable<DeliveryRecord> ListAsync(DeliveryState state, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var shard in Shards)
        {
            await foreach (var row in ListAsync(ListOf(state) ?? throw new ArgumentOutOfRangeException(nameof(state)), shard, cancel))
            {
                if (await GetAsync(KeyOf(row.Row), cancel) is { } delivery && ListOf(delivery.State) == ListOf(state))
                {
                    yield return delivery;
                }
            }
        }
    }

    /// <summary>
    /// Removes what was settled before an instant and waits for nobody's word: what is known of it then is its number, which the subscriber has. Costs what
    /// is removed. Returns how many that were.
    /// </summary>
    public async ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var shard in Shards)
        {
            var partition = $"ledger|{shard}";
            await foreach (var rows in table.QueryAsync(partition, Done + "|", DoneRow(before, default), int.MaxValue, cancel).Chunk(PrunedTogether))
            {
                var records = await GetAsync(rows.Select(row => DoneKey(row.Row)).Distinct(), cancel);
                removed += await RemoveAsync(partition, rows, records.Where(record => IsDone(record) && record.Changed < before).ToDictionary(record => record.Key), cancel);
            }
        }

        return removed;
    }

    /// <summary>A row of what was done says what may be removed; the record alone says whether it is.</summary>
    private async ValueTask<int> RemoveAsync(string partition, IReadOnlyList<TableRow> rows, Dictionary<DigestKey, DeliveryRecord> records, CancellationToken cancel)
    {
        var writes = rows.Select(row => new TableWrite(row.Row, null, WriteCondition.None))
            .Concat(rows.Select(row => DoneKey(row.Row)).Distinct().Where(records.ContainsKey).Select(key => new TableWrite(Row("digest", key), null, Unchanged(records[key])))).ToList();
        if (await table.BatchAsync(partition, writes, cancel))
        {
            return writes.Count(write => write.Row.StartsWith("digest|", StringComparison.Ordinal));
        }

        // Somebody changed one of them in this moment: the next time.
        return 0;
    }

    private IAsyncEnumerable<TableRow> ListAsync(string list, char shard, CancellationToken cancel) =>
        table.QueryAsync($"ledger|{shard}", list + "|", list + "}", int.MaxValue, cancel);

    private static IEnumerable<TableWrite> Insertion(DeliveryRecord delivery) =>
    [
        new(Row("digest", delivery.Key), DeliveryJson.Write(delivery), WriteCondition.IfNew),
        new(Row("open", delivery.Key), Text(delivery.Changed + Grace), WriteCondition.None),
    ];

    private static IEnumerable<TableWrite> Settlement(DeliveryRecord delivery)
    {
        yield return new(Row("digest", delivery.Key), DeliveryJson.Write(delivery), Unchanged(delivery));
        foreach (var list in (string[])["open", "uncertain", "failed"])
        {
            var isIn = list == ListOf(delivery.State);
            yield return new(Row(list, delivery.Key), isIn ? Text((delivery.NotBefore ?? delivery.Changed) + Grace) : null, WriteCondition.None);
        }

        if (IsDone(delivery))
        {
            yield return new(DoneRow(delivery.Changed, delivery.Key), "", WriteCondition.None);
        }
    }

    /// <summary>Nothing is to be done about it any more, and nobody is asked.</summary>
    private static bool IsDone(DeliveryRecord delivery) => delivery.State is DeliveryState.Accepted or DeliveryState.Cancelled;

    private static string? ListOf(DeliveryState state) => state switch
    {
        DeliveryState.Accepted or DeliveryState.Cancelled => null,
        DeliveryState.Failed => "failed",
        DeliveryState.Uncertain => "uncertain",
        _ => "open",
    };

    private static WriteCondition Unchanged(DeliveryRecord delivery) =>
        WriteCondition.IfUnchanged(delivery.ETag ?? throw new ArgumentException("Only a stored delivery can be changed.", nameof(delivery)));

    private static string Partition(DigestKey key) => $"ledger|{key.Subscriber.Value[0]}";

    private static string Row(string list, DigestKey key) => string.Create(CultureInfo.InvariantCulture, $"{list}|{key.Subscriber.Value}|{key.Number:x8}");

    /// <summary>Sorts by when it was done. With no key: the first of that instant.</summary>
    private static string DoneRow(DateTimeOffset when, DigestKey key) =>
        key == default ? $"{Done}|{Text(when)}" : string.Create(CultureInfo.InvariantCulture, $"{Done}|{Text(when)}|{key.Subscriber.Value}|{key.Number:x8}");

    private static DigestKey DoneKey(string row) => KeyOf(row[(Done.Length + 1)..]);

    private static DigestKey KeyOf(string row)
    {
        var parts = row.Split('|');
        return new(new(parts[1]), long.Parse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static string Text(DateTimeOffset instant) => instant.UtcTicks.ToString("x16", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => new(long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
