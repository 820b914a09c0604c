using System.Text;
using MimeKit;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public sealed class OptInMailerTests : IDisposable
{
    private readonly TestDesk test = new();

    [Fact]
    public async Task TheMailSaysWhoAsksAndCarriesNoWayToUnsubscribe()
    {
        await test.SignUpAsync("ida@example.org");
        var mail = Assert.Single(await test.MailsAsync());

        Assert.Equal("Explained, the Größte", mail.From.Mailboxes.Single().Name);
        Assert.Equal("news@example.com", mail.From.Mailboxes.Single().Address);
        Assert.Equal("Please confirm: Explained by mail", mail.Subject);
        Assert.Equal(test.Clock.GetUtcNow(), mail.Date);
        Assert.EndsWith("@example.com", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.DoesNotContain(mail.Headers, header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(TestDesk.LinkOf(mail).AbsoluteUri, mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsBytesAreAsciiAndItsLinesShortWhateverTheNames()
    {
        using var odd = new TestDesk(new()
        {
            Title = "Erklärt — 説明\r\nBcc: all@example.org",
            BaseUrl = new("https://newsletter.example/a/very/long/path/" + new string('x', 200) + "/"),
            MailFrom = new("日本語 \"Zeitung\"", Some.Address("news@example.com")),
            Language = "de",
        });
        await odd.SignUpAsync("ida@example.org");
        var mail = Assert.Single(await odd.MailsAsync());
        using var stream = new MemoryStream();
        await mail.WriteToAsync(stream);
        var text = Encoding.Latin1.GetString(stream.ToArray());

        Assert.All(text, c => Assert.True(char.IsAscii(c)));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 200));
        Assert.DoesNotContain(mail.Headers, header => header.Id == HeaderId.Bcc);
        Assert.Contains("/subscribe/confirm/?t=", TestDesk.LinkOf(mail).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingInItIsAnAddressButThatItGoesTo()
    {
        await test.SignUpAsync("ida@example.org");
        var mail = Assert.Single(await test.MailsAsync());

        Assert.DoesNotContain("ida", mail.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ida@", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AMailThatCanNotBeSentNowIsSentLaterAndHoldsUpNoOther()
    {
        test.BlockMails();
        await test.SignUpAsync("ida@example.org");
        await test.SignUpAsync("tobias@example.org", "192.0.2.2");
        Assert.Empty(await test.MailsAsync());

        test.LetMailsPass();
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(2, (await test.MailsAsync()).Count);
    }

    [Fact]
    public async Task WhatWasGivenUpIsAskedForAgainUntilItIsTooOften()
    {
        await test.SignUpAsync("ida@example.org");
        for (var i = 0; i <= IWorkQueue.PoisonAfter; i++)
        {
            await test.SignUps.ReceiveAsync(1, TimeSpan.FromSeconds(1), default);
            test.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Single(await test.SignUps.ListPoisonAsync(default).ToListAsync());
        await test.Desk.ForgetAsync(default);
        Assert.Empty(await test.SignUps.ListPoisonAsync(default).ToListAsync());
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(await test.MailsAsync());
    }

    [Fact]
    public async Task ABusyServerIsAskedAgainAndInTheEndGivenUp()
    {
        using var smtp = await MoodySmtp.StartAsync("450");
        using var busy = Through(new() { Servers = [smtp.Server] });
        await busy.SignUpAsync("ida@example.org");

        for (var day = 0; day < 4 * 24; day++)
        {
            await busy.MailsAsync();
            busy.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(new SendingRules().MostAttempts, smtp.Did().Count(d => d.Did == "refused"));
        Assert.Empty(await busy.SignUps.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));
    }

    [Fact]
    public async Task WhenTheFirstServerTakesNoneTheSecondGetsItAndNobodyBothWhenItIsUnknown()
    {
        using var away = await MoodySmtp.StartAsync("drop-rcpt");
        using var unsure = await MoodySmtp.StartAsync("drop-end");
        using var calm = await MoodySmtp.StartAsync("calm");
        using var first = Through(new() { Servers = [away.Server with { Name = "away" }, calm.Server] });
        using var second = Through(new() { Servers = [unsure.Server with { Name = "unsure" }, calm.Server] });
        await first.SignUpAsync("ida@example.org");
        await second.SignUpAsync("tobias@example.org");

        foreach (var desk in new[] { first, second })
        {
            await desk.MailsAsync();
            desk.Clock.Advance(TimeSpan.FromDays(1));
            await desk.MailsAsync();
        }

        Assert.Equal(["ida@example.org"], calm.Did().Where(d => d.Did == "took").Select(d => d.Who));
        Assert.Equal(["tobias@example.org"], unsure.Did().Where(d => d.Did == "took").Select(d => d.Who));
    }

    [Fact]
    public async Task TheLimitsAreThoseOfAllMailsAndWhoMustWaitIsNotLost()
    {
        using var smtp = await MoodySmtp.StartAsync("calm");
        using var slow = Through(new() { Servers = [smtp.Server], Limit = new(PerMinute: 1, PerHour: 0) });
        await slow.SignUpAsync("ida@example.org");
        await slow.SignUpAsync("tobias@example.org", "192.0.2.2");
        await slow.SignUpAsync("vera@example.org", "192.0.2.3");

        await slow.MailsAsync();
        Assert.Single(smtp.Did(), d => d.Did == "took");
        for (var minute = 0; minute < 3; minute++)
        {
            slow.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
            await slow.MailsAsync();
        }

        Assert.Equal(3, smtp.Did().Where(d => d.Did == "took").DistinctBy(d => d.Who).Count());
        Assert.Equal(3, smtp.Did().Count(d => d.Did == "took"));
    }

    [Fact]
    public async Task ItIsSignedAndHasTheHeadersOfOurMails()
    {
        using var folder = new TempFolder();
        var (rsa, ed25519) = (Dkimpy.RsaKey(2048), Dkimpy.Ed25519Key());
        using var signed = Through(new()
        {
            Keys = [("r1", folder.Write("r1.pem", rsa)), ("e1", folder.Write("e1.pem", ed25519))],
            ReplyTo = new("Die Redaktion", Some.Address("editors@example.com")),
            Bounces = Some.Address("bounces@example.com"),
        });
        await signed.SignUpAsync("ida@example.org");
        while (await signed.Desk.AnswerAsync(default) > 0)
        {
        }

        using var keys = DkimKey.Parse("example.com", "r1", rsa);
        using var others = DkimKey.Parse("example.com", "e1", ed25519);
        var mail = signed.RawMails().Single();
        Assert.Equal("True True", await Dkimpy.VerifyAsync(mail, keys, others));
        Assert.Contains("\nReply-To: Die Redaktion <editors@example.com>\r\n", mail, StringComparison.Ordinal);
        Assert.Contains($"\r\nFeedback-ID: {signed.Clock.GetUtcNow():yyyyMMdd}:confirm:signup:site.example\r\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoMessageIsPassedOver()
    {
        foreach (var message in new[] { "x", "", "ida@example.org", SubscriberId.New(Some.Chance).Value })
        {
            Assert.Equal(OptInOutcome.Passed, await test.Desk.AnswerAsync(message, default));
        }
    }

    private static TestDesk Through(MailSettings mail) => new(new() { BaseUrl = new("https://site.example/"), MailFrom = new("Explained", Some.Address("news@example.com")), Mail = mail });

    public void Dispose() => test.Dispose();
}
