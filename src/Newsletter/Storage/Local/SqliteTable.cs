using System.Globalization;

namespace Newsletter.Storage.Local;

/// <summary>One table in a <see cref="SqliteDatabase"/>.</summary>
internal sealed class SqliteTable(SqliteDatabase database, string table) : ITable
{
    private const int PageSize = 256;
    private const int MostBatches = 256;
    private const string Key = "tab = ?1 AND part = ?2 AND row = ?3";
    private const string Insert = "INSERT INTO records (tab, part, row, version, value) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (tab, part, row) ";

    public ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel) =>
        new(database.Readers.Read(Demand(partition, row, cancel), static (session, key) =>
        {
            var select = Bind(session, $"SELECT value, version FROM records WHERE {Key}", key);
            if (!select.Step())
            {
                return null;
            }

            var found = new TableRow(key.Partition, key.Row, select.Text(0), ETag(select.Integer(1)));
            select.Reset();
            return found;
        }));

    public ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel)
    {
        var change = new Change(Demand(partition, row, cancel), value, condition);
        _ = TableKey.DemandValue(value);
        return database.Writes.RunAsync(change, static (writer, put) =>
        {
            var version = writer.NextVersion();
            return Put(writer.Session, put.Key, put.Value!, put.Condition, version) ? ETag(version) : null;
        });
    }

    public ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel)
    {
        var change = new Change(Demand(partition, row, cancel), null, condition);
        TableKey.DemandDeletion(condition);
        return database.Writes.RunAsync(change, static (writer, delete) => Delete(writer.Session, delete.Key, delete.Condition));
    }

    public IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel)
    {
        TableKey.Demand(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Query(partition, from ?? "", to, limit, cancel).ToAsyncEnumerable();
    }

    public ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TableKey.Demand(partition);
        TableKey.DemandBatch(writes);
        return database.Writes.RunAsync(new Batch(table, partition, writes), Apply);
    }

    /// <inheritdoc/>
    /// <remarks>In few transactions, whose size is bounded so that other writers get their turn.</remarks>
    public async ValueTask<IReadOnlyList<bool>> BatchesAsync(IReadOnlyList<TableBatch> batches, CancellationToken cancel)
    {
        foreach (var batch in batches)
        {
            TableKey.Demand(batch.Partition);
            TableKey.DemandBatch(batch.Writes);
        }

        var written = new List<bool>(batches.Count);
        foreach (var together in batches.Chunk(MostBatches))
        {
            cancel.ThrowIfCancellationRequested();
            written.AddRange(await database.Writes.RunAsync(new Batches(table, together), static (writer, all) =>
                Array.ConvertAll(all.List, b => Apply(writer, new Batch(all.Table, b.Partition, b.Writes)))));
        }

        return written;
    }

    private static bool Apply(SqliteWriter writer, Batch batch)
    {
        // All looks before the first change: a batch that fails leaves nothing to undo in a transaction that others share.
        foreach (var write in batch.Writes)
        {
            if (write.Condition != WriteCondition.None && !write.Condition.Allows(CurrentETag(writer.Session, batch.Key(write))))
            {
                return false;
            }
        }

        foreach (var write in batch.Writes)
        {
            _ = write.Value is null
                ? Delete(writer.Session, batch.Key(write), WriteCondition.None)
                : Put(writer.Session, batch.Key(write), write.Value, WriteCondition.None, writer.NextVersion());
        }

        return true;
    }

    // Page by page, so that a slow consumer holds no read transaction open: that would keep the log from being emptied.
    private IEnumerable<TableRow> Query(string partition, string from, string? to, int limit, CancellationToken cancel)
    {
        while (limit > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = database.Readers.Read(new Page(table, partition, from, to, Math.Min(limit, PageSize)), ReadPage);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }

            limit -= rows.Count;

            // The least text after the last key.
            from = rows[^1].Row + "\0";
        }
    }

    private static List<TableRow> ReadPage(SqliteSession session, Page page)
    {
        var select = session.Prepare("SELECT row, value, version FROM records WHERE tab = ?1 AND part = ?2 AND row >= ?3 AND row < ?4 ORDER BY row LIMIT ?5")
            .Bind(1, page.Table).Bind(2, page.Partition).Bind(3, page.From).Bind(5, page.Size);
        _ = page.To is null ? select.BindEnd(4) : select.Bind(4, page.To);
        var rows = new List<TableRow>();
        while (select.Step())
        {
            rows.Add(new TableRow(page.Partition, select.Text(0), select.Text(1), ETag(select.Integer(2))));
        }

        return rows;
    }

    private static bool Put(SqliteSession session, RowKey key, string value, WriteCondition condition, long version)
    {
        SqliteStatement put;
        if (condition.IfMatch is { } etag)
        {
            if (!TryVersion(etag, out var expected))
            {
                return false;
            }

            put = Bind(session, $"UPDATE records SET version = ?4, value = ?5 WHERE {Key} AND version = ?6", key).Bind(6, expected);
        }
        else
        {
            put = Bind(session, condition.MustBeNew ? Insert + "DO NOTHING" : Insert + "DO UPDATE SET version = excluded.version, value = excluded.value", key);
        }

        return put.Bind(4, version).Bind(5, value).Run() == 1;
    }

    private static bool Delete(SqliteSession session, RowKey key, WriteCondition condition)
    {
        if (condition.IfMatch is null)
        {
            return Bind(session, $"DELETE FROM records WHERE {Key}", key).Run() == 1;
        }

        return TryVersion(condition.IfMatch, out var expected)
            && Bind(session, $"DELETE FROM records WHERE {Key} AND version = ?4", key).Bind(4, expected).Run() == 1;
    }

    private static string? CurrentETag(SqliteSession session, RowKey key)
    {
        var select = Bind(session, $"SELECT version FROM records WHERE {Key}", key);
        if (!select.Step())
        {
            return null;
        }

        var etag = ETag(select.Integer(0));
        select.Reset();
        return etag;
    }

    private static SqliteStatement Bind(SqliteSession session, string sql, RowKey key) =>
        session.Prepare(sql).Bind(1, key.Table).Bind(2, key.Partition).Bind(3, key.Row);

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static bool TryVersion(string etag, out long version) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out version);

    private RowKey Demand(string partition, string row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TableKey.Demand(partition);
        TableKey.Demand(row);
        return new RowKey(table, partition, row);
    }

    // Types of our own instead of tuples: code over them is compiled ahead of time, which halves the first call of a short command.
    private readonly record struct RowKey(string Table, string Partition, string Row);

    private readonly record struct Change(RowKey Key, string? Value, WriteCondition Condition);

    private readonly record struct Page(string Table, string Partition, string From, string? To, int Size);

    private readonly record struct Batches(string Table, TableBatch[] List);

    private readonly record struct Batch(string Table, string Partition, IReadOnlyList<TableWrite> Writes)
    {
        public RowKey Key(TableWrite write) => new(Table, Partition, write.Row);
    }
}
