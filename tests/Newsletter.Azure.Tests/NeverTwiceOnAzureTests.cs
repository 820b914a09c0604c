using Azure.Core;
using Newsletter.Azure.Tests.Support;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Support;
using Xunit.Abstractions;

namespace Newsletter.Azure.Tests;

/// <summary>
/// Workers over a storage that throttles them, times out, closes connections and loses answers, and a mail server of bad moods: every subscriber has one mail,
/// or is listed as failed or uncertain, and nobody has two.
/// </summary>
public sealed class NeverTwiceOnAzureTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Workers = 4;
    private const int Subscribers = 120;

    private static readonly SendingRules Impatient = new()
    {
        ClaimTime = TimeSpan.FromMilliseconds(500),
        SendingTime = TimeSpan.FromSeconds(2),
        FirstRetry = TimeSpan.FromMilliseconds(100),
        LongestRetry = TimeSpan.FromSeconds(1),
        FirstHold = TimeSpan.FromMilliseconds(10),
    };

    private readonly TempFolder folder = new();
    private readonly OwnTable table = new();

    public Task InitializeAsync() => table.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ThrottlingThatTheClientSitsOutCostsNobodyTheirMail()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        var faults = Faults.InTurn(_ => Faults.Refusals);
        var planned = await PlanAsync(faults.Configure);

        await WorkAsync(smtp, () => faults.Configure, TimeProvider.System);

        using var world = World(null, TimeProvider.System);
        Assert.Empty(await world.CheckAsync(planned, smtp.Did()));
        Assert.Equal(Subscribers, smtp.Did().Count(d => d.Did == "took"));
        Assert.True(faults.Count > Subscribers);
    }

    [Fact]
    public async Task StorageThatFailsAnywhereAndConnectionsThatDieSendNobodyTwoMailsAndForgetNobody()
    {
        using var smtp = await MoodySmtp.StartAsync("moody");
        var failures = 0;
        Action<ClientOptions> Failing()
        {
            var asked = 0;
            var faults = new Faults(_ => ++asked % 37 == 0 ? Faults.All[asked / 37 % Faults.All.Count] : Fault.None, _ => Interlocked.Increment(ref failures));
            return options =>
            {
                faults.Configure(options);
                options.Retry.MaxRetries = 0;
            };
        }

        var planned = await PlanAsync(Faults.InTurn(_ => Faults.All).Configure);
        await WorkAsync(smtp, Failing, TimeProvider.System, mostRounds: 200);

        // When nobody else is left, and everything that the unlucky had taken is a day old.
        await WorkAsync(smtp, () => _ => { }, new ShiftedTime(TimeProvider.System, TimeSpan.FromDays(1)));
        using var world = World(null, TimeProvider.System);
        var uncertain = await world.CheckAsync(planned, smtp.Did());
        var (lost, took) = (smtp.Did().Count(d => d.Did == "lost"), smtp.Did().Count(d => d.Did == "took"));
        output.WriteLine($"{Subscribers} subscribers, {failures} requests that failed, {lost} connections that died after DATA: {took} taken, {uncertain.Count} uncertain");
        Assert.InRange(uncertain.Count, smtp.Did().Count(d => d.Did == "dropped"), lost + failures);
        Assert.True(failures > 20);
    }

    /// <summary>Two planners at once.</summary>
    private async Task<IReadOnlyList<DeliveryRecord>> PlanAsync(Action<ClientOptions> configure)
    {
        using var calm = World(null, TimeProvider.System);
        var readers = await calm.SubscribeAsync(Subscribers);
        using var one = World(configure, TimeProvider.System);
        using var other = World(configure, TimeProvider.System);
        return (await Task.WhenAll(one.PlanAsync(readers, together: 5), other.PlanAsync(readers, together: 9)))[0];
    }

    /// <summary>Until nothing is open that could be sent. A worker whose storage fails leaves all as it is, and takes the next message.</summary>
    private async Task WorkAsync(MoodySmtp smtp, Func<Action<ClientOptions>> configure, TimeProvider clock, int mostRounds = int.MaxValue)
    {
        using var calm = World(null, clock);
        var rounds = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            using var world = World(configure(), clock);
            var sender = world.Sender(new SmtpTransport(smtp.Server));
            while (await calm.Ledger.ListAsync(DeliveryState.Planned, default).AnyAsync() && Interlocked.Increment(ref rounds) < mostRounds)
            {
                try
                {
                    if (!await world.WorkAsync(sender))
                    {
                        await world.Desk.SweepAsync(default);
                        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                    }
                }
                catch (Exception problem) when (IsOfStorage(problem))
                {
                    // The message comes again, as after a kill.
                }
            }
        }));
    }

    /// <summary>A client that does not try again hands on what befell the request.</summary>
    private static bool IsOfStorage(Exception problem) => problem is StorageException or IOException or TaskCanceledException;

    /// <summary>The ledger and subscribers on Azure; the queue, which has its own tests there, on this machine.</summary>
    private SendingWorld World(Action<ClientOptions>? configure, TimeProvider clock)
    {
        var own = new Lazy<ITable>(() => table.Open(configure));
        return new(folder.At("queue.db"), clock, () => own.Value) { Rules = Impatient };
    }
}
