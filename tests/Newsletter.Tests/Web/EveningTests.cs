using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web;

/// <summary>A reader's evening, and the weeks after it, with the program as it comes: signs up, confirms, chooses, reads, leaves, while scanners follow every link.</summary>
[Collection(Chrome.CollectionOfPrograms)]
public sealed partial class EveningTests(WholeChrome chrome)
{
    private const string Address = "ida.vance@example.org";
    private const string Hidden = "the count is no guest but the owner of the plague ships";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AReaderSignsUpConfirmsChoosesReadsAndLeaves(bool hasScript)
    {
        using var product = await RunningProduct.StartAsync(("nosferatu.md", Article("Nosferatu", "horror")), ("safety-last.md", Article("Safety Last", "comedy")));
        var options = new BrowserNewContextOptions { JavaScriptEnabled = hasScript, TimezoneId = "Europe/Berlin", Locale = "en-GB" };

        await chrome.UseAsync(page => SubscribeAsync(page, product, hasScript), options);
        await product.PublishAsync(("faust.md", Article("Faust", "horror")), ("the-general.md", Article("The General", "comedy")));
        var due = (await product.SubscriberAsync(Address)).NextDue!.Value;
        Assert.Equal((DayOfWeek.Sunday, 22), (due.DayOfWeek, due.Hour));

        // A minute before seven on a Monday in Tokyo there is nothing to be planned; at seven the program does it by itself.
        product.Clock.TurnTo(due.AddMinutes(-1));
        Assert.Equal("0 planned; nothing to send.\n", await product.SendAsync());
        product.Clock.TurnTo(due);
        var digest = await product.MailAsync(1);
        Assert.InRange(digest.Date, due.AddSeconds(-1), due.AddMinutes(5));
        await chrome.UseAsync(page => ReadAsync(page, product, digest), options);

        await ScanAsync(product, digest, OneClick(digest).AbsoluteUri + "&sure=yes");
        await UnsubscribeAsync(OneClick(digest));
        Assert.Equal(SubscriberState.Unsubscribed, (await product.SubscriberAsync(Address)).State);
        await ScanAsync(product, digest);

        // Months go by, with articles for this reader.
        await product.PublishAsync(("dracula.md", Article("Dracula", "horror")));
        foreach (var weeks in new[] { 1, 2, 10 })
        {
            product.Clock.TurnTo(due.AddDays(7 * weeks).AddMinutes(1));
            Assert.Equal("0 planned; nothing to send.\n", await product.SendAsync());
        }

        Assert.Equal(2, product.Mails);
        await AssertNothingWasSaidAsync(product, await product.MailAsync(0), digest);
    }

