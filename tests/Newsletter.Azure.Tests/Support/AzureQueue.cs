using Azure.Core;
using Azure.Storage.Queues;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests.Support;

/// <summary>A queue of one test's own, with its poison list.</summary>
internal sealed class AzureQueue(Action<ClientOptions>? configure = null) : OwnQueue
{
    /// <summary>Between this machine's timers and the emulator's clock.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(300);
    private readonly string name = Azurite.NewName() + "queue";
    private string connection = "";

    public override async Task MakeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        var service = new QueueServiceClient(connection);
        await service.CreateQueueAsync(name);
        await service.CreateQueueAsync(name + AzureWorkQueue.PoisonSuffix);
    }

    public override IWorkQueue Open() => new AzureStorage(new() { ConnectionString = connection }, configure).Queue(name);

    public override IWorkQueue OpenElsewhere() => Open();

    public override Task PassAsync(TimeSpan time) => Task.Delay(time + Margin, TimeProvider.System);

    /// <summary>It goes with the emulator.</summary>
    public override void Dispose()
    {
    }
}
