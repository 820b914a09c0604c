using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

/// <summary>One worker against a real server in each of its moods, on whatever storage.</summary>
public abstract class DigestSenderContract : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly HeldTime clock = new();
    private readonly SendingWorld world;

    protected DigestSenderContract() => world = new(folder.At("test.db"), clock, OpenTable);

    /// <summary>Where the ledger and subscribers are; null: in SQLite.</summary>
    protected virtual ITable? OpenTable() => null;

    [Fact]
    public async Task AMailIsAcceptedOnceHoweverOftenItIsToldOf()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        var sender = world.Sender(new SmtpTransport(smtp.Server));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => sender.SendAsync(planned.Key.ToString(), default)));
        await sender.SendAsync(planned.Key.ToString(), default);

        var after = await world.NowAsync(planned);
        Assert.Equal((DeliveryState.Accepted, 1, "moody"), (after.State, after.Attempts, after.Provider));
        Assert.StartsWith("250 2.0.0 queued as", after.Reply, StringComparison.Ordinal);
        Assert.Equal($"<{planned.MessageId}>", Assert.Single(smtp.Did(), d => d.Did == "took").More);
    }

    [Theory]
    [InlineData("550", DeliveryState.Failed, "550 5.1.1 <(address)> unknown")]
    [InlineData("end-550", DeliveryState.Failed, "550 5.7.1 no")]
    [InlineData("450", DeliveryState.Retry, "450 4.2.1 mailbox busy")]
    [InlineData("421", DeliveryState.Retry, "421 4.3.2 too many, going away")]
    [InlineData("data-451", DeliveryState.Retry, "451 4.3.0 later")]
    [InlineData("end-451", DeliveryState.Retry, "451 4.3.0 later")]
    [InlineData("end-421", DeliveryState.Retry, "421 4.3.2 going away")]
    [InlineData("drop-rcpt", DeliveryState.Retry, null)]
    [InlineData("drop-data", DeliveryState.Retry, null)]
    [InlineData("drop-end", DeliveryState.Uncertain, null)]
    public async Task WhatBecomesOfAMailFollowsFromWhatTheServerDid(string mood, DeliveryState state, string? reply)
    {
        using var smtp = await MoodySmtp.StartAsync(mood);
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));

        await world.Sender(new SmtpTransport(smtp.Server)).SendAsync(planned.Key.ToString(), default);

        var after = await world.NowAsync(planned);
        Assert.Equal(state, after.State);
        Assert.Equal(reply ?? after.Reply, after.Reply);
        Assert.Equal(state == DeliveryState.Retry, after.NotBefore > clock.GetUtcNow());
        Assert.Equal(state == DeliveryState.Uncertain ? 1 : 0, await world.Ledger.ListAsync(DeliveryState.Uncertain, default).CountAsync());
        Assert.Equal(state == DeliveryState.Failed ? 1 : 0, await world.Ledger.ListAsync(DeliveryState.Failed, default).CountAsync());
        // A mailbox that is not there gets nothing any more; a mail that was not liked says nothing of the mailbox.
        Assert.Equal(mood == "550" ? SubscriberState.Suppressed : SubscriberState.Active, (await world.Book.GetAsync(planned.Key.Subscriber, default))!.State);
    }

    [Theory]
    [InlineData("drop-rcpt")]
    [InlineData("421")]
    [InlineData("drop-data")]
    public async Task AnotherProviderTakesAMailWhoseConnectionFailedBeforeItsEnd(string mood)
    {
        using var bad = await MoodySmtp.StartAsync(mood);
        using var good = await MoodySmtp.StartAsync("calm");
        var planned = await world.PlanAsync(await world.SubscribeAsync(3));

        await world.WorkAsync(world.Sender(new SmtpTransport(bad.Server with { Name = "bad" }), new SmtpTransport(good.Server with { Name = "good" })));

        Assert.Equal(3, good.Did().Count(d => d.Did == "took"));
        Assert.All(await world.Ledger.GetAsync(planned.Select(p => p.Key), default), d => Assert.Equal((DeliveryState.Accepted, "good"), (d.State, d.Provider)));
    }

    [Fact]
    public async Task NobodyElseGetsAMailThatMayHaveArrived()
    {
        using var bad = await MoodySmtp.StartAsync("drop-end");
        using var good = await MoodySmtp.StartAsync("calm");
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        var sender = world.Sender(new SmtpTransport(bad.Server with { Name = "bad" }), new SmtpTransport(good.Server with { Name = "good" }));

        await sender.SendAsync(planned.Key.ToString(), default);
        clock.Advance(TimeSpan.FromDays(30));
        await world.Desk.SweepAsync(default);
        while (await world.WorkAsync(sender))
        {
        }

        Assert.DoesNotContain(good.Did(), d => d.Did == "took");
        Assert.Equal(DeliveryState.Uncertain, (await world.NowAsync(planned)).State);

        // Until an operator says so.
        Assert.True(await world.Desk.SendAgainAsync(planned.Key, default));
        await world.WorkAsync(world.Sender(new SmtpTransport(good.Server)));
        Assert.Equal(DeliveryState.Accepted, (await world.NowAsync(planned)).State);
        Assert.False(await world.Desk.SendAgainAsync(planned.Key, default));
        Assert.Equal($"<{planned.MessageId}>", Assert.Single(good.Did(), d => d.Did == "took").More);
    }

    [Fact]
    public async Task AServerThatIsNotThereLosesNobody()
    {
        int port;
        using (var gone = await MoodySmtp.StartAsync("calm"))
        {
            port = gone.Port;
        }

        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        await world.WorkAsync(world.Sender(new SmtpTransport(new("gone", "127.0.0.1", port, SmtpSecurity.None))));
        Assert.Equal((DeliveryState.Retry, 0), ((await world.NowAsync(planned)).State, (await world.NowAsync(planned)).Attempts));

        using var smtp = await MoodySmtp.StartAsync("calm");
        clock.Advance(TimeSpan.FromMinutes(10));
        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server)));

        Assert.Equal(DeliveryState.Accepted, (await world.NowAsync(planned)).State);
    }

    [Fact]
    public async Task WhoLeftOrIsSuppressedMeanwhileGetsNothing()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var subscribers = await world.SubscribeAsync(4);
        var planned = await world.PlanAsync(subscribers);
        await world.Book.ChangeAsync(subscribers[0].Id, s => s with { State = SubscriberState.Unsubscribed }, default);
        await world.Book.SuppressAsync(subscribers[1].Address, new(SuppressionReason.Complaint, clock.GetUtcNow()), default);
        await world.Book.EraseAsync(subscribers[2].Id, default);

        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server)));

        Assert.Equal("reader3@example.org", Assert.Single(smtp.Did(), d => d.Did == "took").Who);
        Assert.Equal(
            [(DeliveryState.Cancelled, "The subscriber is unsubscribed."), (DeliveryState.Cancelled, "The subscriber is suppressed."), (DeliveryState.Cancelled, "The subscriber is gone.")],
            (await world.Ledger.GetAsync(planned.Take(3).Select(p => p.Key), default)).Select(d => (d.State, d.Reply)));
    }

    [Fact]
    public async Task APauseHoldsAllAndAfterItAllGoesOn()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        await world.PlanAsync(await world.SubscribeAsync(20), together: 5);
        await world.Desk.PauseAsync(default);
        var sender = world.Sender(new SmtpTransport(smtp.Server));
        while (await world.WorkAsync(sender))
        {
        }

        Assert.DoesNotContain(smtp.Did(), d => d.Did == "took");
        Assert.Equal(0, await world.Desk.SweepAsync(default));

        Assert.Equal(20, await world.Desk.ResumeAsync(default));
        Assert.Null(await world.Desk.ResumeAsync(default));
        clock.Advance(TimeSpan.FromSeconds(2));
        while (await world.WorkAsync(sender))
        {
        }

        Assert.Equal(20, smtp.Did().Count(d => d.Did == "took"));
    }

    [Fact]
    public async Task WhatIsCancelledIsNotSent()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var planned = await world.PlanAsync(await world.SubscribeAsync(3));
        await world.Ledger.StepAsync(await world.NowAsync(planned[0]) with { State = DeliveryState.Sending }, default);

        Assert.Equal((2, 1), await world.Desk.CancelAsync(default));
        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server)));

        Assert.DoesNotContain(smtp.Did(), d => d.Did == "took");
        Assert.Equal(1, await world.Ledger.ListAsync(DeliveryState.Planned, default).CountAsync());
    }

    [Fact]
    public async Task AForgottenDeliveryIsToldAgain()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        foreach (var message in await world.Queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), default))
        {
            await world.Queue.CompleteAsync(message, default);
        }

        Assert.Equal(0, await world.Desk.SweepAsync(default));
        clock.Advance(Ledger.Grace);
        Assert.Equal(1, await world.Desk.SweepAsync(default));
        Assert.Equal(0, await world.Desk.SweepAsync(default));
        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server)));

        Assert.Equal(DeliveryState.Accepted, (await world.NowAsync(planned)).State);
    }

    [Fact]
    public async Task AMailThatIsRefusedForNowFailsInTheEnd()
    {
        using var smtp = await MoodySmtp.StartAsync("450");
        var planned = Assert.Single(await world.PlanAsync(await world.SubscribeAsync(1)));
        var sender = world.Sender(new SmtpTransport(smtp.Server));
        for (var i = 0; i < 60 && (await world.NowAsync(planned)).IsOpen; i++)
        {
            await world.WorkAsync(sender);
            clock.Advance(TimeSpan.FromHours(4.1));
        }

        var after = await world.NowAsync(planned);
        Assert.Equal((DeliveryState.Failed, world.Rules.MostAttempts), (after.State, after.Attempts));
        Assert.Equal(world.Rules.MostAttempts, smtp.Did().Count(d => d.Did == "refused"));
    }

    [Fact]
    public async Task OneConnectionTakesMailAfterMail()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        await world.PlanAsync(await world.SubscribeAsync(30));

        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server with { MostMails = 7 })));

        Assert.Equal(30, smtp.Did().Where(d => d.Did == "took").DistinctBy(d => d.Who).Count());
        Assert.InRange(smtp.Did().Count(d => d.Did == "connected"), 5, 8);
    }

    public void Dispose()
    {
        world.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
