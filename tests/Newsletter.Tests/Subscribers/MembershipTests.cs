using System.Text.Json;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public sealed class MembershipTests : IDisposable
{
    private readonly TestDesk test = new();

    private Membership Membership => test.Desk.Membership;

    [Fact]
    public async Task LookingAtALinkChangesNothing()
    {
        await test.SignUpAsync("ida@example.org");
        var token = TestDesk.TokenOf(Assert.Single(await test.MailsAsync()));
        var before = await ETagAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(LinkState.Good, (await Membership.LookAsync(token, TokenPurpose.Confirm, default)).State);
        }

        Assert.Equal(before, await ETagAsync());
    }

    [Fact]
    public async Task WhoConfirmsIsSubscribedFromThenOn()
    {
        await test.SignUpAsync("ida@example.org");
        var token = TestDesk.TokenOf(Assert.Single(await test.MailsAsync()));
        test.Clock.Advance(TimeSpan.FromDays(1));

        var stored = (await Membership.ConfirmAsync(token, "Europe/Berlin", default)).Subscriber!;

        Assert.Equal((SubscriberState.Active, "Europe/Berlin"), (stored.State, stored.Preferences.Zone));
        Assert.Equal(new Consent("form", Some.Time, Some.Time.AddDays(1)), stored.Consent);
        Assert.Equal(Schedule.Next(stored.Preferences, test.Clock.GetUtcNow()), stored.NextDue);
        Assert.Equal(stored.Id, (await test.Book.DueAsync(stored.NextDue!.Value, default).SingleAsync()).Id);
    }

    [Fact]
    public async Task AConfirmationIsDoneOnceAndNeverReplayed()
    {
        await test.SignUpAsync("ida@example.org");
        var token = TestDesk.TokenOf(Assert.Single(await test.MailsAsync()));
        var stored = (await Membership.ConfirmAsync(token, null, default)).Subscriber!;

        Assert.Equal(new Opened(LinkState.Done), await Membership.ConfirmAsync(token, null, default));
        Assert.Equal(stored.ETag, await ETagAsync());

        await Membership.UnsubscribeAsync(Membership.Issue(stored, TokenPurpose.Unsubscribe), TokenPurpose.Unsubscribe, default);
        Assert.Equal(new Opened(LinkState.Old), await Membership.ConfirmAsync(token, null, default));
        Assert.Equal(SubscriberState.Unsubscribed, (await StoredAsync()).State);
    }

    [Fact]
    public async Task AConfirmationExpiresAfterSevenDays()
    {
        await test.SignUpAsync("ida@example.org");
        var token = TestDesk.TokenOf(Assert.Single(await test.MailsAsync()));
        test.Clock.Advance(Membership.ConfirmLifetime);

        Assert.Equal(new Opened(LinkState.Expired), await Membership.ConfirmAsync(token, null, default));
        Assert.Equal(SubscriberState.Pending, (await StoredAsync()).State);
    }

    [Fact]
    public async Task LinksOfAnEarlierSubscriptionAreVoid()
    {
        var first = await test.SubscribeAsync("ida@example.org");
        var (preferences, unsubscribe) = (Membership.Issue(first, TokenPurpose.Preferences), Membership.Issue(first, TokenPurpose.Unsubscribe));
        await Membership.UnsubscribeAsync(unsubscribe, TokenPurpose.Unsubscribe, default);
        test.Clock.Advance(TimeSpan.FromHours(1));
        var again = await test.SubscribeAsync("ida@example.org");

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(new Opened(LinkState.Old), await Membership.UnsubscribeAsync(unsubscribe, TokenPurpose.Unsubscribe, default));
        Assert.Equal(new Opened(LinkState.Old), await Membership.EraseAsync(preferences, default));
        Assert.Null(await Membership.ExportAsync(preferences, default));
        Assert.Equal(SubscriberState.Active, (await StoredAsync()).State);
    }

    [Fact]
    public async Task NoSuppressedAddressIsConfirmed()
    {
        await test.SignUpAsync("ida@example.org");
        var token = TestDesk.TokenOf(Assert.Single(await test.MailsAsync()));
        await test.Book.SuppressAsync(Some.Address(), new(SuppressionReason.Complaint, Some.Time), default);

        Assert.Equal(new Opened(LinkState.Old), await Membership.ConfirmAsync(token, null, default));
        Assert.NotEqual(SubscriberState.Active, (await StoredAsync()).State);
    }

    [Fact]
    public async Task PreferencesMoveTheNextDigest()
    {
        var stored = await test.SubscribeAsync("ida@example.org");
        var token = Membership.Issue(stored, TokenPurpose.Preferences);

        var changed = (await Membership.ChangePreferencesAsync(token, p => p with { Cadence = DigestCadence.Daily, Hour = 22, Zone = "Asia/Tokyo" }, default)).Subscriber!;

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.Zero), changed.NextDue);
        Assert.Equal(1, await test.Book.DueAsync(changed.NextDue!.Value, default).CountAsync());
    }

    [Fact]
    public async Task WhoUnsubscribedIsNeverDueAndChoicesDoNotBringThemBack()
    {
        var stored = await test.SubscribeAsync("ida@example.org");
        var token = Membership.Issue(stored, TokenPurpose.Unsubscribe);

        Assert.Equal(LinkState.Good, (await Membership.UnsubscribeAsync(token, TokenPurpose.Unsubscribe, default)).State);
        var left = await ETagAsync();
        Assert.Equal(LinkState.Good, (await Membership.UnsubscribeAsync(token, TokenPurpose.Unsubscribe, default)).State);
        Assert.Equal(left, await ETagAsync());

        var changed = (await Membership.ChangePreferencesAsync(Membership.Issue(stored, TokenPurpose.Preferences), p => p with { Hour = 3 }, default)).Subscriber!;
        Assert.Equal((SubscriberState.Unsubscribed, null, 3), (changed.State, changed.NextDue, changed.Preferences.Hour));
        Assert.Empty(await test.Book.DueAsync(Some.Time.AddYears(1), default).ToListAsync());
    }

    [Fact]
    public async Task ExportTellsAllThatIsKept()
    {
        var stored = await test.SubscribeAsync("ida@example.org");
        await test.Book.SuppressAsync(stored.Address, new(SuppressionReason.Bounce, Some.Time), default);

        using var json = JsonDocument.Parse((await Membership.ExportAsync(Membership.Issue(stored, TokenPurpose.Preferences), default))!);

        Assert.Equal("ida@example.org", json.RootElement.GetProperty("subscriber").GetProperty("address").GetString());
        Assert.Equal("form", json.RootElement.GetProperty("subscriber").GetProperty("consent").GetProperty("source").GetString());
        Assert.Equal("bounce", json.RootElement.GetProperty("suppression").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task ErasingLeavesNothingAndOldLinksDoNotOpenWhoeverComesAfter()
    {
        var stored = await test.SubscribeAsync("ida@example.org");
        var token = Membership.Issue(stored, TokenPurpose.Preferences);

        Assert.Equal(LinkState.Good, (await Membership.EraseAsync(token, default)).State);
        Assert.Empty(await test.Book.AllAsync(default).ToListAsync());
        Assert.Equal(LinkState.Old, (await Membership.EraseAsync(token, default)).State);

        test.Clock.Advance(TimeSpan.FromHours(1));
        await test.SubscribeAsync("ida@example.org");
        Assert.Equal(LinkState.Old, (await Membership.LookAsync(token, TokenPurpose.Preferences, default)).State);
    }

    public void Dispose() => test.Dispose();

    private async Task<Subscriber> StoredAsync() => (await test.Book.FindAsync(Some.Address("ida@example.org"), default))!;

    private async Task<string?> ETagAsync() => (await StoredAsync()).ETag;
}
