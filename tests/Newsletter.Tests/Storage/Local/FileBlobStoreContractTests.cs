using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

public class FileBlobStoreContractTests : BlobStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<FileBlobStore> opened = [];

    private readonly string? workFolder;

    public FileBlobStoreContractTests()
        : this(null)
    {
    }

    /// <param name="workFolder">Relative; null: the store works inside its root.</param>
    protected FileBlobStoreContractTests(string? workFolder)
    {
        this.workFolder = workFolder is null ? null : folder.At(workFolder);
        Store = Open();
    }

    protected override IBlobStore Store { get; }

    protected override IBlobStore OtherWorker() => Open();

    public void Dispose()
    {
        opened.ForEach(store => store.Dispose());
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private FileBlobStore Open()
    {
        var store = new FileBlobStore(folder.At("root"), workFolder: workFolder);
        opened.Add(store);
        return store;
    }
}
