using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

public sealed class AzureWorkQueueContractTests : WorkQueueMessagesContract, IAsyncLifetime
{
    private readonly OwnQueue queue = new();

    protected override IWorkQueue Queue => queue.Open();

    protected override IWorkQueue OtherWorker() => queue.Open();

    protected override Task PassAsync(TimeSpan time) => OwnQueue.PassAsync(time);

    public Task InitializeAsync() => queue.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

public sealed class AzureWorkQueuePoisonContractTests : WorkQueuePoisonContract, IAsyncLifetime
{
    private readonly OwnQueue queue = new();

    protected override IWorkQueue Queue => queue.Open();

    protected override IWorkQueue OtherWorker() => queue.Open();

    protected override Task PassAsync(TimeSpan time) => OwnQueue.PassAsync(time);

    public Task InitializeAsync() => queue.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>
/// The same over a bad network. No answer is lost, and no deletion goes unanswered (docs/decisions/0017): what becomes of messages then is shown by
/// <see cref="LossyNetworkTests"/>.
/// </summary>
public sealed class AzureWorkQueueOverABadNetworkTests : WorkQueueMessagesContract, IAsyncLifetime
{
    private readonly OwnQueue queue = new(Faults.OfAQueue().Configure);

    protected override IWorkQueue Queue => queue.Open();

    protected override IWorkQueue OtherWorker() => queue.Open();

    protected override Task PassAsync(TimeSpan time) => OwnQueue.PassAsync(time);

    public Task InitializeAsync() => queue.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>The same over a bad network, as above.</summary>
public sealed class AzureWorkQueuePoisonOverABadNetworkTests : WorkQueuePoisonContract, IAsyncLifetime
{
    private readonly OwnQueue queue = new(Faults.OfAQueue().Configure);

    protected override IWorkQueue Queue => queue.Open();

    protected override IWorkQueue OtherWorker() => queue.Open();

    protected override Task PassAsync(TimeSpan time) => OwnQueue.PassAsync(time);

    public Task InitializeAsync() => queue.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
