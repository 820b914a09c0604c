namespace Newsletter.Storage;

/// <summary>A stored record.</summary>
/// <param name="Partition">Partition key; see <see cref="ITable"/> for the characters allowed.</param>
/// <param name="Row">Row key.</param>
/// <param name="Value">Up to 60,000 UTF-8 bytes of the caller's own format (JSON).</param>
/// <param name="ETag">Changes with every write.</param>
public sealed record TableRow(string Partition, string Row, string Value, string ETag);

/// <summary>One change of a batch. A null <see cref="Value"/> deletes.</summary>
public sealed record TableWrite(string Row, string? Value, WriteCondition Condition);

/// <summary>
/// One table of small records, with the semantics of Azure Table Storage: ordinal key order within a partition, conditional writes,
/// batches within a partition. Keys are 1 to 512 characters without control characters and <c>/ \ # ?</c>; others throw
/// <see cref="ArgumentException"/>. Safe for use by many threads and many processes at once.
/// </summary>
public interface ITable
{
    /// <summary>The record, or null when there is none.</summary>
    ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel);

    /// <summary>Inserts or replaces under a condition. Returns the new ETag, or null when the condition failed.</summary>
    ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel);

    /// <summary>True when this call deleted the record; false when there was none or the condition failed.</summary>
    ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel);

    /// <summary>
    /// Records of a partition with <paramref name="from"/> &lt;= row key &lt; <paramref name="to"/> (null: open), in ordinal order,
    /// at most <paramref name="limit"/>.
    /// </summary>
    IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel);

    /// <summary>
    /// All writes or none, 1 to 100 distinct rows of one partition. False when a condition failed, and then nothing was written.
    /// Deleting a record that isn't there is no failure unless a condition asks for it.
    /// </summary>
    ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel);
}
