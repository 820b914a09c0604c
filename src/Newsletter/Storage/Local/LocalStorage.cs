namespace Newsletter.Storage.Local;

/// <summary>All storage of the pipeline on one machine: the four containers of the design, and a database. Nothing else holds state.</summary>
public sealed class LocalStorage : IDisposable
{
    public const string DatabaseName = "newsletter.db";

    /// <summary>The table of what is published.</summary>
    public const string CatalogueName = "catalogue";

    /// <summary>Apart from the other, since it is written more carefully.</summary>
    public const string CarefulDatabaseName = "deliveries.db";
    private readonly FileBlobStore inbox;
    private readonly FileBlobStore reports;
    private readonly FileBlobStore web;
    private readonly FileBlobStore state;

    /// <param name="clock">Decides when messages are visible, and dates blobs.</param>
    /// <param name="webHeaders">The headers that names in the web site imply (see <see cref="FileBlobStore"/>); default: by extension.</param>
    /// <exception cref="StorageException">The database can't be opened.</exception>
    public LocalStorage(LocalFolders folders, TimeProvider clock, Func<string, BlobHeaders>? webHeaders = null)
    {
        inbox = new FileBlobStore(folders.Inbox, clock: clock);
        reports = new FileBlobStore(folders.Reports, clock: clock);
        web = new FileBlobStore(folders.Web, webHeaders, clock, Path.Join(folders.State, "web"));
        state = new FileBlobStore(Path.Join(folders.State, "blobs"), clock: clock);
        Database = new SqliteDatabase(Path.Join(folders.State, DatabaseName), clock);
        CarefulDatabase = new SqliteDatabase(Path.Join(folders.State, CarefulDatabaseName), clock, outlivesPowerCuts: true);
        Catalogue = Database.Table(CatalogueName);
        Publish = Database.Queue("publish");
        Turn = new(folders.State);
    }

    public IBlobStore Inbox => inbox;

    public IBlobStore Reports => reports;

    /// <summary>Azure's <c>$web</c>.</summary>
    public IBlobStore Web => web;

    public IBlobStore State => state;

    public ITable Catalogue { get; }

    /// <summary>Lists to be published.</summary>
    public IWorkQueue Publish { get; }

    /// <summary>For further tables and queues.</summary>
    public SqliteDatabase Database { get; }

    /// <summary>For what must not be forgotten when the power is cut: what went out to the world.</summary>
    public SqliteDatabase CarefulDatabase { get; }

    /// <summary>Whether this process has the site for itself.</summary>
    public WorkTurn Turn { get; }

    /// <summary>What lies in the inbox and can't be a blob, so that it is never read: for a report, lest an upload vanish.</summary>
    public IEnumerable<string> ListRefusedUploads() => inbox.ListRefused();

    public void Dispose()
    {
        CarefulDatabase.Dispose();
        Database.Dispose();
        inbox.Dispose();
        reports.Dispose();
        web.Dispose();
        state.Dispose();
        Turn.Dispose();
    }
}
