using System.Net;
using System.Text.Json;
using Newsletter.Delivery;
using Newsletter.Functions.Tests.Evening;
using Newsletter.Functions.Tests.Listening;
using Newsletter.Functions.Tests.Support;
using Newsletter.Subscribers;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Delivery.Bounces;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>Readers and their mails with the handler as a process, called and asked as the host does it, on real storage and with a real mail server.</summary>
public sealed class ReadersTests : IAsyncLifetime
{
    private Account account = null!;
    private MoodySmtp smtp = null!;

    public async Task InitializeAsync() => (account, smtp) = (await Account.NewAsync(), await MoodySmtp.StartAsync("calm", keeps: true));

    public Task DisposeAsync()
    {
        smtp.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AReaderSignsUpGetsADigestAndLeavesAndNothingSaysWho()
    {
        await using var collector = await Collector.StartAsync();
        using var handler = await HandlerAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
        });

        await ReadersEvening.SpendAsync(AppOf(handler));

        await collector.WaitAsync(so => so.Spans.Count(span => span.Name == "sweep") == 3 && so.Spans.Count(span => span.Name.EndsWith("HttpRequestIn", StringComparison.Ordinal)) > 20);
        foreach (var said in new[] { handler.Said, collector.Everything })
        {
            Assert.DoesNotContain("vance", said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("k1\\.|[?&]t=", said);
        }
    }

    [Fact]
    public async Task AHookSuppressesWhomItTellsOf()
    {
        using var handler = await HandlerAsync();
        await ReadersEvening.BounceAsync(AppOf(handler));
        Assert.DoesNotMatch("vance|secret of", handler.Said);
    }

    [Fact]
    public async Task AMailThatCameBackIsReadFromItsMailbox()
    {
        const string Nobody = "nobody@example.org";
        using var mailbox = await Dovecot.StartAsync();
        using var handler = await HandlerAsync(new()
        {
            ["NEWSLETTER_BOUNCE_MAILBOX"] = $"imap+plain://ida@127.0.0.1:{mailbox.Settings.Port}",
            [MailSecrets.BouncePassword] = mailbox.Settings.Password,
        });
        var app = AppOf(handler);
        await app.SignUpAsync(Nobody);
        await app.AnswerAsync();
        await app.ConfirmAsync(ReadersApp.LinkOf(Assert.Single(app.Mails()), "subscribe/confirm/"));
        await app.PublishAsync("nosferatu.md", "Nosferatu, Explained");
        await app.MakeDueAsync(Nobody);
        await app.SendDigestsAsync();
        mailbox.Deliver("From: a@example.org\nSubject: Out of office\n\nBack on Monday.\n");
        mailbox.Deliver(Reports.Dsn($"Final-Recipient: rfc822; {Nobody}\nAction: failed\nStatus: 5.1.1", original: app.Mails()[1].ToString()).ToString());

        Assert.Equal("2 mails read, 1 addresses suppressed, 0 soft bounces counted", await app.Call(Triggers.HandleBounces, null));

        Assert.Equal(SubscriberState.Suppressed, (await app.SubscriberAsync(Nobody)).State);
        Assert.Equal("0 mails read, 0 addresses suppressed, 0 soft bounces counted", await app.Call(Triggers.HandleBounces, null));
        Assert.DoesNotContain("nobody@", handler.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignUpsAreCountedByTheClientThatTheFrontEndSaw()
    {
        using var handler = await HandlerAsync();
        await ReadersEvening.FloodAsync(AppOf(handler));
    }

    [Fact]
    public async Task ABusyServerHoldsAMailUpAndLosesNone()
    {
        using var busy = await MoodySmtp.StartAsync("450");
        using var handler = await HandlerAsync(new() { ["NEWSLETTER_SMTP"] = $"smtp+plain://127.0.0.1:{busy.Port}" });
        var app = AppOf(handler);
        await app.SignUpAsync("ida@example.org");

        var message = Assert.Single(await account.Storage.SignUps.ReceiveAsync(1, TimeSpan.FromMinutes(5), default));
        Assert.Equal("mail about signing up: later", await app.Call(Triggers.AnswerSignUp, message.Body));
        await account.Storage.SignUps.CompleteAsync(message, default);

        // It waits for its time.
        Assert.Empty(await account.Storage.SignUps.ReceiveAsync(1, TimeSpan.FromMinutes(5), default));
        Assert.Single(busy.Did(), did => did.Did == "refused");
    }

    [Theory]
    [InlineData("NEWSLETTER_SMTP", "", "Mails need a server")]
    [InlineData("NEWSLETTER_SMTP", "smtp://news@mail.example.org", "NEWSLETTER_SMTP_PASSWORD")]
    [InlineData(SiteKeys.Variable, "", "NEWSLETTER_KEYS is not set")]
    [InlineData(SiteKeys.Variable, "@Microsoft.KeyVault(VaultName=x;SecretName=y)", "NEWSLETTER_KEYS) can't be read")]
    [InlineData("NEWSLETTER_SERVICE_URL", "https://app.example/readers/", "without a path")]
    public async Task WhatMailsMissIsSaidAndPublishingGoesOn(string setting, string value, string said)
    {
        using var handler = await HandlerAsync(new() { [setting] = value });
        var app = AppOf(handler);

        var (status, _, answer) = await handler.CallAsync(Triggers.PlanDigests, Bodies.Timer(Triggers.PlanDigests));
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains(said, JsonDocument.Parse(answer).RootElement.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Get, "/subscribe/")).Status);
        // The app's log is written and read in its own time, after the answer.
        await Eventually.SeesAsync(said, () => handler.Said.Contains(said, StringComparison.Ordinal), () => handler.Said);
        await app.PublishAsync("nosferatu.md", "Nosferatu, Explained");
        Assert.True(await account.HasAsync("$web", "explainers/nosferatu/index.html"));
    }

