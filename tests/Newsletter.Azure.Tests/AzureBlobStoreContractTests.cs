using Azure.Core;
using Azure.Storage.Blobs;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

public class AzureBlobStoreContractTests : BlobStoreContract, IAsyncLifetime
{
    private readonly string name = Azurite.NewName();
    private readonly Lazy<IBlobStore> store;
    private string connection = "";

    public AzureBlobStoreContractTests() => store = new(OtherWorker);

    protected override IBlobStore Store => store.Value;

    protected override IBlobStore OtherWorker() => new AzureStorage(new() { ConnectionString = connection }, Configure).Container(name);

    protected virtual void Configure(ClientOptions options)
    {
    }

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new BlobServiceClient(connection).CreateBlobContainerAsync(name);
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>
/// The same over a bad network. Two things can't be as if nothing were, since nobody can tell (docs/decisions/0017): deletions that go unanswered, and
/// lost answers to writes that others build on at once, as those who count together do. <see cref="LossyNetworkTests"/> shows what is true of them.
/// </summary>
public sealed class AzureBlobStoreOverABadNetworkTests : AzureBlobStoreContractTests
{
    private readonly Faults faults = Faults.InTurn(request =>
        request.Method == RequestMethod.Delete ? Faults.Refusals
        : request.Uri.Path.EndsWith("/counter", StringComparison.Ordinal) ? Faults.Undone : Faults.All);

    protected override void Configure(ClientOptions options) => faults.Configure(options);
}
