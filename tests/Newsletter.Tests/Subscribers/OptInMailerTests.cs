using System.Text;
using MimeKit;
using Newsletter.Subscribers;
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
        await Assert.ThrowsAsync<IOException>(async () => await test.Desk.AnswerAsync(default));
        Assert.Equal(0, await test.Desk.AnswerAsync(default));

        test.LetMailsPass();
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(2, (await test.MailsAsync()).Count);
    }

    [Fact]
    public async Task WhatIsNoMessageIsPassedOver()
    {
        foreach (var message in new[] { "x", "", "ida@example.org", SubscriberId.New(Some.Chance).Value })
        {
            Assert.False(await test.Desk.AnswerAsync(message, default));
        }
    }

    public void Dispose() => test.Dispose();
}
