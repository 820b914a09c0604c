using System.Globalization;
using System.Net.Http.Json;
using MimeKit;
using Newsletter.Tests.Cli;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web;

/// <summary>
/// <c>newsletter run</c> through many weeks: editors save, readers sign up and confirm, digests go out, and the process is killed at any moment. So many weeks
/// as NEWSLETTER_WEEKS says; each takes some seconds.
/// </summary>
public sealed partial class YearTests : IDisposable
{
    private const int ReadersAWeek = 2;
    private const int LargestGrowth = 100;
    private static readonly int Weeks = int.TryParse(Environment.GetEnvironmentVariable("NEWSLETTER_WEEKS"), CultureInfo.InvariantCulture, out var weeks) ? weeks : 1;

    /// <summary>A Monday, far from the hour of the weekly digest.</summary>
    private static readonly DateTimeOffset Begin = new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly HttpClient web = new();
    private readonly int port = LoopbackPort.Free();
    private readonly Random chance = new(20261126);
    private readonly TurnedClock clock;
    private readonly ChangingInbox inbox;

    /// <summary>Who is subscribed, and since which week.</summary>
    private readonly Dictionary<string, int> readers = new(StringComparer.Ordinal);

    /// <summary>Mails that were read, by their file; of all weeks there are too many to read them again and again.</summary>
    private readonly Dictionary<string, Mail> mails = new(StringComparer.Ordinal);

    private ChildProcess? program;

    public YearTests()
    {
        clock = new(folder.At("clock"));
        clock.TurnTo(Begin);
        folder.Write("newsletter.yaml", string.Create(CultureInfo.InvariantCulture, $"base_url: https://site.example/\nservice_url: http://127.0.0.1:{port}/\nlists: [section, tag]\nmail_from: news@site.example\n"));
        inbox = new(Directory.CreateDirectory(folder.At("inbox")).FullName, seed: 3);
    }

