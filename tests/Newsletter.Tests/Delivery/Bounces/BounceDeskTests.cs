using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;
using Newsletter.Subscribers;
using Newsletter.Tests.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>Reports become suppressions, and only those of somebody who knows a mail of ours.</summary>
public sealed class BounceDeskTests : IDisposable
{
    private const string Host = "site.example";
    private readonly TestDesk desk = new();
    private readonly Tokens tokens = new(Some.Keys.Tokens);
    private readonly BounceDesk bounces;

    public BounceDeskTests() => bounces = new(desk.Book, tokens, Host, desk.Clock);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(BounceKind.Hard, SuppressionReason.Bounce)]
    [InlineData(BounceKind.Complaint, SuppressionReason.Complaint)]
    public async Task AReportAboutADigestSuppressesAtOnce(BounceKind kind, SuppressionReason reason)
    {
        var ida = await SubscribeAsync();

        Assert.Equal(new BounceTally(1, 0, 0), await bounces.TakeAsync([Report(kind, ida, number: 7)], default));

        Assert.Equal(new Suppression(reason, desk.Clock.GetUtcNow()), await desk.Book.SuppressionAsync(ida.Address, default));
        Assert.Equal(SubscriberState.Suppressed, (await desk.Book.GetAsync(ida.Id, default))!.State);
        Assert.Equal(new BounceTally(0, 0, 1), await bounces.TakeAsync([Report(kind, ida, number: 7)], default));
    }

    [Fact]
    public async Task AnInventedReportDoesNothing()
    {
        var ida = await SubscribeAsync();
        var address = new[] { ida.Address.Value };
        var anothers = tokens.Issue(new(TokenPurpose.Preferences, ida.Id, ida.TokenVersion, null));
        BounceReport[] invented =
        [
            new(BounceKind.Hard, address, null, null, "5.1.1"),
            new(BounceKind.Complaint, address, "0123@site.example", null, ""),
            new(BounceKind.Hard, address, new DigestKey(ida.Id, 8).MessageId(Host), null, "5.1.1"),
            new(BounceKind.Hard, address, new DigestKey(ida.Id, 7).MessageId("other.example"), null, "5.1.1"),
            new(BounceKind.Complaint, address, null, new($"https://site.example/unsubscribe/?t={anothers}"), ""),
            new(BounceKind.Hard, ["nobody@example.org", "not an address"], new DigestKey(ida.Id, 7).MessageId(Host), null, "5.1.1") { IsTrusted = true },
        ];

        Assert.Equal(new BounceTally(0, 0, invented.Length), await bounces.TakeAsync(invented, default));
        Assert.Equal(SubscriberState.Active, (await desk.Book.GetAsync(ida.Id, default))!.State);
    }

    [Fact]
    public async Task TheLinkOfTheMailThatIsSentBackIsProofEnoughWhoeverTheRecipientSeemsToBe()
    {
        var ida = await SubscribeAsync();
        var link = EndpointAddresses.Of(desk.Settings).With(EndpointAddresses.UnsubscribePath, tokens.Issue(new(TokenPurpose.Unsubscribe, ida.Id, ida.TokenVersion, null)));
        var complaint = BounceMail.Read(Reports.Complaint(
            "Feedback-Type: abuse\nVersion: 1", $"From: news@example.com\nTo: redacted@example.net\nMessage-ID: <changed@relay.example>\nList-Unsubscribe: <{link}>\n\nHello."));

        Assert.Equal(1, (await bounces.TakeAsync(complaint, default)).Suppressed);
        Assert.Equal(SuppressionReason.Complaint, (await desk.Book.SuppressionAsync(ida.Address, default))!.Reason);
    }

    [Fact]
    public async Task SoftBouncesCountWhenTheyAreOfDifferentMailsAndRecent()
    {
        var ida = await SubscribeAsync();
        for (var number = 1; number < BounceDesk.MostSoft; number++)
        {
            Assert.Equal(new BounceTally(0, 1, 1), await bounces.TakeAsync([Report(BounceKind.Soft, ida, number), Report(BounceKind.Soft, ida, number)], default));
            desk.Clock.Advance(TimeSpan.FromDays(1));
        }

        desk.Clock.Advance(BounceDesk.SoftSpan - TimeSpan.FromDays(2));
        Assert.Equal(1, (await bounces.TakeAsync([Report(BounceKind.Soft, ida, 5)], default)).Counted);
        Assert.Equal(1, (await bounces.TakeAsync([Report(BounceKind.Soft, ida, 6)], default)).Counted);
        Assert.Null(await desk.Book.SuppressionAsync(ida.Address, default));

        // With that of the fourth mail they are five.
        Assert.Equal(new BounceTally(1, 1, 0), await bounces.TakeAsync([Report(BounceKind.Soft, ida, 1), Report(BounceKind.Soft, ida, 7)], default));
        Assert.Equal(SuppressionReason.Bounce, (await desk.Book.SuppressionAsync(ida.Address, default))!.Reason);
    }

    [Fact]
    public async Task AProviderThatHasProvenToBeOneIsBelieved()
    {
        var ida = await SubscribeAsync();

        Assert.Equal(1, (await bounces.TakeAsync([new(BounceKind.Hard, [ida.Address.Value.ToUpperInvariant()], null, null, "") { IsTrusted = true }], default)).Suppressed);
    }

    private static BounceReport Report(BounceKind kind, Subscriber subscriber, int number) =>
        new(kind, ["box7@inner.example", subscriber.Address.Value], new DigestKey(subscriber.Id, number).MessageId(Host), null, "5.1.1");

    private async Task<Subscriber> SubscribeAsync()
    {
        var ida = await desk.SubscribeAsync("ida@example.org");
        return (await desk.Book.ChangeAsync(ida.Id, s => s with { Digests = 7 }, default))!;
    }
}
