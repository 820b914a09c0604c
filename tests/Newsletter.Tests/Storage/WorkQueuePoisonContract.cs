using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>What becomes of a message that nobody can work off.</summary>
public abstract class WorkQueuePoisonContract(OwnQueue own) : WorkQueueContract(own)
{
    [Fact]
    public async Task AMessageThatFiveReceiversGaveUpBecomesPoisonAndIsInNobodysWay()
    {
        await Queue.EnqueueAsync("bad", TimeSpan.Zero, default);
        for (var delivery = 1; delivery <= IWorkQueue.PoisonAfter; delivery++)
        {
            Assert.Equal(delivery, Assert.Single(await Queue.ReceiveAsync(1, Second, default)).DequeueCount);
            Assert.Empty(await Queue.ListPoisonAsync(default).ToListAsync());
            await PassAsync(2 * Second);
        }

        await Queue.EnqueueAsync("good", TimeSpan.Zero, default);
        var received = await Queue.ReceiveAsync(32, Minute, default);
        Assert.Equal("good", Assert.Single(received).Body);
        var poison = Assert.Single(await OtherWorker().ListPoisonAsync(default).ToListAsync());
        Assert.Equal("bad", poison.Body);

        await PassAsync(2 * Second);
        Assert.Single(await Queue.ListPoisonAsync(default).ToListAsync());
        await Queue.RemovePoisonAsync(poison.Id, default);
        await Queue.RemovePoisonAsync(poison.Id, default);
        Assert.Empty(await Queue.ListPoisonAsync(default).ToListAsync());
        Assert.True(await Queue.CompleteAsync(received[0], default));
    }

    [Fact]
    public async Task AReceiptOfAMessageThatBecamePoisonIsStale()
    {
        await Queue.EnqueueAsync("bad", TimeSpan.Zero, default);
        WorkMessage? last = null;
        for (var delivery = 1; delivery <= IWorkQueue.PoisonAfter; delivery++)
        {
            last = Assert.Single(await Queue.ReceiveAsync(1, Second, default));
            await PassAsync(2 * Second);
        }

        Assert.Empty(await Queue.ReceiveAsync(1, Second, default));
        Assert.False(await Queue.CompleteAsync(last!, default));
        Assert.Single(await Queue.ListPoisonAsync(default).ToListAsync());
    }
}
