namespace Newsletter.Storage.Local;

/// <summary>All storage of the pipeline on one machine: the four containers of the design, and a database. Nothing else holds state.</summary>
public sealed class LocalStorage : IDisposable
{
    public const string DatabaseName = "newsletter.db";
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
        Catalogue = Database.Table("catalogue");
        Publish = Database.Queue("publish");
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

    /// <summary>What lies in the inbox and can't be a blob, so that it is never read: for a report, lest an upload vanish.</summary>
    public IEnumerable<string> ListRefusedUploads() => inbox.ListRefused();

    public void Dispose()
    {
        Database.Dispose();
        inbox.Dispose();
        reports.Dispose();
        web.Dispose();
        state.Dispose();
    }
}
