namespace Newsletter.Storage.Local;

/// <summary>The four containers and the catalogue's table in folders of this machine; no other service.</summary>
public sealed class LocalStorage : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly FileBlobStore[] folders;

    /// <param name="inbox">What editors upload.</param>
    /// <param name="web">What any web server can serve.</param>
    /// <param name="reports">What editors are told.</param>
    /// <param name="state">Everything else: bodies and the database.</param>
    /// <param name="webHeaders">How the site's files are served by their names; such headers need not be stored.</param>
    public LocalStorage(string inbox, string web, string reports, string state, Func<string, BlobHeaders> webHeaders, TimeProvider clock)
    {
        var bodies = Path.Combine(state, "blobs");
        foreach (var folder in new[] { web, reports, bodies })
        {
            Directory.CreateDirectory(folder);
        }

        folders = [new(inbox), new(web, webHeaders), new(reports), new(bodies, _ => new BlobHeaders("application/octet-stream"))];
        database = new(Path.Combine(state, "newsletter.db"), clock);
        Catalogue = database.Table("catalogue");
    }

    public IBlobStore Inbox => folders[0];

    public IBlobStore Web => folders[1];

    public IBlobStore Reports => folders[2];

    public IBlobStore State => folders[3];

    public ITable Catalogue { get; }

    public void Dispose()
    {
        database.Dispose();
        foreach (var folder in folders)
        {
            folder.Dispose();
        }
    }
}
