using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>A queue of one test's own, empty at its start.</summary>
public abstract class OwnQueue : IDisposable
{
    public virtual Task MakeAsync() => Task.CompletedTask;

    public abstract IWorkQueue Open();

    /// <summary>The same queue as another worker sees it.</summary>
    public abstract IWorkQueue OpenElsewhere();

    /// <summary>Lets at least this time pass for the queue.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public abstract void Dispose();
}

/// <summary>What every queue does. Nothing here asks for more than Azure Queue Storage gives: times are whole seconds.</summary>
public abstract class WorkQueueContract(OwnQueue own) : IAsyncLifetime
{
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected IWorkQueue Queue => own.Open();

    protected IWorkQueue OtherWorker() => own.OpenElsewhere();

    protected Task PassAsync(TimeSpan time) => own.PassAsync(time);

    public Task InitializeAsync() => own.MakeAsync();

    public Task DisposeAsync()
    {
        own.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>Sending, receiving, completing.</summary>
public abstract class WorkQueueMessagesContract(OwnQueue own) : WorkQueueContract(own)
{
    [Theory]
    [InlineData("x")]
    [InlineData("{\"list\":\"tags/日本\",\"text\":\"<&>\\u0000\"}")]
    [InlineData("line\nbreak\ttab \U0001F600 ")]
    public async Task AMessageComesAsItWasPut(string body)
    {
        await Queue.EnqueueAsync(body, TimeSpan.Zero, default);

        var message = Assert.Single(await Queue.ReceiveAsync(1, Minute, default));
        Assert.Equal(body, message.Body);
        Assert.Equal(1, message.DequeueCount);
        Assert.True(await Queue.CompleteAsync(message, default));
    }

    [Fact]
    public async Task AnEmptyQueueGivesNothing()
    {
        Assert.Empty(await Queue.ReceiveAsync(32, Second, default));
        Assert.Empty(await Queue.ListPoisonAsync(default).ToListAsync());
    }

    [Fact]
    public async Task EveryMessageIsReceivedOnceByManyAtOnce()
    {
        for (var number = 0; number < 60; number++)
        {
            await Queue.EnqueueAsync($"{number}", TimeSpan.Zero, default);
        }

        IWorkQueue[] workers = [Queue, OtherWorker()];
        var received = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var bodies = new List<string>();
            while (await workers[worker % 2].ReceiveAsync(7, Minute, default) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    Assert.True(await workers[worker % 2].CompleteAsync(message, default));
                    bodies.Add(message.Body);
                }
            }

            return bodies;
        })));

        var expected = Enumerable.Range(0, 60).Select(number => $"{number}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), received.SelectMany(bodies => bodies).Order(StringComparer.Ordinal));
        Assert.Empty(await Queue.ReceiveAsync(32, Second, default));
    }

    [Fact]
    public async Task NoMoreThanAskedForAreReceived()
    {
        for (var number = 0; number < 40; number++)
        {
            await Queue.EnqueueAsync($"{number}", TimeSpan.Zero, default);
        }

        Assert.InRange((await Queue.ReceiveAsync(3, Minute, default)).Count, 1, 3);
        Assert.InRange((await Queue.ReceiveAsync(32, Minute, default)).Count, 1, 32);
    }

    [Fact]
    public async Task AReceivedMessageIsHiddenUntilItsTimeIsUp()
    {
        await Queue.EnqueueAsync("x", TimeSpan.Zero, default);
        var first = Assert.Single(await Queue.ReceiveAsync(1, 2 * Second, default));
        Assert.Empty(await OtherWorker().ReceiveAsync(1, Second, default));

        await PassAsync(2 * Second);
        var second = Assert.Single(await OtherWorker().ReceiveAsync(1, Minute, default));
        Assert.Equal((first.Id, first.Body, 2), (second.Id, second.Body, second.DequeueCount));
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Fact]
    public async Task ADelayedMessageIsHiddenUntilThen()
    {
        await Queue.EnqueueAsync("later", 2 * Second, default);
        Assert.Empty(await Queue.ReceiveAsync(1, Second, default));

        await PassAsync(2 * Second);
        Assert.Equal("later", Assert.Single(await Queue.ReceiveAsync(1, Second, default)).Body);
    }

    [Fact]
    public async Task ACompletedMessageNeverReturns()
    {
        await Queue.EnqueueAsync("x", TimeSpan.Zero, default);
        var message = Assert.Single(await Queue.ReceiveAsync(1, Second, default));
        Assert.True(await Queue.CompleteAsync(message, default));
        Assert.False(await Queue.CompleteAsync(message, default));

        await PassAsync(2 * Second);
        Assert.Empty(await Queue.ReceiveAsync(1, Second, default));
    }

    [Fact]
    public async Task AReceiptIsStaleOnceSomebodyElseHasTheMessage()
    {
        await Queue.EnqueueAsync("x", TimeSpan.Zero, default);
        var slow = Assert.Single(await Queue.ReceiveAsync(1, Second, default));
        await PassAsync(2 * Second);
        var quick = Assert.Single(await OtherWorker().ReceiveAsync(1, Minute, default));

        Assert.False(await Queue.CompleteAsync(slow, default));
        Assert.True(await Queue.CompleteAsync(quick, default));
    }

    [Fact]
    public async Task ALateReceiverMayStillCompleteWhatNobodyElseGot()
    {
        await Queue.EnqueueAsync("x", TimeSpan.Zero, default);
        var message = Assert.Single(await Queue.ReceiveAsync(1, Second, default));
        await PassAsync(2 * Second);

        Assert.True(await Queue.CompleteAsync(message, default));
    }

    [Fact]
    public async Task BodiesOf48KilobytesAreTakenAndLargerEmptyOrBrokenOnesRefused()
    {
        await Queue.EnqueueAsync(new string('x', IWorkQueue.MaxBodyBytes), TimeSpan.Zero, default);
        Assert.Equal(IWorkQueue.MaxBodyBytes, Assert.Single(await Queue.ReceiveAsync(1, Second, default)).Body.Length);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Queue.EnqueueAsync(new string('日', (IWorkQueue.MaxBodyBytes / 3) + 1), TimeSpan.Zero, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Queue.EnqueueAsync("", TimeSpan.Zero, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Queue.EnqueueAsync("\uD800", TimeSpan.Zero, default));
    }

    [Fact]
    public async Task TimesAndCountsOutOfRangeAreRefused()
    {
        await RefusedAsync(async () => await Queue.EnqueueAsync("x", -Second, default));
        await RefusedAsync(async () => await Queue.EnqueueAsync("x", TimeSpan.FromDays(8), default));
        await RefusedAsync(async () => await Queue.ReceiveAsync(1, TimeSpan.Zero, default));
        await RefusedAsync(async () => await Queue.ReceiveAsync(1, TimeSpan.FromDays(8), default));
        await RefusedAsync(async () => await Queue.ReceiveAsync(0, Second, default));
        await RefusedAsync(async () => await Queue.ReceiveAsync(33, Second, default));

        static Task RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<ArgumentOutOfRangeException>(call);
    }

    [Fact]
    public async Task ACallThatIsCancelledDoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Queue.EnqueueAsync("x", TimeSpan.Zero, new CancellationToken(canceled: true)));
        Assert.Empty(await Queue.ReceiveAsync(1, Second, default));
    }
}
