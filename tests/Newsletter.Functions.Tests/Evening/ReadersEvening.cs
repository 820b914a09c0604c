using System.Net;
using System.Text;
using Newsletter.Subscribers;

namespace Newsletter.Functions.Tests.Evening;

/// <summary>What readers do with the app, and what it may not do: the same in both worker models.</summary>
internal static class ReadersEvening
{
    private const string Ida = "ida.vance@example.org";

    /// <summary>From signing up to a digest, and away by one click; nothing changes by looking.</summary>
    public static async Task SpendAsync(ReadersApp app)
    {
        await app.PublishAsync("nosferatu.md", "Nosferatu, Explained");
        var (status, page, policy) = await app.SendAsync(HttpMethod.Get, "/subscribe/");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("https://site.example/assets/", page, StringComparison.Ordinal);
        Assert.Contains("style-src https://site.example;", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("https://app.example/subscribe/", await app.Account.ReadAsync("$web", "feeds/index.html"), StringComparison.Ordinal);

        var first = await app.SignUpAsync(Ida);
        await app.AnswerAsync();
        var confirm = ReadersApp.LinkOf(Assert.Single(app.Mails()), "subscribe/confirm/");
        await LookAsync(app, confirm);
        Assert.Equal(SubscriberState.Pending, (await app.SubscriberAsync(Ida)).State);
        Assert.Equal(HttpStatusCode.OK, await app.ConfirmAsync(confirm));
        Assert.Equal(SubscriberState.Active, (await app.SubscriberAsync(Ida)).State);
        Assert.Equal(first, await app.SignUpAsync(Ida));
        Assert.Equal(HttpStatusCode.Accepted, first.Status);

        await app.PublishAsync("faust.md", "Faust, Explained");
        await app.MakeDueAsync(Ida);
        Assert.Equal("1 digests planned; 1 accepted", await app.SendDigestsAsync());
        await app.SendDigestsAsync();
        var digest = Assert.Single(app.Mails(), mail => mail.Headers["List-Unsubscribe"] is not null);
        Assert.Contains("Faust, Explained", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Nosferatu", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("dawn", digest.TextBody + digest.HtmlBody, StringComparison.Ordinal);

        var preferences = ReadersApp.LinkOf(digest, "preferences/");
        await LookAsync(app, preferences);
        var token = ReadersApp.TokenOf(preferences);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/preferences/", ("t", token), ("cadence", "daily"), ("hour", "9"))).Status);
        Assert.Equal((9, "Asia/Tokyo"), ((await app.SubscriberAsync(Ida)).Preferences.Hour, (await app.SubscriberAsync(Ida)).Preferences.Zone));
        Assert.Contains(Ida, (await app.PostAsync("/preferences/export/", ("t", token))).Body, StringComparison.Ordinal);

        var unsubscribe = new Uri(digest.Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        await LookAsync(app, unsubscribe);
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Post, unsubscribe, new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded"))).Status);
        Assert.Equal(SubscriberState.Unsubscribed, (await app.SubscriberAsync(Ida)).State);
        await app.PublishAsync("medea.md", "Medea, Explained");
        Assert.Equal("0 digests planned; ", await app.SendDigestsAsync());
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/preferences/erase/", ("t", token), ("sure", "yes"))).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SubscriberAsync(Ida));
    }

    /// <summary>A provider tells of a bounce; whoever doesn't know the secret tells nothing.</summary>
    public static async Task BounceAsync(ReadersApp app)
    {
        await app.SignUpAsync(Ida);
        HttpContent Bounce() => new StringContent($$$"""[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"{{{Ida}}}","status":"Bounced"}}]""");

        Assert.Equal(HttpStatusCode.Forbidden, (await app.SendAsync(HttpMethod.Post, "/hooks/azure?key=guessed", Bounce())).Status);
        Assert.Equal(SubscriberState.Pending, (await app.SubscriberAsync(Ida)).State);
        Assert.Equal(HttpStatusCode.NoContent, (await app.SendAsync(HttpMethod.Post, "/hooks/azure?key=" + Uri.EscapeDataString(ReadersApp.HookSecret), Bounce())).Status);
        Assert.Equal(SubscriberState.Suppressed, (await app.SubscriberAsync(Ida)).State);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SendAsync(HttpMethod.Post, "/hooks/sendgrid", Bounce())).Status);

        // Nobody writes to them any more.
        await app.AnswerAsync();
        Assert.Empty(app.Mails());
    }

    /// <summary>Each client, as Azure's front end names it last, may sign up so many and no more.</summary>
    public static async Task FloodAsync(ReadersApp app)
    {
        var answers = new List<HttpStatusCode>();
        for (var number = 0; number <= SignUpLimits.HourlyPerClient; number++)
        {
            answers.Add((await app.SignUpAsync($"reader{number}@example.org", $"198.51.100.{number}, {ReadersApp.Client}")).Status);
        }

        Assert.Equal(SignUpLimits.HourlyPerClient, answers.Count(answer => answer == HttpStatusCode.Accepted));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(HttpStatusCode.Accepted, (await app.SignUpAsync("vera@example.org", "203.0.113.8:50123")).Status);
    }

    /// <summary>As programs do that look into mails.</summary>
    private static async Task LookAsync(ReadersApp app, string link)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(method, link + "&sure=yes")).Status);
        }
    }
}
