using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Cli;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web;

/// <summary>A reader's evening with the program as it comes: signs up, confirms, chooses, leaves, while scanners follow every link.</summary>
[Collection(Chrome.Collection)]
public sealed partial class EveningTests(Chrome chrome) : IDisposable
{
    private const string Address = "ida.vance@example.org";
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AReaderSignsUpConfirmsChoosesAndLeaves(bool hasScript)
    {
        folder.Write("inbox/nosferatu.md", "---\ntitle: Nosferatu\nsummary: A count moves house.\nwork: Nosferatu\ntags: [horror, silent film]\nspoilers: none\npublished: 2026-11-01\n---\nLead\n");
        folder.Write("newsletter.yaml", "mail_from: Explained <news@example.com>\n");
        (await NewsletterAsync("publish", "inbox", "--out", "site")).MustSucceed();
        using var program = ChildProcess.Start(
            "sh", ["-c", $"exec dotnet '{DocumentedCommandsTests.CliPath}' run inbox --out site --urls http://127.0.0.1:0 --json >run.out 2>run.err"], new() { Folder = folder.Path });
        using var started = JsonDocument.Parse(await WaitAsync(() => Text("run.out") is { } text && text.EndsWith('\n') ? text : null, program));
        var site = new Uri(started.RootElement.GetProperty("served").GetString()!);

        await chrome.UseAsync(page => SpendEveningAsync(page, site, program), new() { JavaScriptEnabled = hasScript, TimezoneId = "Europe/Berlin", Locale = "en-GB" });

        var rows = await RowsAsync();
        Assert.Equal(hasScript ? "Europe/Berlin" : "Etc/UTC", guessed);
        Assert.Equal($"{Address},unsubscribed", string.Join(',', rows.Split('\n')[1].Split(',')[..2]));
        program.Terminate();
        await program.Completion;
        var said = folder.Read("run.out") + folder.Read("run.err");
        Assert.DoesNotMatch("@|k1\\.|[?&]t=|vance", said);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.EndsWith(" files written", StringComparison.Ordinal));
    }

    private string? guessed;

    private async Task SpendEveningAsync(IPage page, Uri site, ChildProcess program)
    {
        // From the front page, as somebody comes.
        await page.GotoAsync(site.AbsoluteUri);
        await page.Locator(".masthead a", new() { HasText = "Subscribe" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByLabel("Your e-mail address").FillAsync(Address);

        // As long as people take at least: what is quicker is asked again.
        await Task.Delay(SignUp.LeastTime, TimeProvider.System);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Look into your mail" }).WaitForAsync();

        var mail = await MailAsync(program);
        Assert.Equal(Address, mail.To.Mailboxes.Single().Address);
        await ScanAsync(Links(mail));
        await page.GotoAsync(Links(mail).Single(link => link.Contains("confirm", StringComparison.Ordinal)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, subscribe me" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Choose what you get" }).ClickAsync();
        await page.WaitForURLAsync("**/preferences/**");
        var preferences = page.Url;
        guessed = await page.GetByLabel("Time zone").InputValueAsync();
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

        var row = (await RowsAsync()).Split('\n')[1];
        Assert.Contains(",weekly,monday,7,Asia/Tokyo,tag|horror,none,nosferatu|ending,en,", row, StringComparison.Ordinal);
        var (subscriber, token) = await UnsubscribeTokenAsync();
        var wanted = new Preferences { Day = DayOfWeek.Monday, Hour = 7, Zone = "Asia/Tokyo", Topics = [new(ListKind.Tag, "horror")] };
        Assert.Equal(Schedule.Next(wanted, subscriber.Consent.Confirmed!.Value), subscriber.NextDue);
        Assert.Equal(22, subscriber.NextDue!.Value.Hour);

        var unsubscribe = $"{site}unsubscribe/?t={token}";
        await ScanAsync([preferences, unsubscribe, unsubscribe + "&sure=yes"]);
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync(new Uri(unsubscribe), form);
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>As programs do that look into mails: GET and HEAD, and nothing changes.</summary>
    private async Task ScanAsync(IEnumerable<string> links)
    {
        var before = await RowsAsync();
        using var client = new HttpClient();
        foreach (var link in links)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var answer = await client.SendAsync(new(method, link));
                Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
            }
        }

        Assert.Equal(before, await RowsAsync());
    }

    private async Task<(Subscriber Subscriber, string Token)> UnsubscribeTokenAsync()
    {
        var keys = KeyFile.ReadOrMake(folder.At(".newsletter/site"), Some.Chance);
        using var database = new Newsletter.Storage.Local.SqliteDatabase(folder.At(".newsletter/site/newsletter.db"), TimeProvider.System);
        var subscriber = (await new SubscriberBook(database.Table(SubscriberBook.TableName), keys.Address).FindAsync(Some.Address(Address), default))!;
        return (subscriber, new Tokens(keys.Tokens).Issue(new(TokenPurpose.Unsubscribe, subscriber.Id, subscriber.TokenVersion, null)));
    }

    private async Task<MimeMessage> MailAsync(ChildProcess program) =>
        await MimeMessage.LoadAsync(await WaitAsync(() => Directory.Exists(folder.At(".newsletter/site/outbox")) ? Directory.GetFiles(folder.At(".newsletter/site/outbox"), "*.eml").SingleOrDefault() : null, program));

    private static IReadOnlyList<string> Links(MimeMessage mail) =>
        [.. Link().Matches(mail.TextBody + mail.HtmlBody).Select(m => m.Value).Where(link => link.StartsWith("http://127.0.0.1", StringComparison.Ordinal)).Distinct()];

    /// <summary>Looks again and again until there is something, or the program ended.</summary>
    private async Task<string> WaitAsync(Func<string?> look, ChildProcess program)
    {
        while (true)
        {
            if (look() is { } found)
            {
                return found;
            }

            Assert.False(program.Completion.IsCompleted, Text("run.err"));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private string? Text(string file) => File.Exists(folder.At(file)) ? folder.Read(file) : null;

    private async Task<string> RowsAsync() => (await NewsletterAsync("subscribers", "export", "-", "--out", "site")).MustSucceed().Output;

    private Task<ChildResult> NewsletterAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });

    public void Dispose() => folder.Dispose();

    [GeneratedRegex("http[^\\s\"<>]+")]
    private static partial Regex Link();
}
