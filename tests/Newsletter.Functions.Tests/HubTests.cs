using System.Net;
using Newsletter.Functions.Tests.Listening;
using Newsletter.Functions.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>The handler tells the hub of feeds that changed, at once or, when the hub was away, with the next call.</summary>
public sealed class HubTests
{
    [Fact]
    public async Task TheHubIsToldOfFeedsThatChangedAndOnceMoreOfThoseItMissed()
    {
        var account = await Account.NewAsync();
        await using var hub = await Collector.StartAsync();
        var environment = new Dictionary<string, string?> { ["NEWSLETTER_HUB"] = hub.Address + "/hub" };
        using var handler = await Handler.StartAsync(account.Connection, environment);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);
        Assert.Equal("", hub.Everything);

        hub.Answer = HttpStatusCode.ServiceUnavailable;
        await account.UploadAsync(handler, "faust.md", Account.Article("Faust, Explained"));
        var logs = "";
        await account.PumpAsync(async text =>
        {
            var (status, _, answer) = await handler.CallAsync("PublishChanges", Bodies.Queue(text));
            logs += answer;
            return status == HttpStatusCode.OK;
        });
        Assert.Contains("feeds still to be announced: the hub answered 503", logs, StringComparison.Ordinal);

        hub.Forget();
        hub.Answer = HttpStatusCode.Accepted;
        var (_, _, swept) = await handler.CallAsync("SweepInbox", Bodies.Timer());
        Assert.Matches("0 outputs written, [0-9]+ feeds announced", swept);
        Assert.Contains("hub.mode=publish&hub.url=https%3A%2F%2Fsite.example%2Ffeed.xml", hub.Everything, StringComparison.Ordinal);
        Assert.Contains("https%3A%2F%2Fsite.example%2Ftags%2Fhorror%2Fatom.xml", hub.Everything, StringComparison.Ordinal);

        hub.Forget();
        await handler.CallAsync("SweepInbox", Bodies.Timer());
        Assert.Equal("", hub.Everything);
    }
}
