using Newsletter.Functions.Tests.Evening;
using Newsletter.Functions.Tests.Support;
using Newsletter.Tests.Delivery;

namespace Newsletter.Functions.Tests.Isolated.Running;

/// <summary>Readers and their mails with the isolated worker as a real process, on real storage and with a real mail server. A build of its own: docs/developers.md.</summary>
public sealed class WorkerReadersTests : IAsyncLifetime
{
    private static readonly TypedData Tick = new() { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" };
    private Account account = null!;
    private MoodySmtp smtp = null!;
    private FunctionsHost host = null!;

    public async Task InitializeAsync()
    {
        (account, smtp) = (await Account.NewAsync(), await MoodySmtp.StartAsync("calm", keeps: true));
        host = await FunctionsHost.StartAsync(account.Connection, ReadersApp.Settings(smtp));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        smtp.Dispose();
    }

    [Fact]
    public async Task AReaderSignsUpGetsADigestAndLeavesAndNothingSaysWho()
    {
        await ReadersEvening.SpendAsync(App());
        Assert.DoesNotMatch("(?i)vance|k1\\.|[?&]t=", string.Join('\n', host.Logs));
    }

    [Fact]
    public async Task AHookSuppressesWhomItTellsOf()
    {
        await ReadersEvening.BounceAsync(App());
        Assert.DoesNotMatch("vance|secret of", string.Join('\n', host.Logs));
    }

    [Fact]
    public Task SignUpsAreCountedByTheClientThatTheHostSaw() => ReadersEvening.FloodAsync(App());

    private ReadersApp App() => new(account, smtp, CallAsync, host.ForwardAsync);

    private async Task<string> CallAsync(string function, string? message)
    {
        var before = host.Lines.Count;
        var result = await host.CallAsync(function, message is null ? Tick : new() { String = message });
        Assert.True(result.Status == StatusResult.Types.Status.Success, result.ToString());
        while (host.Lines.Count == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return host.Lines.Last();
    }
}
