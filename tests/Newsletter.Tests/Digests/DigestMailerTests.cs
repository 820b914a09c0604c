using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>The mails of real articles, from what was planned.</summary>
public sealed class DigestMailerTests : IDisposable
{
    private readonly TestSite site = new()
    {
        Settings = new() { Title = "The Test", BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "tag" }, MailFrom = Mailbox.TryParse("The Test <news@site.example>", out var from) ? from : null },
    };

    private readonly LocalStorage storage;
    private readonly Tokens tokens = new([new TokenKey("k1", new byte[32])]);

    public DigestMailerTests() => storage = site.Open();

    [Fact]
    public async Task AReaderGetsTheArticlesWithLinksOfTheirOwn()
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained"));
        site.Upload("medea.md", TestSite.Article("Medea, Explained"));
        await site.PublishAsync();
        var (one, other) = (Some.Subscriber("one@example.org"), Some.Subscriber("other@example.org"));

        var (first, second) = (await MailAsync(Mailer(), one, 1, 2), await MailAsync(Mailer(), other, 1, 2));

        Assert.Equal("one@example.org", Assert.Single(first!.To.Mailboxes).Address);
        Assert.Equal("news@site.example", Assert.Single(first.From.Mailboxes).Address);
        Assert.Contains("Hamlet, Explained", first.TextBody, StringComparison.Ordinal);
        Assert.Contains("Medea, Explained", first.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("He dies at dawn", first.TextBody + first.HtmlBody, StringComparison.Ordinal);
        var token = first.Headers[HeaderId.ListUnsubscribe]!.Split("?t=")[1].TrimEnd('>');
        Assert.Equal(one.Id, tokens.Read(token, TokenPurpose.Unsubscribe)!.Subscriber);
        Assert.Contains(token, first.TextBody, StringComparison.Ordinal);
        Assert.Contains(token, first.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(token, second!.TextBody + second.HtmlBody + second.Headers[HeaderId.ListUnsubscribe], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACorrectionReachesWhoHasNotGotTheMail()
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explaned"));
        site.Upload("medea.md", TestSite.Article("Medea, Explained"));
        await site.PublishAsync();
        var mailer = Mailer();
        Assert.Contains("Explaned", (await MailAsync(mailer, Some.Subscriber("one@example.org"), 1, 2))!.TextBody, StringComparison.Ordinal);

        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained"));
        site.Remove("medea.md");
        await site.PublishAsync();
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        var mail = (await MailAsync(mailer, Some.Subscriber("other@example.org"), 1, 2))!;
        Assert.Equal("Hamlet, Explained", mail.Subject);
        Assert.DoesNotContain("Medea", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);

        site.Remove("hamlet.md");
        await site.PublishAsync();
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await MailAsync(mailer, Some.Subscriber("third@example.org"), 1, 2));
    }

    [Fact]
    public async Task EverybodyIsToldAsMuchAsTheyAskedForAndInTheirLanguage()
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", more: "work: Hamlet"));
        await site.PublishAsync();
        var knows = Some.Subscriber("knows@example.org");
        knows = knows with { Preferences = knows.Preferences with { Tolerance = Tolerance.None.WithSeen(["Hamlet"]), Language = "de" } };
        var mailer = Mailer();

        var mail = (await MailAsync(mailer, knows, 1))!;
        Assert.Contains("He dies at dawn", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"de\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("He dies at dawn", (await MailAsync(mailer, Some.Subscriber("other@example.org"), 1))!.ToString(), StringComparison.Ordinal);
    }

    private DigestMailer Mailer()
    {
        var catalogue = new ArticleCatalogue(storage.Catalogue, storage.State, site.Settings);
        return new(catalogue, new(storage.Catalogue), new OutputRenderer(site.Settings, TemplateSources.Default), MailIdentity.Of(site.Settings), tokens, [], site.Clock);
    }

    private static async Task<MimeMessage?> MailAsync(DigestMailer mailer, Subscriber subscriber, params long[] articles)
    {
        var key = new DigestKey(subscriber.Id, 1);
        var delivery = new DeliveryRecord
        {
            Key = key,
            MessageId = key.MessageId("site.example"),
            Cadence = DigestCadence.Weekly,
            Due = Some.Time,
            Articles = articles,
            UpTo = 9,
            Changed = Some.Time,
        };
        return await mailer.ComposeAsync(delivery, subscriber, default) is { } mail ? MimeMessage.Load(new MemoryStream(mail.Content.ToArray())) : null;
    }

    public void Dispose()
    {
        storage.Dispose();
        site.Dispose();
    }
}
