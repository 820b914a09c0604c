using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

public sealed class FileBlobStoreContractTests : BlobStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<FileBlobStore> opened = [];

    public FileBlobStoreContractTests() => Store = Open();

    protected override IBlobStore Store { get; }

    protected override IBlobStore OtherWorker() => Open();

    public void Dispose()
    {
        opened.ForEach(store => store.Dispose());
        folder.Dispose();
    }

    private FileBlobStore Open()
    {
        var store = new FileBlobStore(folder.At("root"));
        opened.Add(store);
        return store;
    }
}
