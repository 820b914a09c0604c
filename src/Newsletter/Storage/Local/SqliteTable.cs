using System.Globalization;

namespace Newsletter.Storage.Local;

/// <summary>One table in a <see cref="SqliteDatabase"/>.</summary>
internal sealed class SqliteTable(SqliteDatabase database, string table) : ITable
{
    private const int Page = 256;
    private const string Key = "tab = ?1 AND part = ?2 AND row = ?3";
    private const string Insert = "INSERT INTO records (tab, part, row, version, value) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (tab, part, row) ";

    public ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel)
    {
        Demand(partition, row, cancel);
        return new(database.Readers.Read((table, partition, row), static (session, key) =>
        {
            var select = Bind(session, $"SELECT value, version FROM records WHERE {Key}", key.table, key.partition, key.row);
            if (!select.Step())
            {
                return null;
            }

            var found = new TableRow(key.partition, key.row, select.Text(0), ETag(select.Integer(1)));
            select.Reset();
            return found;
        }));
    }

    public ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel)
    {
        Demand(partition, row, cancel);
        _ = TableKey.DemandValue(value);
        return database.Writes.RunAsync((table, partition, row, value, condition), static (writer, put) =>
        {
            var version = writer.NextVersion();
            return Put(writer.Session, put.table, put.partition, put.row, put.value, put.condition, version) ? ETag(version) : null;
        });
    }

    public ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel)
    {
        Demand(partition, row, cancel);
        TableKey.DemandDeletion(condition);
        return database.Writes.RunAsync((table, partition, row, condition), static (writer, key) =>
            Delete(writer.Session, key.table, key.partition, key.row, key.condition));
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
        return database.Writes.RunAsync((table, partition, writes), static (writer, batch) =>
        {
            // All looks before the first change: a batch that fails leaves nothing to undo in a transaction that others share.
            foreach (var write in batch.writes)
            {
                if (write.Condition != WriteCondition.None
                    && !write.Condition.Allows(CurrentETag(writer.Session, batch.table, batch.partition, write.Row)))
                {
                    return false;
                }
            }

            foreach (var write in batch.writes)
            {
                _ = write.Value is null
                    ? Delete(writer.Session, batch.table, batch.partition, write.Row, WriteCondition.None)
                    : Put(writer.Session, batch.table, batch.partition, write.Row, write.Value, WriteCondition.None, writer.NextVersion());
            }

            return true;
        });
    }

    // Page by page, so that a slow consumer holds no read transaction open: that would keep the log from being emptied.
    private IEnumerable<TableRow> Query(string partition, string from, string? to, int limit, CancellationToken cancel)
    {
        while (limit > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var page = database.Readers.Read((table, partition, from, to, size: Math.Min(limit, Page)), ReadPage);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            limit -= page.Count;

            // The least text after the last key: keys have no NUL, but a bound may.
            from = page[^1].Row + "\0";
        }
    }

    private static List<TableRow> ReadPage(SqliteSession session, (string Table, string Partition, string From, string? To, int Size) range)
    {
        var select = Bind(
            session,
            "SELECT row, value, version FROM records WHERE tab = ?1 AND part = ?2 AND row >= ?3 AND row < ?4 ORDER BY row LIMIT ?5",
            range.Table, range.Partition, range.From);
        _ = range.To is null ? select.BindEnd(4) : select.Bind(4, range.To);
        select.Bind(5, range.Size);
        var rows = new List<TableRow>();
        while (select.Step())
        {
            rows.Add(new TableRow(range.Partition, select.Text(0), select.Text(1), ETag(select.Integer(2))));
        }

        return rows;
    }

    private static bool Put(SqliteSession session, string table, string partition, string row, string value, WriteCondition condition, long version)
    {
        SqliteStatement put;
        if (condition.IfMatch is { } etag)
        {
            if (!TryVersion(etag, out var expected))
            {
                return false;
            }

            put = Bind(session, $"UPDATE records SET version = ?4, value = ?5 WHERE {Key} AND version = ?6", table, partition, row).Bind(6, expected);
        }
        else
        {
            put = Bind(session, condition.MustBeNew ? Insert + "DO NOTHING" : Insert + "DO UPDATE SET version = excluded.version, value = excluded.value", table, partition, row);
        }

        return put.Bind(4, version).Bind(5, value).Run() == 1;
    }

    private static bool Delete(SqliteSession session, string table, string partition, string row, WriteCondition condition)
    {
        if (condition.IfMatch is null)
        {
            return Bind(session, $"DELETE FROM records WHERE {Key}", table, partition, row).Run() == 1;
        }

        return TryVersion(condition.IfMatch, out var expected)
            && Bind(session, $"DELETE FROM records WHERE {Key} AND version = ?4", table, partition, row).Bind(4, expected).Run() == 1;
    }

    private static string? CurrentETag(SqliteSession session, string table, string partition, string row)
    {
        var select = Bind(session, $"SELECT version FROM records WHERE {Key}", table, partition, row);
        if (!select.Step())
        {
            return null;
        }

        var etag = ETag(select.Integer(0));
        select.Reset();
        return etag;
    }

    private static SqliteStatement Bind(SqliteSession session, string sql, string table, string partition, string row) =>
        session.Prepare(sql).Bind(1, table).Bind(2, partition).Bind(3, row);

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static bool TryVersion(string etag, out long version) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out version);

    private static void Demand(string partition, string row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TableKey.Demand(partition);
        TableKey.Demand(row);
    }
}
