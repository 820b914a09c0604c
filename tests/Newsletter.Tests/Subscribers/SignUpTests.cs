using System.Net;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public sealed class SignUpTests : IDisposable
{
    private readonly TestDesk test = new();

    [Fact]
    public async Task WhoSignsUpIsPendingAndGetsOneMailWithALink()
    {
        Assert.Equal(SignUpAnswer.CheckMail, await test.SignUpAsync(" Ida@Example.ORG "));

        var mail = Assert.Single(await test.MailsAsync());
        Assert.Equal("Ida@example.org", mail.To.Mailboxes.Single().Address);
        var stored = (await test.Book.FindAsync(Some.Address("ida@example.org"), default))!;
        Assert.Equal((SubscriberState.Pending, null, "Asia/Tokyo"), (stored.State, stored.NextDue, stored.Preferences.Zone));
        Assert.Equal(new Consent("form", Some.Time, null), stored.Consent);
        Assert.Equal("/subscribe/confirm/", TestDesk.LinkOf(mail).AbsolutePath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ida")]
    [InlineData("ida@localhost")]
    [InlineData("ida@example.org\r\nBcc: all@example.org")]
    [InlineData("ida@example.org, tobias@example.org")]
    [InlineData("\"ida vance\"@example.org")]
    [InlineData("ida@[192.0.2.1]")]
    [InlineData("ïda@example.org")]
    [InlineData("ida\0@example.org")]
    public async Task WhatIsNoAddressIsSaidAndSentNothing(string address)
    {
        Assert.Equal(SignUpAnswer.NotAnAddress, await test.SignUpAsync(address));
        Assert.Empty(await test.MailsAsync());
        Assert.Empty(await test.Book.AllAsync(default).ToListAsync());
    }

    [Fact]
    public async Task TheAnswerIsTheSameForEveryAddressAndWhatItsOwnerGetsIsNot()
    {
        await test.SubscribeAsync("active@example.org");
        var left = await test.SubscribeAsync("left@example.org");
        await test.Desk.Membership.UnsubscribeAsync(test.Desk.Membership.Issue(left, TokenPurpose.Unsubscribe), TokenPurpose.Unsubscribe, default);
        await test.SubscribeAsync("bounced@example.org");
        await test.Book.SuppressAsync(Some.Address("bounced@example.org"), new(SuppressionReason.Bounce, Some.Time), default);
        await test.Book.SuppressAsync(Some.Address("complained@example.org"), new(SuppressionReason.Complaint, Some.Time), default);
        var before = await test.Book.AllAsync(default).Select(s => s.ETag).ToListAsync();
        test.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var address in new[] { "active", "left", "bounced", "complained", "new" })
        {
            Assert.Equal(SignUpAnswer.CheckMail, await test.SignUpAsync(address + "@example.org"));
        }

        Assert.Subset((await test.Book.AllAsync(default).Select(s => s.ETag).ToListAsync()).ToHashSet(), before.ToHashSet());
        Assert.Equal(
            ["active /preferences/", "left /subscribe/confirm/", "new /subscribe/confirm/"],
            (await test.MailsAsync()).Select(m => $"{m.To.Mailboxes.Single().Address.Split('@')[0]} {TestDesk.LinkOf(m).AbsolutePath}").Order());
    }

    [Fact]
    public async Task OneMailboxGetsAtMostThreeMailsADayHoweverManyClientsAskAndHoweverItIsWritten()
    {
        for (var hour = 0; hour < 15; hour++)
        {
            for (var client = 0; client < 30; client++)
            {
                await test.SignUpAsync(client % 3 == 0 ? "Ida@example.org" : $"ida+{client}@example.org", $"192.0.2.{client}");
                test.Clock.Advance(TimeSpan.FromMinutes(2));
            }
        }

        // From 9 o'clock to midnight.
        Assert.Equal(SignUpLimits.DailyPerAddress, (await test.MailsAsync()).Count);
    }

    [Fact]
    public async Task TwoMailsToOneMailboxAreTenMinutesApartAlsoAroundMidnight()
    {
        test.Clock.Advance(TimeSpan.FromHours(15) - TimeSpan.FromMinutes(1));
        await test.SignUpAsync("ida@example.org");
        test.Clock.Advance(TimeSpan.FromMinutes(9));
        await test.SignUpAsync("ida@example.org");
        Assert.Single(await test.MailsAsync());

        test.Clock.Advance(TimeSpan.FromMinutes(1));
        await test.SignUpAsync("ida@example.org");
        Assert.Single(await test.MailsAsync());
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    public async Task OneClientSignsUpAtMostTwentyAddressesAnHourWhateverWorkerItAsks(string one, string same)
    {
        var other = test.Open(Some.Keys);
        var answers = new List<SignUpAnswer>();
        for (var i = 0; i < 50; i++)
        {
            answers.Add(await (i % 2 == 0 ? test.Desk : other).SignUp.AskAsync(new($"reader{i}@example.org", null, null, IPAddress.Parse(i % 3 == 0 ? one : same)), default));
        }

        Assert.Equal(SignUpLimits.HourlyPerClient, answers.Count(a => a == SignUpAnswer.CheckMail));
        Assert.Equal(30, answers.Count(a => a == SignUpAnswer.TooMany));
        Assert.Equal(SignUpLimits.HourlyPerClient, (await test.MailsAsync()).Count);
        Assert.Equal(SignUpAnswer.CheckMail, await test.SignUpAsync("else@example.org", "192.0.2.8"));

        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(SignUpAnswer.CheckMail, await test.SignUpAsync("later@example.org", one));
    }

    [Fact]
    public async Task ManyClientsTogetherSignUpAtMostAThousandAddressesAnHour()
    {
        for (var i = 0; i < SignUpLimits.HourlyPerSite + 100; i++)
        {
            await test.SignUpAsync($"reader{i}@example.org", $"198.51.{i / 200}.{i % 200}");
        }

        Assert.Equal(SignUpLimits.HourlyPerSite, (await test.MailsAsync()).Count);
    }

    [Fact]
    public async Task ManySignUpsOfOneAddressAtOnceSendOneMail()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => test.SignUpAsync("ida@example.org", $"192.0.2.{i}"))));

        Assert.Single(await test.MailsAsync());
        Assert.Equal(1, await test.Book.AllAsync(default).CountAsync());
    }

    [Fact]
    public async Task WhatFillsTheTrapIsAnsweredLikeAnyoneAndSentNothing()
    {
        var form = test.Desk.SignUp.FormToken();
        test.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(SignUpAnswer.CheckMail, await test.Desk.SignUp.AskAsync(new SignUpRequest("ida@example.org", null, null, null) { Trap = "http://spam.example" }, form, default));
        Assert.Empty(await test.MailsAsync());
        Assert.Empty(await test.Book.AllAsync(default).ToListAsync());
    }

    [Theory]
    [InlineData(1, SignUpAnswer.AskAgain)]
    [InlineData(2, SignUpAnswer.CheckMail)]
    [InlineData(86_399, SignUpAnswer.CheckMail)]
    [InlineData(86_400, SignUpAnswer.AskAgain)]
    public async Task AFormIsSentNotBeforeTwoSecondsAndWithinADay(int seconds, SignUpAnswer answer)
    {
        var form = test.Desk.SignUp.FormToken();
        test.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(answer, await test.Desk.SignUp.AskAsync(new SignUpRequest("ida@example.org", null, null, null), form, default));
        Assert.Equal(SignUpAnswer.AskAgain, await test.Desk.SignUp.AskAsync(new SignUpRequest("ida@example.org", null, null, null), null, default));
    }

    [Fact]
    public async Task SignUpsThatNobodyConfirmedAreErasedAfterThirtyDaysUnlessTheyWereRenewed()
    {
        await test.SignUpAsync("ida@example.org");
        await test.SignUpAsync("tobias@example.org");
        await test.SubscribeAsync("lotte@example.org");
        await test.MailsAsync();
        test.Clock.Advance(TimeSpan.FromDays(20));
        await test.SignUpAsync("tobias@example.org");
        await test.MailsAsync();

        test.Clock.Advance(TimeSpan.FromDays(10));
        await test.Desk.ForgetAsync(default);
        Assert.Equal(["lotte@example.org", "tobias@example.org"], await AddressesAsync());

        test.Clock.Advance(TimeSpan.FromDays(20));
        await test.Desk.ForgetAsync(default);
        Assert.Equal(["lotte@example.org"], await AddressesAsync());
    }

    public void Dispose() => test.Dispose();

    private async Task<List<string>> AddressesAsync() => await test.Book.AllAsync(default).Select(s => s.Address.Value).Order().ToListAsync();
}
