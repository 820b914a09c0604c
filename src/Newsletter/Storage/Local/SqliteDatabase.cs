namespace Newsletter.Storage.Local;

/// <summary>
/// Tables and queues in one SQLite file, shared by any number of threads and processes on one machine. A completed write survives the
/// death of the process; a power cut can lose the last seconds, never leave half a write (WAL, <c>synchronous = NORMAL</c>), unless it is asked for more.
/// </summary>
/// <remarks>
/// Beside the file there are <c>-wal</c> and <c>-shm</c> files while it is open, with the same rights: copy it by <see cref="CopyTo"/>. It holds addresses, so
/// it is its owner's alone.
/// </remarks>
public sealed class SqliteDatabase : IDisposable
{
    /// <summary>How long a write waits for other processes by default.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;
    private readonly bool outlivesPowerCuts;

    /// <summary>Opens the file, and makes it and its folder when missing.</summary>
    /// <param name="clock">Decides when messages are visible.</param>
    /// <param name="patience">How long a call waits for other processes; default: <see cref="DefaultPatience"/>.</param>
    /// <param name="outlivesPowerCuts">Whether a completed write survives a power cut too (<c>synchronous = FULL</c>), which makes it slower.</param>
    /// <exception cref="StorageException">It is damaged, locked, can't be written, or was made by a newer program.</exception>
    public SqliteDatabase(string path, TimeProvider clock, TimeSpan? patience = null, bool outlivesPowerCuts = false)
    {
        this.outlivesPowerCuts = outlivesPowerCuts;
        this.path = Path.GetFullPath(path);
        this.clock = clock;
        this.patience = patience ?? DefaultPatience;
        Writes = new GroupCommit(OpenWriter());
        Readers = new SqliteReaders(() => SqliteSession.Open(this.path, mayCreate: false, this.patience));
    }

    internal GroupCommit Writes { get; }

    internal SqliteReaders Readers { get; }

    /// <summary>A table, empty until something is put. Tables of other names in the same file don't touch it.</summary>
    /// <param name="name">3 to 63 of <c>a-z 0-9</c>, the first a letter: Azure's rule, in lower case.</param>
    public ITable Table(string name) => new SqliteTable(this, Named(name));

    /// <summary>A queue.</summary>
    /// <param name="name">As for tables.</param>
    public IWorkQueue Queue(string name) => new SqliteWorkQueue(this, Named(name), clock);

    /// <summary>Writes all that is in it at one moment into a new file, while others go on writing (sqlite.org/lang_vacuum.html, "VACUUM INTO").</summary>
    /// <param name="copy">Must not be there.</param>
    /// <exception cref="StorageException">It can't be read, or the copy can't be written.</exception>
    public void CopyTo(string copy)
    {
        using var session = SqliteSession.Open(path, mayCreate: false, patience);
        PrivateFile.Ensure(copy);
        session.Execute($"VACUUM INTO '{copy.Replace("'", "''", StringComparison.Ordinal)}'");
    }

    /// <summary>Closes the file; calls after this throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Readers.Dispose();
        Writes.Dispose();
    }

    private static string Named(string name)
    {
        var valid = name.Length is >= 3 and <= 63 && char.IsAsciiLetterLower(name[0]);
        foreach (var letter in name)
        {
            valid &= char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);
        }

        return valid ? name : throw new ArgumentException("A table or queue is named by 3 to 63 of a-z and 0-9, the first a letter.", nameof(name));
    }

    private SqliteWriter OpenWriter()
    {
        var session = Open();
        try
        {
            SqliteSchema.Ensure(session, path);

            // Sizes measured: fewer, larger checkpoints and 8 MB of pages double the speed of bulk writes.
            session.Execute($"PRAGMA synchronous = {(outlivesPowerCuts ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -8000");
            return new SqliteWriter(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private SqliteSession Open()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            PrivateFile.Ensure(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Of("write", Path.GetFileName(path), Path.GetDirectoryName(path)!, problem);
        }

        return SqliteSession.Open(path, mayCreate: true, patience);
    }
}
