using Newsletter.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

public sealed class LedgerPruningTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly HeldTime clock = new();
    private readonly SendingWorld world;

    public LedgerPruningTests() => world = new(folder.At("test.db"), clock);

    [Fact]
    public async Task WhatIsLongDoneGoesAndWhatWaitsForAWordStays()
    {
        var planned = await world.PlanAsync(await world.SubscribeAsync(6));
        DeliveryState[] states = [DeliveryState.Accepted, DeliveryState.Cancelled, DeliveryState.Failed, DeliveryState.Uncertain, DeliveryState.Retry];
        for (var i = 0; i < states.Length; i++)
        {
            Assert.True(await world.Ledger.SettleAsync(await world.NowAsync(planned[i]) with { State = states[i], Changed = clock.GetUtcNow() }, default));
        }

        clock.Advance(DeliveryDesk.Kept);
        Assert.Equal(0, await world.Ledger.PruneAsync(clock.GetUtcNow() - DeliveryDesk.Kept, default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await world.Ledger.PruneAsync(clock.GetUtcNow() - DeliveryDesk.Kept, default));

        Assert.Equal([null, null, .. states[2..], DeliveryState.Planned], await StatesAsync(planned));
        Assert.Equal(0, await world.Ledger.PruneAsync(clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task ASweepPrunesAndNeverWhatIsFresh()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var planned = await world.PlanAsync(await world.SubscribeAsync(120));
        var sender = world.Sender(new SmtpTransport(smtp.Server));
        while (await world.WorkAsync(sender))
        {
        }

        clock.Advance(DeliveryDesk.Kept - TimeSpan.FromDays(1));
        var desk = world.Desk;
        await desk.SweepAsync(default);
        Assert.Equal(120, (await world.Ledger.GetAsync(planned.Select(p => p.Key), default)).Count);

        clock.Advance(TimeSpan.FromDays(2));
        await desk.SweepAsync(default);
        Assert.Empty(await world.Ledger.GetAsync(planned.Select(p => p.Key), default));
    }

    [Fact]
    public async Task WhatWasSentAgainIsKeptFromThenOn()
    {
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        await world.Ledger.SettleAsync(await world.NowAsync(planned) with { State = DeliveryState.Failed, Changed = clock.GetUtcNow() }, default);
        clock.Advance(TimeSpan.FromDays(80));
        Assert.True(await world.Desk.SendAgainAsync(planned.Key, default));
        await world.Ledger.SettleAsync(await world.NowAsync(planned) with { State = DeliveryState.Accepted, Changed = clock.GetUtcNow() }, default);
        clock.Advance(TimeSpan.FromDays(80));

        Assert.Equal(0, await world.Ledger.PruneAsync(clock.GetUtcNow() - DeliveryDesk.Kept, default));
        Assert.NotNull(await world.Ledger.GetAsync(planned.Key, default));
    }

    public void Dispose()
    {
        world.Dispose();
        folder.Dispose();
    }

    private async Task<List<DeliveryState?>> StatesAsync(IReadOnlyList<DeliveryRecord> planned)
    {
        var states = new List<DeliveryState?>();
        foreach (var delivery in planned)
        {
            states.Add((await world.Ledger.GetAsync(delivery.Key, default))?.State);
        }

        return states;
    }
}
