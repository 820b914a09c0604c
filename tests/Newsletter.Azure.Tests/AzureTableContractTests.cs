using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

public class AzureTableContractTests : TableContract, IAsyncLifetime
{
    private readonly string name = Azurite.NewName();
    private readonly Lazy<ITable> table;
    private string connection = "";

    public AzureTableContractTests() => table = new(OtherWorker);

    protected override ITable Table => table.Value;

    protected override ITable OtherWorker() => new AzureStorage(new() { ConnectionString = connection }, Configure).Table(name);

    protected virtual void Configure(ClientOptions options)
    {
    }

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new TableServiceClient(connection).CreateTableAsync(name);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>The same over a bad network; see <see cref="AzureBlobStoreOverABadNetworkTests"/> on what isn't lost.</summary>
public sealed class AzureTableOverABadNetworkTests : AzureTableContractTests
{
    private readonly Faults faults = Faults.InTurn(request =>
        request.Method == RequestMethod.Delete ? Faults.Refusals
        : IsOfACounter(request) ? Faults.Undone : Faults.All);

    protected override void Configure(ClientOptions options) => faults.Configure(options);

    /// <summary>A new record has its key in its content, any other in the address.</summary>
    private static bool IsOfACounter(Request request)
    {
        if (request.Method != RequestMethod.Post || request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
        {
            return request.Uri.Path.Contains("counter", StringComparison.Ordinal);
        }

        using var content = new MemoryStream();
        request.Content!.WriteTo(content, default);
        return Encoding.UTF8.GetString(content.ToArray()).Contains("\"counters\"", StringComparison.Ordinal);
    }
}
