using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Newsletter.Storage.Local;

/// <summary>
/// A prepared statement, kept for the life of its session. SQLite's own interface without ADO.NET, which costs 30 ms at start-up and
/// some objects a row (docs/decisions). Bind, step while there are rows, then <see cref="Reset"/>.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement, string path) : IDisposable
{
    private const int StackBytes = 512;

    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        if (value.Length == 0)
        {
            // An empty span would bind NULL.
            Check(raw.sqlite3_bind_text(statement, index, ""));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[StackBytes];
        Check(raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    /// <summary>Binds what is greater than every text: an empty BLOB (sqlite.org/datatype3.html section 4.1).</summary>
    public SqliteStatement BindEnd(int index)
    {
        Check(raw.sqlite3_bind_zeroblob(statement, index, 0));
        return this;
    }

    /// <summary>True: there is a row. False: done, and reset.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            var problem = SqliteProblem.Of(code, path, raw.sqlite3_errmsg(database).utf8_to_string());
            Reset();
            throw problem;
        }

        Reset();
        return false;
    }

    /// <summary>Runs a statement that gives no rows; returns how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(database);
    }

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    // The bytes of a text are asked for as a blob: no terminator is looked for, so a NUL in a value is a character like others.
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public void Reset() => _ = raw.sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteProblem.Of(code, path, raw.sqlite3_errmsg(database).utf8_to_string());
        }
    }
}
