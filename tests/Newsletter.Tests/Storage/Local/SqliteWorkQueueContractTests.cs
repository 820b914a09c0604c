using Newsletter.Storage;

namespace Newsletter.Tests.Storage.Local;

public sealed class SqliteWorkQueueContractTests() : WorkQueueMessagesContract(new SqliteQueue());

public sealed class SqliteWorkQueuePoisonContractTests() : WorkQueuePoisonContract(new SqliteQueue())
{
    [Fact]
    public async Task OfALongPoisonListTheOldestAreShownAndTheOthersOnceTheseAreRemoved()
    {
        for (var number = 0; number < IWorkQueue.PoisonShown + 3; number++)
        {
            await Queue.EnqueueAsync($"{number}", TimeSpan.Zero, default);
        }

        for (var look = 0; look < 2 * (IWorkQueue.PoisonAfter + 1); look++)
        {
            await Queue.ReceiveAsync(32, Second, default);
            await PassAsync(look % 2 * 2 * Second);
        }

        var shown = await Queue.ListPoisonAsync(default).ToListAsync();
        Assert.Equal(Enumerable.Range(0, IWorkQueue.PoisonShown).Select(number => $"{number}"), shown.Select(message => message.Body));
        await Queue.RemovePoisonAsync(shown[0].Id, default);
        Assert.Equal($"{IWorkQueue.PoisonShown}", (await Queue.ListPoisonAsync(default).LastAsync()).Body);
    }
}

internal sealed class SqliteQueue : OwnQueue
{
    private readonly TempDatabase database = new();

    public override IWorkQueue Open() => database.Main.Queue("work");

    public override IWorkQueue OpenElsewhere() => database.Open().Queue("work");

    public override Task PassAsync(TimeSpan time)
    {
        database.Clock.Now += time;
        return Task.CompletedTask;
    }

    public override void Dispose() => database.Dispose();
}
