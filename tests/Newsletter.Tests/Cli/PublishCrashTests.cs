using System.Diagnostics;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>The command itself, killed (SIGKILL) at random moments while editors go on working, beside one that nobody disturbs.</summary>
public sealed class PublishCrashTests : IDisposable
{
    private const int Killed = 137;
    private const int Days = 2;
    private const int KillsADay = 5;
    private readonly TempFolder folder = new();
    private readonly Random chance = new(20261125);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AKilledPublicationLosesNothingAndTheNextOneEndsInTheSameBytes()
    {
        folder.Write("newsletter.yaml", "base_url: https://site.example/\nlists: [section, tag]\n");
        Directory.CreateDirectory(folder.At("inbox"));
        var inbox = new ChangingInbox(folder.At("inbox"), seed: 7);
        while (inbox.Count < 110)
        {
            inbox.Add();
        }

        var longest = TimeSpan.FromSeconds(2);
        for (var day = 0; day < Days; day++)
        {
            for (var kills = 0; kills < KillsADay;)
            {
                var wasKilled = await KilledAsync(longest * chance.NextDouble());
                kills += wasKilled ? 1 : 0;
                longest *= wasKilled ? 1 : 0.8;
                inbox.Work(6);
            }

            inbox.Rest();
            var began = Stopwatch.GetTimestamp();
            (await PublishAsync("quiet")).MustSucceed();
            longest = Stopwatch.GetElapsedTime(began);
            var mended = (await PublishAsync("killed")).MustSucceed();
            Assert.DoesNotContain("error", mended.Output, StringComparison.Ordinal);

            Assert.Empty(SideBySide.Differences(folder, "quiet", "killed"));
            Assert.Empty(LeftBehind());
            Assert.Contains("0 files written, 0 unchanged", (await PublishAsync("killed")).MustSucceed().Output, StringComparison.Ordinal);
        }
    }

    /// <summary>False when the process ended before its time.</summary>
    private async Task<bool> KilledAsync(TimeSpan after)
    {
        using var child = Start("killed");
        await Task.WhenAny(child.Completion, Task.Delay(after, TimeProvider.System));
        child.Kill();
        return (await child.Completion).ExitCode == Killed;
    }

    private Task<ChildResult> PublishAsync(string site) => Start(site).Completion;

    private ChildProcess Start(string site) => ChildProcess.Start(
        "dotnet", [DocumentedCommandsTests.CliPath, "publish", "inbox", "--out", site, "--state", "state-of-" + site], new() { Folder = folder.Path });

    /// <summary>Temporary files and those that say whose they are.</summary>
    private IEnumerable<string> LeftBehind() =>
        folder.Files().Where(f => f.Contains("/new/", StringComparison.Ordinal) || f.StartsWith("killed/.", StringComparison.Ordinal));
}
