using Azure.Core;
using Newsletter.Azure.Tests.Support;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Digests;
using Newsletter.Tests.Support;
using Xunit.Abstractions;

namespace Newsletter.Azure.Tests;

/// <summary>What digests cost in requests to storage: so many for each that is due, and as many however many others there are.</summary>
public sealed class DigestRequestCountTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Due = 100;

    /// <summary>To find that nobody is due, in an account with readers.</summary>
    private const int MostToLook = 10;

    /// <summary>For each digest, to plan it.</summary>
    private const int MostToPlan = 7;

    /// <summary>For each digest, to send it.</summary>
    private const int MostToSend = 12;

    private readonly Requests requests = new();
    private OwnTable table = null!;

    public async Task InitializeAsync()
    {
        table = new(options => options.AddPolicy(requests, HttpPipelinePosition.PerCall));
        await table.MakeAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task PlanningCostsWhatIsDue()
    {
        using var world = new DigestWorld(() => table.Table);
        var daily = new Subscribers.Preferences { Cadence = DigestCadence.Daily, Hour = 7 };
        for (var reader = 0; reader < Due * 2; reader++)
        {
            await world.SubscribeAsync(reader < Due ? daily : daily with { Cadence = DigestCadence.Weekly, Day = DayOfWeek.Wednesday }, $"reader{reader}");
        }

        await world.PublishAsync(Some.Record("faust"));
        requests.Take();
        Assert.Equal(0, await world.PlanAsync());
        var look = requests.Take().Values.Sum();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Due, await world.PlanAsync());
        var plan = requests.Take().Values.Sum();

        output.WriteLine($"{look} requests to find nobody due, {plan} to plan {Due} digests");
        Assert.InRange(look, 1, MostToLook);
        Assert.InRange(plan, Due, Due * MostToPlan);
    }

    [Fact]
    public async Task SendingCostsWhatIsSent()
    {
        using var folder = new TempFolder();
        using var smtp = await MoodySmtp.StartAsync("calm");
        using var world = new SendingWorld(folder.At("queue.db"), TimeProvider.System, () => table.Table);
        await world.PlanAsync(await world.SubscribeAsync(Due));
        requests.Take();
        await world.WorkAsync(world.Sender(new SmtpTransport(smtp.Server)));
        var send = requests.Take().Values.Sum();

        output.WriteLine($"{send} requests to send {Due} digests");
        Assert.InRange(send, Due, Due * MostToSend);
    }
}