    [Fact]
    public async Task WithoutASenderThereAreNoPagesAndTimersHaveNothingToDo()
    {
        using var handler = await HandlerAsync(new() { ["NEWSLETTER_MAIL_FROM"] = "" });
        var app = AppOf(handler);

        Assert.Equal("no mail: NEWSLETTER_MAIL_FROM is not set", await app.Call(Triggers.PlanDigests, null));
        Assert.Equal("no mail: NEWSLETTER_MAIL_FROM is not set", await app.Call(Triggers.HandleBounces, null));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SendAsync(HttpMethod.Get, "/subscribe/")).Status);
    }

    [Theory]
    [InlineData(Triggers.SendBatch, "{\"Data\":{},\"Metadata\":{}}", HttpStatusCode.BadRequest)]
    [InlineData(Triggers.SendBatch, "{\"Data\":{\"message\":\"\\\"ida@example.org\\\"\"},\"Metadata\":{}}", HttpStatusCode.InternalServerError)]
    [InlineData(Triggers.AnswerSignUp, "{\"Data\":{\"message\":\"\\\"ida@example.org\\\"\"},\"Metadata\":{}}", HttpStatusCode.OK)]
    [InlineData(Triggers.HandleBounces, "{}", HttpStatusCode.OK)]
    public async Task WhatIsNoMessageOfOursFailsAtMostItselfAndIsNotRepeated(string function, string body, HttpStatusCode expected)
    {
        using var handler = await HandlerAsync();

        var (status, type, answer) = await handler.CallAsync(function, body);

        Assert.Equal((expected, "application/json"), (status, type));
        Assert.DoesNotContain("ida@", answer + handler.Said, StringComparison.Ordinal);
    }

    private Task<Handler> HandlerAsync(Dictionary<string, string?>? environment = null) => Handler.StartAsync(
        account.Connection, ReadersApp.Settings(smtp).Concat(environment ?? []).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => same.Last().Value));

    private ReadersApp AppOf(Handler handler) => new(
        account, smtp,
        async (function, message) =>
        {
            var (status, _, body) = await handler.CallAsync(function, message is null ? Bodies.Timer(function) : Bodies.Queue(message, function));
            Assert.True(status == HttpStatusCode.OK, body);
            return JsonDocument.Parse(body).RootElement.GetProperty("Logs")[0].GetString()!;
        },
        handler.ForwardAsync);
}