    public void Dispose()
    {
        if (program is not null)
        {
            var id = Id();
            program.Dispose();
            TurnedClock.CleanUpAfter(id);
        }

        web.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task WeeksWithKillsLoseNothingSendNothingTwiceAndEndInTheBytesOfAQuietPublication()
    {
        await StartAsync();
        for (var week = 1; week <= Weeks; week++)
        {
            await LiveAsync(week, kills: true);
        }

        await RestartAsync();
        await LiveAsync(Weeks + 1, kills: false);
        var before = Size();
        for (var week = Weeks + 2; week <= (2 * Weeks) + 1; week++)
        {
            await LiveAsync(week, kills: false);
        }

        var after = Size();
        Assert.InRange(after.Handles, 1, before.Handles + 16);
        Assert.InRange(after.MegaBytes, 1, before.MegaBytes + LargestGrowth);

        (await PublishAsync("quiet")).MustSucceed();
        await Eventually.SeesAsync("the same bytes", () => !Differences().Any(), () => string.Join(' ', Differences()));
        Assert.Equal(ExpectedDigests(2 * Weeks + 1), Digests());
        program!.Terminate();

        // Its exit code says nothing here: the library that turns the clock lets the last wait end at once.
        await program.Completion;
        Assert.DoesNotContain("Exception", string.Concat(folder.Files().Where(f => f.StartsWith("said", StringComparison.Ordinal)).Select(folder.Read)), StringComparison.Ordinal);
    }

    private async Task LiveAsync(int week, bool kills)
    {
        for (var i = 0; i < ReadersAWeek; i++)
        {
            await SubscribeAsync($"reader-{week}-{i}@example.org", kills);
            readers.Add($"reader-{week}-{i}@example.org", week);
        }

        inbox.Work(3);
        inbox.Rest();
        folder.Write($"inbox/week-{week}.md", Article(week));
        await MayKillAsync(kills);
        await Eventually.SeesAsync("the week's article", () => File.Exists(folder.At($"site/explainers/week-{week}/index.html")));

        // What is taken back leaves tombstones only where it was seen, and what came belongs to its week: the quiet site is published as often.
        (await PublishAsync("quiet")).MustSucceed();

        // Every reader's weekly digest is due once in that time.
        clock.TurnTo(Begin.AddDays(7 * week));
        await MayKillAsync(kills);
        await Eventually.SeesAsync("the week's digests", () => DigestsAreOut(week, kills), () => $"{week}: {string.Join(' ', ExpectedDigests(week))}\n{string.Join(' ', Digests())}\n{folder.Read("said.err")}");
    }

    private bool DigestsAreOut(int week, bool kills)
    {
        if (kills)
        {
            // What a killed one had taken from a queue is shown to others after a while.
            clock.TurnTo(clock.Now.AddSeconds(30));
        }

        return ExpectedDigests(week).SequenceEqual(Digests());
    }

    private async Task SubscribeAsync(string address, bool kills)
    {
        using var answer = await web.PostAsJsonAsync(At("/subscribe/"), new { address, zone = "Europe/Berlin" });
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        await MayKillAsync(kills);
        Mail? mail = null;
        await Eventually.SeesAsync("a mail to confirm", () => (mail = Mails().FirstOrDefault(m => m.To == address && !m.IsDigest)) is not null);
        using var form = new FormUrlEncodedContent([new("t", mail!.Token), new("sure", "yes")]);
        using var confirmed = await web.PostAsync(At("/subscribe/confirm/"), form);
        Assert.True(confirmed.IsSuccessStatusCode, confirmed.StatusCode.ToString());
    }

    private SortedDictionary<string, int> ExpectedDigests(int week) => new(readers.ToDictionary(r => r.Key, r => week - r.Value + 1), StringComparer.Ordinal);

    private SortedDictionary<string, int> Digests() => new(
        Mails().Where(m => m.IsDigest).GroupBy(m => m.To).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    private Dictionary<string, Mail>.ValueCollection Mails()
    {
        foreach (var file in Directory.Exists(folder.At("outbox")) ? Directory.EnumerateFiles(folder.At("outbox"), "*.eml") : [])
        {
            if (!mails.ContainsKey(file))
            {
                var mail = MimeMessage.Load(file);
                mails.Add(file, new(mail.To.Mailboxes.Single().Address, mail.Headers[HeaderId.ListUnsubscribe] is not null, Token().Match(mail.TextBody!).Groups[1].Value));
            }
        }

        return mails.Values;
    }

    private async Task MayKillAsync(bool kills)
    {
        if (kills)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(1500)), TimeProvider.System);
            await RestartAsync();
        }
    }

    private async Task RestartAsync()
    {
        program!.Kill();
        await program.Completion;
        TurnedClock.CleanUpAfter(Id());
        program.Dispose();
        clock.TurnTo(clock.Now.AddMinutes(15));
        await StartAsync();
    }

    private async Task StartAsync()
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"exec env {TurnedClock.Preload} dotnet '{DocumentedCommandsTests.CliPath}' run --out site --state state --outbox outbox --urls http://127.0.0.1:{port} >>said.out 2>>said.err");
        program = ChildProcess.Start("sh", ["-c", command], new() { Folder = folder.Path, Environment = clock.Environment, Timeout = TimeSpan.FromHours(3) });
        await web.SeesPageAsync(At("/healthz"), page => page == "well\n");
    }

    /// <summary>Of the running program; without the locks of its stores, of which it opens each once and keeps it (32 of a store).</summary>
    private (long MegaBytes, int Handles) Size()
    {
        var resident = File.ReadLines($"/proc/{program!.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var handles = new DirectoryInfo($"/proc/{program.Id}/fd").EnumerateFileSystemInfos().Count(file => file.LinkTarget?.Contains("/.tmp/locks/", StringComparison.Ordinal) is false);
        return (long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024, handles);
    }

    private Task<ChildResult> PublishAsync(string site) => ChildProcess.RunAsync(
        "env", [TurnedClock.Preload, "dotnet", DocumentedCommandsTests.CliPath, "publish", "--out", site, "--state", "state-of-" + site], new() { Folder = folder.Path, Environment = clock.Environment });

    private IEnumerable<string> Differences() => SideBySide.Differences(folder, "quiet", "site");

    private string Id() => program!.Id.ToString(CultureInfo.InvariantCulture);

    private Uri At(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));

    private static string Article(int week) => $"""
        ---
        title: "Week {week}, Explained"
        summary: What there is to know of week {week}.
        spoilers: ending
        published: 2025-02-01T09:00:00Z
        tags: [all]
        ---
        A lead.

        <!-- spoilers -->

        The end of the week.

        """;

    /// <param name="Token">Of a mail that asks for confirmation.</param>
    private sealed record Mail(string To, bool IsDigest, string Token);

    [System.Text.RegularExpressions.GeneratedRegex(@"[?&]t=(\S+)")]
    private static partial System.Text.RegularExpressions.Regex Token();
}
