using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Subscribers;

namespace Newsletter.Azure.Tests;

public sealed class SubscriberBookOnAzureTests : SubscriberBookContract, IAsyncLifetime
{
    private readonly OwnTable table = new();

    protected override ITable Table => table.Table;

    protected override ITable OtherWorker() => table.Open();

    public Task InitializeAsync() => table.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>While the service refuses one request of three.</summary>
public sealed class SubscriberBookOnBusyAzureTests : SubscriberBookContract, IAsyncLifetime
{
    private readonly OwnTable table = new(Faults.InTurn(_ => Faults.Refusals).Configure);

    protected override ITable Table => table.Table;

    protected override ITable OtherWorker() => table.Open(Faults.InTurn(_ => Faults.Refusals).Configure);

    public Task InitializeAsync() => table.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
