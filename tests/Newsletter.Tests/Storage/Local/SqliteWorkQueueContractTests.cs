using Newsletter.Storage;

namespace Newsletter.Tests.Storage.Local;

public sealed class SqliteWorkQueueContractTests : WorkQueueContract, IDisposable
{
    private readonly TempDatabase database = new();

    protected override IWorkQueue Queue => database.Main.Queue("work");

    protected override IWorkQueue OtherWorker() => database.Open().Queue("work");

    protected override Task PassAsync(TimeSpan time)
    {
        database.Clock.Now += time;
        return Task.CompletedTask;
    }

    public void Dispose() => database.Dispose();
}
