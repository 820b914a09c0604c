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
        var states = (await world.Ledger.GetAsync(planned.Select(p => p.Key), default)).ToDictionary(d => $"<{d.MessageId}>");
        var took = did.Where(d => d.Did == "took").ToLookup(d => d.More, d => d.Who);
        Assert.Equal(planned.Count, states.Count);
        Assert.DoesNotContain(took, mails => mails.Count() > 1);

        // Who took what, against what the ledger says.
        var people = did.Where(d => d.Did == "took").ToDictionary(d => d.Who, d => d.More);
        var dropped = did.Where(d => d.Did == "dropped").Select(d => people[d.Who]).ToHashSet();
        var lost = did.Where(d => d.Did == "lost").Select(d => d.Who).ToHashSet();
        var addresses = new Dictionary<string, string>();
        foreach (var delivery in states.Values)
        {
            addresses[$"<{delivery.MessageId}>"] = (await world.Book.GetAsync(delivery.Key.Subscriber, default))!.Address.Value;
        }

        var uncertain = states.Where(s => s.Value.State == DeliveryState.Uncertain).Select(s => s.Key).ToHashSet();
        var counts = states.Values.CountBy(s => s.State).ToDictionary();
        output.WriteLine($"{planned.Count} subscribers, {kills} kills, {did.Count(d => d.Did == "connected")} connections, {did.Count(d => d.Did == "refused")} refusals: "
            + string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"))
            + $"; connections that died after DATA: {did.Count(d => d.Did == "lost")}, of them dropped by the server after the end of a mail: {dropped.Count}");
        Assert.Empty(counts.Keys.Except([DeliveryState.Accepted, DeliveryState.Failed, DeliveryState.Uncertain]));
        foreach (var (id, delivery) in states)
        {
            Assert.True(delivery.State != DeliveryState.Accepted || took.Contains(id), "Accepted, but the server never took it.");
            Assert.True(delivery.State != DeliveryState.Failed || !took.Contains(id), "Failed, but the server took it.");
        }

        // Uncertain is what a connection died over after DATA, and nothing else; all that the server dropped after it took a mail is.
        Assert.Subset(uncertain, dropped);
        Assert.All(uncertain, id => Assert.Contains(addresses[id], lost));
        Assert.InRange(uncertain.Count, dropped.Count, did.Count(d => d.Did == "lost"));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
