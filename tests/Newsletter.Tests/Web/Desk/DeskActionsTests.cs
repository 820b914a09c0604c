using System.Net;
using System.Text;
using MimeKit;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;
using Newsletter.Web.Desk;

namespace Newsletter.Tests.Web.Desk;

/// <summary>What editors do from the desk is what the commands of the same name do.</summary>
public class DeskActionsTests
{
    [Fact]
    public async Task AnArticleIsTakenBackAndBroughtBack()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        await site.PublishAsync();
        await using var desk = await OpenDesk.StartAsync(site);
        async Task<(bool Retract, bool Restore)> CanAsync()
        {
            var known = (await desk.ArticleAsync("a.md")).GetProperty("known");
            return (known.GetProperty("canRetract").GetBoolean(), known.GetProperty("canRestore").GetBoolean());
        }

        Assert.Equal((true, false), await CanAsync());

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("retract", new { name = "a.md" })).Status);
        Assert.DoesNotContain("The lead.", site.Read("explainers/a/index.html"));
        Assert.DoesNotContain("<item>", site.Read("feed.xml"));
        Assert.True(File.Exists(Path.Join(site.Inbox, "a.md")));
        Assert.Equal((false, true), await CanAsync());

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("restore", new { name = "a.md" })).Status);
        Assert.Contains("The lead.", site.Read("explainers/a/index.html"));
        Assert.Equal((true, false), await CanAsync());
    }

    [Fact]
    public async Task TheDateIsWrittenIntoTheFileAndNothingElse()
    {
        var site = new TestSite();
        var text = TestSite.Article("A");
        site.Upload("a.md", text);
        await using var desk = await OpenDesk.StartAsync(site);

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("schedule", new { name = "a.md", published = "2036-10-31T09:30:00+01:00" })).Status);

        Assert.Equal(text.Replace("published: 2026-11-01T09:00:00Z", "published: 2036-10-31T08:30:00Z", StringComparison.Ordinal), File.ReadAllText(Path.Join(site.Inbox, "a.md")));
    }

    [Fact]
    public async Task ADraftIsShownAsItWouldBePublishedAndComesOutWhenItsDateIsSet()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", more: "draft: true"));
        await site.PublishAsync();
        await using var desk = await OpenDesk.StartAsync(site);

        var article = await desk.ArticleAsync("a.md", "page");
        Assert.True(article.GetProperty("isDraft").GetBoolean());
        Assert.Contains("The lead.", await desk.FrameAsync(article.GetProperty("part")), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("schedule", new { name = "a.md", published = "2026-10-31T09:30:00Z" })).Status);
        await site.PublishAsync();
        Assert.Contains("The lead.", site.Read("explainers/a/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMailIsTriedOnOneAddressAsItIsShown()
    {
        using var outbox = new TempFolder();
        var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("a.md", TestSite.Article("A", hidden: "He dies at dawn."));
        using var storage = site.Open();
        await using var desk = await OpenDesk.StartAsync(site, it => it.WithOutlet(storage, outbox.Path));

        var (status, said) = await desk.DoAsync("try", new { name = "a.md", to = "vera@example.org", tolerance = "none" });
        Assert.Equal((HttpStatusCode.OK, "It lies in the outbox folder, since no server is set: [Test] A"), (status, said));
        var mail = await MimeMessage.LoadAsync(outbox.At(Assert.Single(outbox.Files())));
        Assert.Equal(("[Test] A", "vera@example.org"), (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.Contains("A safe summary of it.", mail.TextBody + mail.HtmlBody);
        Assert.DoesNotContain("dies at dawn", mail.TextBody + mail.HtmlBody);
        Assert.Contains("/unsubscribe/?t=test", mail.TextBody);

        await desk.DoAsync("try", new { name = "a.md", to = "vera@example.org", tolerance = "ending" });
        var told = await Task.WhenAll(outbox.Files().Select(file => MimeMessage.LoadAsync(outbox.At(file))));
        Assert.Contains(told, it => it.TextBody!.Contains("dies at dawn", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("calm", HttpStatusCode.OK, "Sent: [Test] A")]
    [InlineData("550", HttpStatusCode.BadGateway, "Not sent: 550 5.1.1 <vera@example.org> unknown")]
    [InlineData("drop-end", HttpStatusCode.BadGateway, "Perhaps sent: the connection ended before the server said so. ")]
    public async Task ATestGoesToTheServerAndWhatItSaidIsShown(string mood, HttpStatusCode status, string said)
    {
        using var smtp = await MoodySmtp.StartAsync(mood, keeps: true);
        var site = new TestSite { Settings = TestSite.WithMail with { Mail = new() { Servers = [smtp.Server] } } };
        site.Upload("a.md", TestSite.Article("A"));
        using var storage = site.Open();
        await using var desk = await OpenDesk.StartAsync(site, it => it.WithOutlet(storage, null));

        var answer = await desk.DoAsync("try", new { name = "a.md", to = "vera@example.org" });

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(said, answer.Said, StringComparison.Ordinal);
        var taken = await Task.WhenAll(smtp.Mails().Select(file => MimeMessage.LoadAsync(file)));
        Assert.Equal(mood == "550" ? [] : ["[Test] A"], taken.Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData("vera", HttpStatusCode.BadRequest, "That is no address")]
    [InlineData("vera@example.org\r\nBcc: all@example.org", HttpStatusCode.BadRequest, "That is no address")]
    [InlineData(null, HttpStatusCode.BadRequest, "That is no address")]
    public async Task ATestGoesToAnAddressAlone(string? to, HttpStatusCode status, string said)
    {
        using var outbox = new TempFolder();
        var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("a.md", TestSite.Article("A"));
        using var storage = site.Open();
        await using var desk = await OpenDesk.StartAsync(site, it => it.WithOutlet(storage, outbox.Path));

        var answer = await desk.DoAsync("try", new { name = "a.md", to });

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(said, answer.Said, StringComparison.Ordinal);
        Assert.Empty(outbox.Files());
    }

    [Fact]
    public async Task WhatKeepsATestFromBeingSentIsSaid()
    {
        var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("a.md", TestSite.Article("A"));
        site.Upload("broken.md", "---\ntitle: [\n---\n");
        await using var without = await OpenDesk.StartAsync(site, it => it with { Outlet = null });
        Assert.Equal((HttpStatusCode.Conflict, "No mail can be sent: set mail_from in newsletter.yaml."), await without.DoAsync("try", new { name = "a.md", to = "vera@example.org" }));

        using var outbox = new TempFolder();
        var second = new TestSite { Settings = TestSite.WithMail };
        second.Upload("broken.md", "---\ntitle: [\n---\n");
        using var storage = second.Open();
        await using var desk = await OpenDesk.StartAsync(second, it => it.WithOutlet(storage, outbox.Path));
        Assert.Equal((HttpStatusCode.Conflict, "Nothing of it can be sent yet: look at the report."), await desk.DoAsync("try", new { name = "broken.md", to = "vera@example.org" }));

        var third = new TestSite { Settings = TestSite.WithMail };
        third.Upload("a.md", TestSite.Article("A"));
        await using var locked = await OpenDesk.StartAsync(third, it => it with { Outlet = () => throw new SettingsException("NEWSLETTER_SMTP_PASSWORD is missing.") });
        Assert.Equal((HttpStatusCode.Conflict, "No mail can be sent: NEWSLETTER_SMTP_PASSWORD is missing."), await locked.DoAsync("try", new { name = "a.md", to = "vera@example.org" }));
    }

    [Theory]
    [InlineData("what")]
    [InlineData("")]
    public async Task AnythingElseIsNotDone(string action)
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        await using var desk = await OpenDesk.StartAsync(site);

        using var answer = await desk.SendAsync(HttpMethod.Post, "do/" + action, OpenDesk.Json(new { name = "a.md" }), ("Origin", $"http://{desk.Address.Authority}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("---\ntitle: A\nsummary: s\nspoilers: none\n---\nText\n", "---\ntitle: A\nsummary: s\nspoilers: none\npublished: 2036-01-02T03:04:05Z\n---\nText\n")]
    [InlineData("---\r\ntitle: A\r\npublished: 2026-01-01 # soon\r\nspoilers: none\r\n---\r\npublished: never\r\n", "---\r\ntitle: A\r\npublished: 2036-01-02T03:04:05Z\r\nspoilers: none\r\n---\r\npublished: never\r\n")]
    [InlineData("\uFEFF---\ntitle: A\npublished:\nspoilers: none\n---\nText", "\uFEFF---\ntitle: A\npublished: 2036-01-02T03:04:05Z\nspoilers: none\n---\nText")]
    [InlineData("---\ntitle: A\nspoilers: none\ndraft: true  # not yet\n---\ndraft: true\n", "---\ntitle: A\nspoilers: none\npublished: 2036-01-02T03:04:05Z\n---\ndraft: true\n")]
    public void OneLineIsWritten(string before, string after) => Assert.Equal(after, Write(before));

    [Theory]
    [InlineData("Text without front matter\n")]
    [InlineData("---\ntitle: A\n\"published\": 2026-01-01\n---\nText\n")]
    [InlineData("---\ntitle: A\npublished:\n  2026-01-01\n---\nText\n")]
    [InlineData("---\ntitle: [A\n---\nText\n")]
    [InlineData("---\ntitle: |\n  published: x\n...\nText\n---\n")]
    public void WhatCannotBeDonePlainlyIsLeftToTheEditor(string before) => Assert.True(Write(before) is not { } written || written.Split('\n').Except(before.Split('\n')).Single() == "published: 2036-01-02T03:04:05Z");

    private static string? Write(string before) =>
        PublishedLine.Write("a.md", Encoding.UTF8.GetBytes(before), new(2036, 1, 2, 3, 4, 5, TimeSpan.Zero), new()) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
