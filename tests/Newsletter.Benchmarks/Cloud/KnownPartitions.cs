using System.Collections.Concurrent;
using Newsletter.Storage;

namespace Newsletter.Benchmarks.Cloud;

/// <summary>A table that remembers which partitions were written.</summary>
internal sealed class KnownPartitions(ITable table) : ITable
{
    private readonly ConcurrentDictionary<string, bool> partitions = new(StringComparer.Ordinal);

    public IEnumerable<string> Partitions => partitions.Keys;

    public ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel) => table.GetAsync(partition, row, cancel);

    public ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel)
    {
        partitions[partition] = true;
        return table.PutAsync(partition, row, value, condition, cancel);
    }

    public ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel) =>
        table.DeleteAsync(partition, row, condition, cancel);

    public IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel) =>
        table.QueryAsync(partition, from, to, limit, cancel);

    public ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        partitions[partition] = true;
        return table.BatchAsync(partition, writes, cancel);
    }

    public ValueTask<IReadOnlyList<bool>> BatchesAsync(IReadOnlyList<TableBatch> batches, CancellationToken cancel)
    {
        foreach (var batch in batches)
        {
            partitions[batch.Partition] = true;
        }

        return table.BatchesAsync(batches, cancel);
    }
}
