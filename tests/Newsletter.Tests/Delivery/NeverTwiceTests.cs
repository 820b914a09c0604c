using System.Globalization;
using Newsletter.Delivery;
using Newsletter.Tests.Support;
using Xunit.Abstractions;

namespace Newsletter.Tests.Delivery;

/// <summary>
/// Workers in processes of their own, killed again and again, and a server of bad moods: every subscriber has one mail that the server took, or is listed
/// as failed or uncertain, and nobody has two. At its full size by <c>NEWSLETTER_KILLS=500 NEWSLETTER_SUBSCRIBERS=10000</c>.
/// </summary>
public sealed class NeverTwiceTests(ITestOutputHelper output)
{
    private const int Workers = 4;

    [Fact]
    public async Task WorkersMayBeKilledAnywhereAndConnectionsDieAndNobodyGetsTwoMailsOrIsForgotten()
    {
        var (subscribers, kills) = (Setting("NEWSLETTER_SUBSCRIBERS", 500), Setting("NEWSLETTER_KILLS", 30));
        using var folder = new TempFolder();
        using var smtp = await MoodySmtp.StartAsync("moody");
        var path = folder.At("test.db");
        IReadOnlyList<DeliveryRecord> planned;
        using (var world = new SendingWorld(path, TimeProvider.System))
        {
            // Two planners at once: what the second plans is there already.
            var readers = await world.SubscribeAsync(subscribers);
            planned = (await Task.WhenAll(world.PlanAsync(readers, together: 10), world.PlanAsync(readers, together: 25)))[0];
        }

        await KillAsync(path, smtp.Port, kills);
        await FinishAsync(path, smtp);
        await CheckAsync(path, planned, smtp.Did(), kills);
    }

    private static async Task KillAsync(string path, int port, int kills)
    {
        var left = kills;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async worker =>
        {
            for (var life = 1; Interlocked.Decrement(ref left) >= 0; life++)
            {
                using var child = new TestChild("sender", path, port.ToString(CultureInfo.InvariantCulture));
                await child.KillAfterAsync(1 + (((worker * 31) + (life * 17)) % 43));
            }
        }));
    }

    /// <summary>When nobody else is left, and everything that the dead had taken is a day old.</summary>
    private static async Task FinishAsync(string path, MoodySmtp smtp)
    {
        var clock = new ShiftedTime(TimeProvider.System, TimeSpan.FromDays(1));
        using var world = new SendingWorld(path, clock) { Rules = SenderChild.Impatient };
        var sender = world.Sender(new SmtpTransport(smtp.Server));
        while (await world.Ledger.ListAsync(DeliveryState.Planned, default).AnyAsync())
        {
            await world.Desk.SweepAsync(default);
            while (await world.WorkAsync(sender))
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task CheckAsync(string path, IReadOnlyList<DeliveryRecord> planned, IReadOnlyList<(string Did, string Who, string More)> did, int kills)
    {
        using var world = new SendingWorld(path, TimeProvider.System);
        var uncertain = await world.CheckAsync(planned, did);
        var counts = (await world.Ledger.GetAsync(planned.Select(p => p.Key), default)).CountBy(s => s.State);
        var (lost, dropped) = (did.Where(d => d.Did == "lost").Select(d => d.Who).ToHashSet(), did.Count(d => d.Did == "dropped"));
        output.WriteLine($"{planned.Count} subscribers, {kills} kills, {did.Count(d => d.Did == "connected")} connections, {did.Count(d => d.Did == "refused")} refusals: "
            + string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"))
            + $"; connections that died after DATA: {did.Count(d => d.Did == "lost")}, of them dropped by the server after the end of a mail: {dropped}");

        // Uncertain is what a connection died over after DATA, and nothing else.
        Assert.All(uncertain.Values, who => Assert.Contains(who, lost));
        Assert.InRange(uncertain.Count, dropped, did.Count(d => d.Did == "lost"));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
