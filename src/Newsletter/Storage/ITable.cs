namespace Newsletter.Storage;

/// <summary>A stored record.</summary>
/// <param name="Partition">Partition key; see <see cref="ITable"/> for the characters allowed.</param>
/// <param name="Row">Row key.</param>
/// <param name="Value">Up to <see cref="ITable.MaxValueBytes"/> UTF-8 bytes of the caller's own format (JSON); may be empty.</param>
/// <param name="ETag">Changes with every write.</param>
public sealed record TableRow(string Partition, string Row, string Value, string ETag);

/// <summary>One change of a batch. A null <see cref="Value"/> deletes.</summary>
public sealed record TableWrite(string Row, string? Value, WriteCondition Condition);

/// <summary>Changes of one partition that are made together: 1 to 100 distinct rows.</summary>
public sealed record TableBatch(string Partition, IReadOnlyList<TableWrite> Writes);

/// <summary>
/// One table of small records, with the semantics of Azure Table Storage: ordinal key order within a partition, conditional writes,
/// batches within a partition. Keys and values that <see cref="TableKey"/> refuses throw <see cref="ArgumentException"/>; what a person
/// must put right (permissions, space, a damaged file) throws <see cref="StorageException"/>. Safe for use by many threads and many
/// processes at once; a read sees every write whose task completed before.
/// </summary>
public interface ITable
{
    const int MaxValueBytes = 60_000;

    const int MaxBatch = 100;

    /// <summary>All values of a batch together: Azure takes 4 MiB a request, with values in base64.</summary>
    const int MaxBatchBytes = 2_500_000;

    /// <summary>Requests under way for one caller.</summary>
    const int MaxBatchesAtOnce = 16;

    /// <summary>The record, or null when there is none.</summary>
    ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel);

    /// <summary>Inserts or replaces under a condition. Returns the new ETag, or null when the condition failed.</summary>
    ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel);

    /// <summary>
    /// True when this call deleted the record; false when there was none or the condition failed. <see cref="WriteCondition.IfNew"/> makes
    /// no sense here and throws <see cref="ArgumentException"/>; so it does in a batch.
    /// </summary>
    ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel);

    /// <summary>
    /// Records of a partition with <paramref name="from"/> &lt;= row key &lt; <paramref name="to"/> (null: open; any text, not only keys), in
    /// ordinal order, at most <paramref name="limit"/>. How characters beyond U+FFFF order among U+E000 to U+FFFF is the store's choice. Not
    /// a snapshot: a record that comes or goes meanwhile may be in or not.
    /// </summary>
    IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel);

    /// <summary>
    /// All writes or none, 1 to 100 distinct rows of one partition. False when a condition failed, and then nothing was written.
    /// Deleting a record that isn't there is no failure unless a condition asks for it.
    /// </summary>
    ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel);

    /// <summary>
    /// Several batches, of one partition or many: each all or none, in any order. Tells of each what <see cref="BatchAsync"/> would. A store that can
    /// write them together does.
    /// </summary>
    async ValueTask<IReadOnlyList<bool>> BatchesAsync(IReadOnlyList<TableBatch> batches, CancellationToken cancel)
    {
        var written = new bool[batches.Count];
        await Parallel.ForAsync(0, written.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxBatchesAtOnce, CancellationToken = cancel }, async (i, token) =>
            written[i] = await BatchAsync(batches[i].Partition, batches[i].Writes, token));
        return written;
    }
}
