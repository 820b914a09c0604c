using System.Text.Json;
using MimeKit;
using Newsletter.Digests;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>The commands of an operator, from a subscriber who is due to a mail.</summary>
public sealed class DigestSendingTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task WhoIsDueGetsTheDigestAsAFileOnce()
    {
        await DueAsync();

        Assert.Equal("1 planned; 1 accepted.\n", (await RunAsync("digest", "send")).MustSucceed().Output);
        Assert.Equal("0 planned; nothing to send.\n", (await RunAsync("digest", "send")).MustSucceed().Output);

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(folder.At(".newsletter/public/outbox"), "*.eml")));
        Assert.Equal(("ida@example.org", "Faust"), (Assert.Single(mail.To.Mailboxes).Address, mail.Subject));
        Assert.Contains("https://stories.example/unsubscribe/?t=", mail.Headers[HeaderId.ListUnsubscribe], StringComparison.Ordinal);
        Assert.Equal("0 open.\n0 failed.\n0 uncertain.\n", (await RunAsync("deliveries")).MustSucceed().Output);
    }

    [Fact]
    public async Task APauseRefusesToSendAndResumingSaysWhatWaits()
    {
        await DueAsync();
        Assert.Contains("Sending is paused since", (await RunAsync("digest", "pause")).MustSucceed().Output, StringComparison.Ordinal);

        var refused = await RunAsync("digest", "send");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("newsletter digest resume", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Sending is paused", (await RunAsync("deliveries")).MustSucceed().Output, StringComparison.Ordinal);

        Assert.Equal("Sending goes on: 0 digests wait.\n", (await RunAsync("digest", "resume")).MustSucceed().Output);
        Assert.Equal("1 planned; 1 accepted.\n", (await RunAsync("digest", "send")).MustSucceed().Output);
    }

    [Fact]
    public async Task WhatMayHaveArrivedIsListedAndSentAgainByAWord()
    {
        using var bad = await MoodySmtp.StartAsync("drop-end");
        await DueAsync($"smtp: smtp+plain://127.0.0.1:{bad.Port}");
        var sent = await RunAsync("digest", "send");
        Assert.Equal((1, "1 planned; 1 uncertain.\nSee: newsletter deliveries\n"), (sent.ExitCode, sent.Output));

        var listed = (await RunAsync("deliveries", "--uncertain")).MustSucceed().Output;
        Assert.StartsWith("1 uncertain: the connection died at the end: they may have arrived.\n", listed, StringComparison.Ordinal);
        Assert.Contains("ida@example.org", listed, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await RunAsync("deliveries", "--json")).MustSucceed().Output);
        var key = Assert.Single(json.RootElement.GetProperty("deliveries").EnumerateArray()).GetProperty("key").GetString()!;

        using var good = await MoodySmtp.StartAsync("calm");
        Settings($"smtp: smtp+plain://127.0.0.1:{good.Port}");
        Assert.Equal("0 planned; nothing to send.\n", (await RunAsync("digest", "send")).MustSucceed().Output);
        Assert.Contains("1 goes out again", (await RunAsync("deliveries", "--send-again", key)).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Equal("0 planned; 1 accepted.\n", (await RunAsync("digest", "send")).MustSucceed().Output);

        var again = await RunAsync("deliveries", "--send-again", key);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("No failed or uncertain delivery has the key", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATestGoesToOneAddressAndChangesNothing()
    {
        using var smtp = await MoodySmtp.StartAsync("calm", keeps: true);
        await DueAsync($"smtp: smtp+plain://127.0.0.1:{smtp.Port}");

        Assert.Equal("Sent: [Test] Faust\n", (await RunAsync("digest", "send", "--test", "editor@example.org", "--from", "2026-01-01", "--until", "2026-01-02")).MustSucceed().Output);
        Assert.Equal("Nothing for mail came out from 2025-01-01 up to 2025-01-02: no mail.\n", (await RunAsync("digest", "send", "--test", "editor@example.org", "--from", "2025-01-01", "--until", "2025-01-02")).MustSucceed().Output);
        Assert.Equal(2, (await RunAsync("digest", "send", "--test", "nobody")).ExitCode);
        Assert.Equal(2, (await RunAsync("digest", "send", "--from", "2025-01-01")).ExitCode);

        var mail = await MimeMessage.LoadAsync(Assert.Single(smtp.Mails()));
        Assert.Equal(("editor@example.org", "[Test] Faust"), (Assert.Single(mail.To.Mailboxes).Address, mail.Subject));
        Assert.Contains("unsubscribe/?t=test", mail.TextBody, StringComparison.Ordinal);

        // The subscriber's own comes as if there had been none.
        Assert.Equal("0 open.\n0 failed.\n0 uncertain.\n", (await RunAsync("deliveries")).MustSucceed().Output);
        Assert.Equal("1 planned; 1 accepted.\n", (await RunAsync("digest", "send")).MustSucceed().Output);
        Assert.Equal(["editor@example.org", "ida@example.org"], smtp.Did().Where(d => d.Did == "took").Select(d => d.Who));
    }

    [Fact]
    public async Task ASiteWithoutASenderSaysWhatToSet()
    {
        folder.Write("inbox/faust.md", Some.Article());

        var result = await RunAsync("digest", "send");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("mail_from", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPasswordIsNamedAndNothingIsLost()
    {
        await DueAsync("smtp: smtp://ida@127.0.0.1:9");

        var result = await RunAsync("digest", "send");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("NEWSLETTER_SMTP_PASSWORD", result.Errors, StringComparison.Ordinal);
        Settings("");
        Assert.Equal("1 planned; 1 accepted.\n", (await RunAsync("digest", "send")).MustSucceed().Output);
    }

    /// <summary>A published article, and a subscriber whose digest is due.</summary>
    private async Task DueAsync(string settings = "")
    {
        Settings(settings);
        folder.Write("inbox/faust.md", Some.Article(yaml: "title: Faust\nsummary: A bargain.\nspoilers: none\npublished: 2026-01-01\n"));
        (await RunAsync("publish")).MustSucceed();
        using var storage = new LocalStorage(
            new() { Inbox = folder.At("inbox"), Web = folder.At("public"), Reports = folder.At(".newsletter/public/reports"), State = folder.At(".newsletter/public") }, TimeProvider.System, OutputHeaders.Of);
        var book = new SubscriberBook(storage.Database.Table(SubscriberBook.TableName), KeyFile.ReadOrMake(folder.At(".newsletter/public"), Some.Chance).Address);
        await book.AddAsync(Some.Subscriber() with { NextDue = Some.Time.AddYears(-1), Preferences = new() { Cadence = DigestCadence.Daily } }, default);
    }

    private void Settings(string more) => folder.Write("newsletter.yaml", $"base_url: https://stories.example/\nmail_from: Explained <news@stories.example>\n{more}\n");

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });

    public void Dispose() => folder.Dispose();
}
