using System.Net;
using System.Net.Http.Json;
using System.Text;
using Newsletter.Subscribers;
using Newsletter.Tests.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web;

public sealed class SubscriberEndpointsTests : IAsyncLifetime
{
    private static readonly (string, string) OneClick = ("List-Unsubscribe", "One-Click");
    private ServedDesk served = null!;

    private TestDesk Test => served.Test;

    [Fact]
    public async Task LinkScannersThatGetAndHeadEveryLinkChangeNothing()
    {
        var active = await Test.SubscribeAsync("ida@example.org");
        await Test.SignUpAsync("tobias@example.org");
        var confirm = TestDesk.TokenOf(Assert.Single(await Test.MailsAsync()));
        var before = await ETagsAsync();
        string[] links =
        [
            "subscribe/", $"subscribe/confirm/?t={confirm}", $"preferences/?t={Issue(active, TokenPurpose.Preferences)}", $"unsubscribe/?t={Issue(active, TokenPurpose.Unsubscribe)}",
            $"subscribe/confirm/?t={confirm}&sure=yes", $"unsubscribe/?t={Issue(active, TokenPurpose.Unsubscribe)}&sure=yes&List-Unsubscribe=One-Click",
            $"preferences/?t={Issue(active, TokenPurpose.Preferences)}&cadence=daily",
        ];
        foreach (var link in links)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                Assert.Equal(HttpStatusCode.OK, (await served.SendAsync(method, link)).Status);
            }

            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Patch })
            {
                Assert.Equal(HttpStatusCode.MethodNotAllowed, (await served.SendAsync(method, link)).Status);
            }
        }

        foreach (var path in new[] { "preferences/erase/", "preferences/export/" })
        {
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await served.SendAsync(HttpMethod.Get, $"{path}?t={Issue(active, TokenPurpose.Preferences)}&sure=yes")).Status);
        }

        Assert.Equal(before, await ETagsAsync());
    }

    [Fact]
    public async Task OneClickUnsubscribesWithoutCookieOriginOrRedirect()
    {
        foreach (var multipart in new[] { false, true })
        {
            var active = await Test.SubscribeAsync($"ida{multipart}@example.org");
            HttpContent content = multipart ? new MultipartFormDataContent { { new StringContent("One-Click"), "\"List-Unsubscribe\"" } } : ServedDesk.Form(OneClick);

            var (status, _) = await served.SendAsync(
                HttpMethod.Post, $"unsubscribe/?t={Issue(active, TokenPurpose.Unsubscribe)}", content, ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://mail.example"));

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(SubscriberState.Unsubscribed, (await Test.Book.GetAsync(active.Id, default))!.State);
        }
    }

    [Fact]
    public async Task APostThatIsNeitherOneClickNorAButtonOnlyShowsTheButton()
    {
        var active = await Test.SubscribeAsync("ida@example.org");
        await Test.SignUpAsync("tobias@example.org");
        var confirm = TestDesk.TokenOf(Assert.Single(await Test.MailsAsync()));
        var before = await ETagsAsync();

        Assert.Contains("<button", (await served.PostAsync($"unsubscribe/?t={Issue(active, TokenPurpose.Unsubscribe)}")).Body, StringComparison.Ordinal);
        Assert.Contains("<button", (await served.PostAsync($"subscribe/confirm/?t={confirm}", OneClick)).Body, StringComparison.Ordinal);
        Assert.Contains("<button", (await served.PostAsync("preferences/erase/", ("t", Issue(active, TokenPurpose.Preferences)))).Body, StringComparison.Ordinal);
        Assert.Equal(before, await ETagsAsync());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task AFormOnAnotherSiteIsRefused(string header, string value)
    {
        var active = await Test.SubscribeAsync("ida@example.org");
        var before = await ETagsAsync();
        (string, string)[] token = [("t", Issue(active, TokenPurpose.Preferences)), ("sure", "yes"), ("by", "preferences")];
        foreach (var path in new[] { "preferences/", "preferences/erase/", "preferences/export/", "subscribe/", "subscribe/confirm/" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await served.SendAsync(HttpMethod.Post, path, ServedDesk.Form([.. token, OneClick]), (header, value))).Status);
        }

        foreach (var path in new[] { "preferences/", "preferences/erase/", "preferences/export/", "unsubscribe/", "subscribe/", "subscribe/confirm/" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await served.SendAsync(HttpMethod.Post, path, ServedDesk.Form(token), (header, value))).Status);
        }

        Assert.Equal(before, await ETagsAsync());
        Assert.Equal(HttpStatusCode.OK, (await served.SendAsync(HttpMethod.Post, "preferences/", ServedDesk.Form(token), ("Origin", served.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)))).Status);
    }

    [Fact]
    public async Task ForgedTruncatedSwappedAndOthersTokensOpenNothing()
    {
        var ida = await Test.SubscribeAsync("ida@example.org");
        var tobias = await Test.SubscribeAsync("tobias@example.org");
        var before = await ETagsAsync();
        var good = Issue(ida, TokenPurpose.Preferences);
        var forged = new Tokens(SiteKeys.Parse(SiteKeys.NewText(Some.Chance)).Tokens).Issue(new(TokenPurpose.Preferences, ida.Id, ida.TokenVersion, null));
        string[] bad =
        [
            "", "x", ida.Id.Value, "ida@example.org", good[..^1], good[1..], good + "A", good[..20] + (good[20] == 'A' ? 'B' : 'A') + good[21..], forged,
            Issue(ida, TokenPurpose.Unsubscribe), Issue(ida, TokenPurpose.Confirm), Test.Desk.SignUp.FormToken(),

            // Ida's link with the name of Tobias in it.
            new Tokens(Some.Keys.Tokens).Issue(new(TokenPurpose.Preferences, tobias.Id, ida.TokenVersion == tobias.TokenVersion ? -1 : ida.TokenVersion, null)),
        ];
        foreach (var token in bad)
        {
            foreach (var path in new[] { "preferences/", "preferences/erase/", "preferences/export/" })
            {
                var (status, body) = await served.PostAsync(path, ("t", token), ("sure", "yes"), ("cadence", "daily"));
                Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.Gone, $"{path} {status}");
                Assert.DoesNotContain("@example.org", body, StringComparison.Ordinal);
            }

            Assert.NotEqual(HttpStatusCode.OK, (await served.SendAsync(HttpMethod.Get, $"preferences/?t={Uri.EscapeDataString(token)}")).Status);
        }

        Assert.Equal(before, await ETagsAsync());
    }

    [Fact]
    public async Task TheFormsAnswerIsTheSameToTheByteForKnownAndUnknownAddresses()
    {
        await Test.SubscribeAsync("known@example.org");
        await Test.Book.SuppressAsync(Some.Address("suppressed@example.org"), new(SuppressionReason.Bounce, Some.Time), default);
        Test.Clock.Advance(TimeSpan.FromHours(1));
        var form = Test.Desk.SignUp.FormToken();
        Test.Clock.Advance(TimeSpan.FromSeconds(3));
        var answers = new HashSet<string>();
        var programs = new HashSet<string>();
        foreach (var name in new[] { "known", "unknown", "suppressed" })
        {
            var (status, body) = await served.PostAsync("subscribe/", ("address", name + "@example.org"), ("t", form));
            Assert.Equal(HttpStatusCode.OK, status);
            answers.Add(body);
            programs.Add(string.Join(' ', await served.SendAsync(HttpMethod.Post, "subscribe/", JsonContent.Create(new { address = name + "2@example.org" }))));
        }

        Assert.Single(answers);
        Assert.Equal("(Accepted, {\"answer\":\"check_mail\"}\n)", Assert.Single(programs));
    }

    [Fact]
    public async Task ProgramsSignUpByJson()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await served.SendAsync(HttpMethod.Post, "subscribe/", JsonContent.Create(new { address = "ida@example.org", zone = "Asia/Tokyo", language = "de" }))).Status);
        var stored = await Test.Book.AllAsync(default).SingleAsync();
        Assert.Equal(("Asia/Tokyo", "de"), (stored.Preferences.Zone, stored.Preferences.Language));
        Assert.StartsWith("Bitte bestätigen", Assert.Single(await Test.MailsAsync()).Subject, StringComparison.Ordinal);

        foreach (var json in new[] { "", "[]", "{", "3", "{\"address\":3}", "{}" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await served.SendAsync(HttpMethod.Post, "subscribe/", new StringContent(json, Encoding.UTF8, "application/json"))).Status);
        }
    }

    [Fact]
    public async Task FloodsAreToldToComeBackLater()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < SignUpLimits.HourlyPerClient + 5; i++)
        {
            // The proxy adds the last one; the client can only make up what stands before it.
            statuses.Add((await served.SendAsync(
                HttpMethod.Post, "subscribe/", JsonContent.Create(new { address = $"reader{i}@example.org" }), ("X-Forwarded-For", $"192.0.2.{i}, 198.51.100.7"))).Status);
        }

        Assert.Equal(5, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(SignUpLimits.HourlyPerClient, (await Test.MailsAsync()).Count);
    }

    [Fact]
    public async Task OversizedBodiesAreRefused()
    {
        var active = await Test.SubscribeAsync("ida@example.org");
        var before = await ETagsAsync();
        var huge = new string('x', 70_000);
        (string, string)[] many = [.. Enumerable.Range(0, 2000).Select(i => (PreferenceForm.Topic, $"tag|t{i}"))];
        var token = ("t", Issue(active, TokenPurpose.Preferences));
        foreach (var content in new HttpContent[]
        {
            ServedDesk.Form(token, ("address", huge)), ServedDesk.Form([token, .. many]), ServedDesk.Form(token, ("address", huge[..5000])),
            JsonContent.Create(new { address = huge }), new MultipartFormDataContent { { new StringContent(huge), "address" } },
        })
        {
            foreach (var path in new[] { "subscribe/", "preferences/" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new ByteArrayContent(await content.ReadAsByteArrayAsync()) { Headers = { ContentType = content.Headers.ContentType } },
                };

                // The answer may come before the body is sent, and the connection end with it.
                request.Headers.ExpectContinue = true;
                using var response = await served.Client.SendAsync(request);
                Assert.True(response.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{path} {response.StatusCode}");
            }
        }

        Assert.Equal(before, await ETagsAsync());
    }

    [Fact]
    public async Task PagesLetNothingOutAndAreKeptNowhere()
    {
        using var response = await served.Client.GetAsync(new Uri("subscribe/", UriKind.Relative));

        Assert.Equal("default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal(["same-origin"], response.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("fr, de;q=0.5", "de")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    [InlineData(";;;q=x", "en")]
    public async Task PagesSpeakTheLanguageThatTheBrowserAsksFor(string header, string language)
    {
        Assert.Contains($"<html lang=\"{language}\"", (await served.SendAsync(HttpMethod.Get, "subscribe/", null, ("Accept-Language", header))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasTypedIsShownAgainAndRunsNothing()
    {
        var form = Test.Desk.SignUp.FormToken();
        Test.Clock.Advance(TimeSpan.FromSeconds(3));
        var (status, body) = await served.PostAsync("subscribe/", ("t", form), ("address", "\"><script>alert(1)</script>"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
        Assert.Contains("&lt;script", body, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", body, StringComparison.Ordinal);
    }

    public async Task InitializeAsync() => served = await ServedDesk.StartAsync();

    public async Task DisposeAsync() => await served.DisposeAsync();

    private string Issue(Subscriber subscriber, TokenPurpose purpose) => Test.Desk.Membership.Issue(subscriber, purpose);

    private async Task<List<string?>> ETagsAsync() => await Test.Book.AllAsync(default).Select(s => s.ETag).ToListAsync();
}
