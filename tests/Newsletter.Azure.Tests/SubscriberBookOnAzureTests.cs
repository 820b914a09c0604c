using Azure.Data.Tables;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Subscribers;

namespace Newsletter.Azure.Tests;

public sealed class SubscriberBookOnAzureTests : SubscriberBookContract, IAsyncLifetime
{
    private readonly string name = Azurite.NewName();
    private readonly Lazy<ITable> table;
    private string connection = "";

    public SubscriberBookOnAzureTests() => table = new(OtherWorker);

    protected override ITable Table => table.Value;

    protected override ITable OtherWorker() => new AzureStorage(new() { ConnectionString = connection }).Table(name);

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new TableServiceClient(connection).CreateTableAsync(name);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
