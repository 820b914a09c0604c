using Azure.Core;
using Azure.Data.Tables;
using Newsletter.Storage;

namespace Newsletter.Azure.Tests.Support;

/// <summary>A table of one test's own.</summary>
internal sealed class OwnTable(Action<ClientOptions>? configure = null)
{
    private readonly string name = Azurite.NewName();
    private string connection = "";
    private ITable? opened;

    public async Task MakeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new TableServiceClient(connection).CreateTableAsync(name);
    }

    /// <summary>For who works on it, the same each time.</summary>
    public ITable Table => opened ??= Open(configure);

    /// <summary>For another worker.</summary>
    public ITable Open(Action<ClientOptions>? configured = null) => new AzureStorage(new() { ConnectionString = connection }, configured).Table(name);
}
