using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>
/// Collects writes and makes them in as few batches as the table allows, in no order among them. Later writes of a row replace earlier ones.
/// </summary>
internal sealed class WriteBatch
{
    private const int MostInOne = 100;

    private readonly SortedDictionary<string, Dictionary<string, string?>> partitions = new(StringComparer.Ordinal);

    public void Put(string partition, string row, string value) => Rows(partition)[row] = value;

    public void Delete(string partition, string row) => Rows(partition)[row] = null;

    public void Mark(DirtyMark mark) => Put(Keys.Dirty, mark.Row, "1");

    /// <summary>Takes back what was put into a row.</summary>
    public void Forget(string partition, string row) => Rows(partition).Remove(row);

    /// <param name="keep">The same writes will be made once more.</param>
    public async ValueTask WriteAsync(ITable table, bool keep, CancellationToken cancel)
    {
        var batches = partitions.SelectMany(p => p.Value.Chunk(MostInOne), (p, rows) => Batch(p.Key, rows)).ToList();
        if (batches.Count > 0 && (await table.BatchesAsync(batches, cancel)).Contains(false))
        {
            throw new InvalidOperationException("An unconditional batch was refused.");
        }

        if (!keep)
        {
            partitions.Clear();
        }
    }

    private static TableBatch Batch(string partition, KeyValuePair<string, string?>[] rows) =>
        new(partition, Array.ConvertAll(rows, r => new TableWrite(r.Key, r.Value, WriteCondition.None)));

    private Dictionary<string, string?> Rows(string partition)
    {
        if (!partitions.TryGetValue(partition, out var rows))
        {
            partitions[partition] = rows = new(StringComparer.Ordinal);
        }

        return rows;
    }
}
