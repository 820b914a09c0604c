using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>The contract again for a store that keeps its locks and temporary files beside the blobs' folder, as the site's does.</summary>
public sealed class FileBlobStoreBesideContractTests : BlobStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<FileBlobStore> opened = [];

    public FileBlobStoreBesideContractTests() => Store = Open();

    protected override IBlobStore Store { get; }

    protected override IBlobStore OtherWorker() => Open();

    public void Dispose()
    {
        opened.ForEach(store => store.Dispose());
        folder.Dispose();
    }

    private FileBlobStore Open()
    {
        var store = new FileBlobStore(folder.At("root"), workFolder: folder.At("state/web"));
        opened.Add(store);
        return store;
    }
}
