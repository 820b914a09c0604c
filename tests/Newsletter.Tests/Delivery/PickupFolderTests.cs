using Newsletter.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

public sealed class PickupFolderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly HeldTime clock = new();
    private readonly SendingWorld world;

    public PickupFolderTests() => world = new(folder.At("test.db"), clock);

    private string Outbox => folder.At("outbox");

    [Fact]
    public async Task EachMailIsAFileThatTellsNobodysAddressByItsName()
    {
        var planned = await world.PlanAsync(await world.SubscribeAsync(5));

        await world.WorkAsync(world.Sender(new PickupFolder(Outbox)));

        Assert.Equal(planned.Select(p => p.MessageId[..32] + ".eml").Order(StringComparer.Ordinal), Files());
        Assert.All(await world.Ledger.GetAsync(planned.Select(p => p.Key), default), d => Assert.Equal((DeliveryState.Accepted, "folder"), (d.State, d.Provider)));
    }

    /// <summary>Whether the mail had come over when the worker died is seen from what lies beside.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMailWhoseWorkerDiedIsThereOnceAlsoWhenItWasTakenAwayMeanwhile(bool cameOver)
    {
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        var transport = new PickupFolder(Outbox);
        var sender = world.Sender(new DyingTransport(transport, cameOver));
        await Assert.ThrowsAsync<DeathException>(() => sender.SendAsync(planned.Key.ToString(), default));
        Assert.Equal(DeliveryState.Sending, (await world.NowAsync(planned)).State);
        foreach (var file in Directory.GetFiles(Outbox))
        {
            // The program that sends them was quick.
            File.Delete(file);
        }

        clock.Advance(TimeSpan.FromHours(1));
        await world.Sender(transport).SendAsync(planned.Key.ToString(), default);

        Assert.Equal(DeliveryState.Accepted, (await world.NowAsync(planned)).State);
        Assert.Equal(cameOver ? 0 : 1, Files().Count);
        Assert.Empty(Directory.GetFiles(Path.Combine(Outbox, ".waiting")));
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenLosesNobody()
    {
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        var file = folder.Write("file", "");

        await world.Sender(new PickupFolder(file)).SendAsync(planned.Key.ToString(), default);

        Assert.Equal(DeliveryState.Retry, (await world.NowAsync(planned)).State);
        clock.Advance(TimeSpan.FromHours(1));
        await world.Sender(new PickupFolder(Outbox)).SendAsync(planned.Key.ToString(), default);
        Assert.Equal(DeliveryState.Accepted, (await world.NowAsync(planned)).State);
    }

    private List<string> Files() => [.. Directory.GetFiles(Outbox).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        world.Dispose();
        folder.Dispose();
    }

    /// <summary>The process dies when a mail has begun, or right after it came over.</summary>
    private sealed class DyingTransport(ITransport inner, bool cameOver) : ITransport
    {
        public string Name => inner.Name;

        public async ValueTask<(IMailConnection? Connection, SendReply Reply)> ConnectAsync(CancellationToken cancel) =>
            (new Connection((await inner.ConnectAsync(cancel)).Connection!, cameOver), default);

        public ValueTask<SendReply> ResolveAsync(string name, CancellationToken cancel) => inner.ResolveAsync(name, cancel);

        private sealed class Connection(IMailConnection inner, bool cameOver) : IMailConnection
        {
            public bool IsUsable => inner.IsUsable;

            public async ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel)
            {
                await inner.SendAsync(mail, async () => await begin() && (cameOver ? true : throw new DeathException()), cancel);
                throw new DeathException();
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
