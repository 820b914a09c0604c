using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Digests;

namespace Newsletter.Azure.Tests;

/// <summary>Ledger and limits on Azure, while the service refuses one request of three: a mail is sent as if nothing were.</summary>
public sealed class DigestSenderOnBusyAzureTests : DigestSenderContract, IAsyncLifetime
{
    private readonly OwnTable table = new(Faults.InTurn(_ => Faults.Refusals).Configure);

    protected override ITable? OpenTable() => table.Table;

    public Task InitializeAsync() => table.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>Planning on Azure, while the service refuses one request of three.</summary>
public sealed class DigestPlannerOnBusyAzureTests : DigestPlannerContract, IAsyncLifetime
{
    private readonly OwnTable table = new(Faults.InTurn(_ => Faults.Refusals).Configure);

    protected override ITable? OpenTable() => table.Table;

    public Task InitializeAsync() => table.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