    private static async Task SubscribeAsync(IPage page, RunningProduct product, bool hasScript)
    {
        // From the front page, as somebody comes.
        await page.GotoAsync(product.Site.AbsoluteUri);
        await page.Locator(".masthead a", new() { HasText = "Subscribe" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByLabel("Your e-mail address").FillAsync(Address);

        // As long as people take at least: what is quicker is asked again.
        await Task.Delay(SignUp.LeastTime, TimeProvider.System);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Look into your mail" }).WaitForAsync();

        var mail = await product.MailAsync(0);
        Assert.Equal(Address, mail.To.Mailboxes.Single().Address);
        await ScanAsync(product, mail);
        await page.GotoAsync(Links(mail).Single(link => link.Contains("confirm", StringComparison.Ordinal)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, subscribe me" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Choose what you get" }).ClickAsync();
        await page.WaitForURLAsync("**/preferences/**");
        Assert.Equal(hasScript ? "Europe/Berlin" : "Etc/UTC", await page.GetByLabel("Time zone").InputValueAsync());
        await page.GetByLabel("Once a week").CheckAsync();
        await page.GetByLabel("Day of the weekly mail").SelectOptionAsync("Monday");
        await page.GetByLabel("Hour of").SelectOptionAsync("07:00");
        await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await page.GetByLabel("horror").CheckAsync();
        await page.GetByText("Stories you know").ClickAsync();
        await page.GetByLabel("Nosferatu").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        Assert.Equal(("Asia/Tokyo", true), (await page.GetByLabel("Time zone").InputValueAsync(), await page.GetByLabel("horror").IsCheckedAsync()));

        Assert.Contains(",weekly,monday,7,Asia/Tokyo,tag|horror,none,nosferatu|ending,en,", (await product.RowsAsync()).Split('\n')[1], StringComparison.Ordinal);
        var subscriber = await product.SubscriberAsync(Address);
        var wanted = new Preferences { Day = DayOfWeek.Monday, Hour = 7, Zone = "Asia/Tokyo", Topics = [new(ListKind.Tag, "horror")] };
        Assert.Equal(Schedule.Next(wanted, subscriber.Consent.Confirmed!.Value), subscriber.NextDue);
    }

    /// <summary>Opens the mail as mail programs on the web do, and goes on to the article.</summary>
    private static async Task ReadAsync(IPage page, RunningProduct product, MimeMessage digest)
    {
        Assert.Equal("Faust, Explained", digest.Subject);
        Assert.DoesNotContain("General", digest.TextBody + digest.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, digest.TextBody + digest.HtmlBody, StringComparison.Ordinal);
        await page.SetContentAsync(digest.HtmlBody!);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Faust, Explained" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Read More: Faust, Explained" }).ClickAsync();
        await page.WaitForURLAsync($"{product.Site}explainers/faust/");
        Assert.False(await page.GetByText(Hidden).IsVisibleAsync());
    }

    /// <summary>As programs do that look into mails: GET and HEAD, and nothing changes.</summary>
    private static async Task ScanAsync(RunningProduct product, MimeMessage mail, params string[] more)
    {
        var before = (await product.SubscriberAsync(Address)).ETag;
        var links = Links(mail).Concat(more).ToList();
        Assert.True(links.Count > 1);
        using var client = new HttpClient();
        foreach (var link in links)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var answer = await client.SendAsync(new(method, link));
                Assert.True(answer.IsSuccessStatusCode, $"{method} {link}: {answer.StatusCode}");
            }
        }

        Assert.Equal(before, (await product.SubscriberAsync(Address)).ETag);
    }

    private static async Task UnsubscribeAsync(Uri oneClick)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync(oneClick, form);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task AssertNothingWasSaidAsync(RunningProduct product, params MimeMessage[] mails)
    {
        var tokens = mails.SelectMany(Links).Where(link => link.Contains("?t=", StringComparison.Ordinal)).Select(link => link.Split("?t=")[1]).Distinct().ToList();
        Assert.True(tokens.Count >= 3);
        var (said, traces) = await product.StopAsync();

        Assert.DoesNotMatch("@|%40|vance|k1\\.|[?&]t=", said + traces);
        Assert.All(tokens, token => Assert.DoesNotContain(token, said + traces, StringComparison.Ordinal));
        Assert.Contains("Microsoft.AspNetCore.Hosting.HttpRequestIn", traces, StringComparison.Ordinal);
    }

    private static Uri OneClick(MimeMessage mail)
    {
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        return new(mail.Headers[HeaderId.ListUnsubscribe]!.Split('>')[0].TrimStart('<'));
    }

    private static IReadOnlyList<string> Links(MimeMessage mail) =>
        [.. Link().Matches(mail.TextBody + mail.HtmlBody + string.Concat(mail.Headers.Select(h => h.Value))).Select(m => m.Value).Where(link => link.StartsWith("http://127.0.0.1", StringComparison.Ordinal)).Distinct()];

    private static string Article(string work, string tag) =>
        $"---\ntitle: {work}, Explained\nsummary: What to know before {work}.\nwork: {work}\ntags: [{tag}]\nspoilers: ending\nauthors: [Ada]\n---\nA lead.\n\n<!-- spoilers -->\n\nIn the end {Hidden}.\n";

    [GeneratedRegex("http[^\\s\"<>]+")]
    private static partial Regex Link();
}
