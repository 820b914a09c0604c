namespace Newsletter.Storage.Local;

/// <summary>The one session of this process that writes, and its share of the version counter.</summary>
internal sealed class SqliteWriter(SqliteSession session) : IDisposable
{
    /// <summary>Versions are taken from the file in blocks: unique over all processes, without writing the counter in every transaction.</summary>
    private const int Block = 1_000;
    private const string Reserve = "UPDATE versions SET next = next + 1000 RETURNING next";
    private long next;
    private long end;

    public SqliteSession Session { get; } = session;

    /// <summary>A number that no record had before, in no process. Only within a transaction.</summary>
    public long NextVersion()
    {
        if (next == end)
        {
            var counter = Session.Prepare(Reserve);
            _ = counter.Step();
            end = counter.Integer(0);
            next = end - Block;
            _ = counter.Run();
        }

        return next++;
    }

    public void Begin() => Session.Prepare("BEGIN IMMEDIATE").Run();

    public void Commit() => Session.Prepare("COMMIT").Run();

    /// <summary>Undoes the transaction, if there still is one; the block of versions may have been taken in it.</summary>
    public void Rollback()
    {
        next = end = 0;
        try
        {
            Session.Prepare("ROLLBACK").Run();
        }
        catch (StorageException)
        {
            // SQLite rolled back by itself (disk full, I/O error); the caller has the exception that tells why.
        }
    }

    public void Dispose() => Session.Dispose();
}
