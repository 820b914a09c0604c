using SQLitePCL;

namespace Newsletter.Storage.Local;

/// <summary>One connection to a database file, with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MostSwitchesLost = 1000;
    private readonly sqlite3 database;
    private readonly string path;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(sqlite3 database, string path) => (this.database, this.path) = (database, path);

    /// <param name="mayCreate">Whether a missing file is made.</param>
    /// <param name="patience">How long a statement waits for other processes.</param>
    /// <exception cref="StorageException">The file can't be opened or is no database.</exception>
    public static SqliteSession Open(string path, bool mayCreate, TimeSpan patience)
    {
        // NOMUTEX: callers see to one thread at a time.
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (mayCreate ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var database, flags, null);
        var session = new SqliteSession(database, path);
        try
        {
            if (code != raw.SQLITE_OK)
            {
                throw SqliteProblem.Of(code, path, raw.sqlite3_errstr(code).utf8_to_string());
            }

            _ = raw.sqlite3_extended_result_codes(database, 1);
            _ = raw.sqlite3_busy_timeout(database, (int)patience.TotalMilliseconds);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The statement of a text, prepared once. Texts are constants of the code: they never hold values.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var prepared))
        {
            Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
            prepared = new SqliteStatement(database, statement, path);
            statements.Add(sql, prepared);
        }

        // Whoever used it last may have been interrupted by an exception.
        prepared.Reset();

        return prepared;
    }

    /// <summary>Runs statements that give no rows and are needed once.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(database, sql));

    /// <summary>
    /// Switches the file to a write-ahead log. SQLite does not wait by itself where several do this at once: each holds what the others need
    /// (sqlite.org/c3ref/busy_handler.html), so all but one are told at once that the file is busy. They wait here for that one and look again.
    /// </summary>
    public void UseWriteAheadLog()
    {
        for (var lost = 0; ; lost++)
        {
            var code = raw.sqlite3_exec(database, "PRAGMA journal_mode = WAL");
            if ((code & 0xFF) != raw.SQLITE_BUSY || lost == MostSwitchesLost)
            {
                Check(code);
                return;
            }

            // This does wait, until its patience ends.
            Execute("BEGIN IMMEDIATE; ROLLBACK");
        }
    }

    /// <summary>The first column of the first row of a statement that is needed once, as a number.</summary>
    public long Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement));
        using var once = new SqliteStatement(database, statement, path);
        return once.Step() ? once.Integer(0) : 0;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
        database.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteProblem.Of(code, path, raw.sqlite3_errmsg(database).utf8_to_string());
        }
    }
}
