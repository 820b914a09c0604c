using Azure.Core;
using Azure.Storage.Queues;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

public class AzureWorkQueueContractTests : WorkQueueContract, IAsyncLifetime
{
    /// <summary>Between this machine's timers and the emulator's clock.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(300);
    private readonly string name = Azurite.NewName() + "queue";
    private string connection = "";

    protected override IWorkQueue Queue => OtherWorker();

    protected override IWorkQueue OtherWorker() => new AzureStorage(new() { ConnectionString = connection }, Configure).Queue(name);

    protected virtual void Configure(ClientOptions options)
    {
    }

    protected override Task PassAsync(TimeSpan time) => Task.Delay(time + Margin, TimeProvider.System);

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        var service = new QueueServiceClient(connection);
        await service.CreateQueueAsync(name);
        await service.CreateQueueAsync(name + AzureWorkQueue.PoisonSuffix);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>
/// The same over a bad network. No answer is lost: a message that was sent unheard comes twice, and one that was received unheard comes back later;
/// so it is with every queue that promises "at least once".
/// </summary>
public sealed class AzureWorkQueueOverABadNetworkTests : AzureWorkQueueContractTests
{
    private readonly Faults faults = Faults.InTurn(_ => false);

    protected override void Configure(ClientOptions options) => faults.Configure(options);
}
