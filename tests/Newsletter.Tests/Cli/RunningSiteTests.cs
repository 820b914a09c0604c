using System.Globalization;
using Newsletter.Cli;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary><c>newsletter run</c> as a process, with editors who save files beside it.</summary>
public sealed class RunningSiteTests : IDisposable
{
    private const int Kills = 5;
    private readonly TempFolder folder = new();
    private readonly HttpClient reader = new();
    private readonly int port = LoopbackPort.Free();

    public RunningSiteTests()
    {
        folder.Write("newsletter.yaml", "base_url: https://site.example/\nlists: [section, tag]\n");
        Directory.CreateDirectory(folder.At("inbox"));
    }

    public void Dispose()
    {
        reader.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task WhatIsSavedIsPublishedCorrectedAndTakenBackByItself()
    {
        using var run = Start();
        await UntilAsync("/healthz", page => page == "well\n");

        folder.Write("inbox/faust.md", Article("Faust, Explained", "He signs in the first act.", "She is saved by a voice."));
        await UntilAsync("/explainers/faust/", page => page.Contains("first act", StringComparison.Ordinal));
        await UntilAsync("/feed.xml", feed => feed.Contains("first act", StringComparison.Ordinal));

        // As editors save: a file beside, then a rename over the old one.
        var draft = folder.Write("inbox/.faust.md.swp", Article("Faust, Explained", "He signs in his study.", "She is saved by a voice."));
        File.Move(draft, folder.At("inbox/faust.md"), overwrite: true);
        await UntilAsync("/explainers/faust/", page => page.Contains("his study", StringComparison.Ordinal));

        // Another name: the same article at another address.
        File.Move(folder.At("inbox/faust.md"), folder.At("inbox/doctor-faust.md"));
        await UntilAsync("/explainers/doctor-faust/", page => page.Contains("his study", StringComparison.Ordinal));
        await UntilAsync("/explainers/faust/", page => page.Contains("doctor-faust", StringComparison.Ordinal));

        folder.Write("inbox/later/medea.md", Article("Medea, Explained", "A guest in Corinth.", "The chariot comes."));
        await UntilAsync("/explainers/medea/", page => page.Contains("Corinth", StringComparison.Ordinal));

        folder.Write("inbox/broken.md", "---\nspoilers: everything\n---\nNo title.\n");
        await Eventually.SeesAsync("a report", () => File.Exists(folder.At("state/reports/broken.md.html")));

        File.Delete(folder.At("inbox/doctor-faust.md"));
        await UntilAsync("/explainers/doctor-faust/", page => page.Contains("Taken back", StringComparison.Ordinal));
        Assert.Contains("0 files written", (await PublishAsync("site", "state")).Output, StringComparison.Ordinal);

        run.Terminate();
        var ended = (await run.Completion).MustSucceed();
        Assert.Contains("doctor-faust.md: retracted", ended.Errors, StringComparison.Ordinal);
        Assert.Matches(@"broken\.md: rejected, \d+ messages: state/reports/broken\.md\.html", ended.Errors);
        Assert.DoesNotContain("saved by a voice", ended.Output + ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KilledAgainAndAgainWhileEditorsWorkItEndsWithTheBytesOfAQuietPublication()
    {
        var inbox = new ChangingInbox(folder.At("inbox"), seed: 11);
        var chance = new Random(20261126);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var killed = Start();
            for (var saves = chance.Next(2, 6); saves > 0; saves--)
            {
                inbox.Work(4);
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(900)), TimeProvider.System);
            }

            killed.Kill();
            Assert.Equal(137, (await killed.Completion).ExitCode);
        }

        inbox.Rest();
        (await PublishAsync("quiet", "quiet-state")).MustSucceed();
        using var run = Start();
        await UntilAsync("/healthz", page => page == "well\n");
        await Eventually.SeesAsync("the same bytes", () => !SideBySide.Differences(folder, "quiet", "site").Any());
        inbox.Work(6);
        (await PublishAsync("quiet", "quiet-state")).MustSucceed();
        await Eventually.SeesAsync("the same bytes", () => !SideBySide.Differences(folder, "quiet", "site").Any());
        run.Terminate();
        Assert.DoesNotContain("Exception", (await run.Completion).MustSucceed().Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInboxThatIsSuddenlyEmptyTakesNothingBackUntilSomebodySaysSo()
    {
        for (var i = 0; i < 7; i++)
        {
            folder.Write($"inbox/2025/story-{i}.md", Article($"Story {i}, Explained", "The beginning.", "The end."));
        }

        using var run = Start(says: "said");
        await UntilAsync("/explainers/story-6/", page => page.Contains("The beginning", StringComparison.Ordinal));
        Directory.Move(folder.At("inbox/2025"), folder.At("elsewhere"));
        Assert.Equal(4, (await PublishAsync("site", "state")).ExitCode);
        await Eventually.SeesAsync("a complaint", () => folder.Read("said").Contains("Publishing: 7 of 7 files are gone from the inbox.", StringComparison.Ordinal));
        Assert.Contains("The beginning", await reader.GetStringAsync(At("/explainers/story-6/")), StringComparison.Ordinal);

        run.Terminate();
        (await run.Completion).MustSucceed();
    }

    [Fact]
    public async Task WhatIsSavedAmongMoreEventsThanTheSystemKeepsDoesNotWaitForTheNextLook()
    {
        using var run = Start();
        folder.Write("inbox/medea.md", Article("Medea, Explained", "A guest in Corinth.", "The chariot comes."));
        await UntilAsync("/explainers/medea/", page => page.Contains("Corinth", StringComparison.Ordinal));
        await UntilAsync("/healthz", page => page == "well\n");

        run.Pause();
        Overrun();
        folder.Write("inbox/faust.md", Article("Faust, Explained", "He signs in the first act.", "She is saved by a voice."));
        run.Resume();
        await UntilAsync("/explainers/faust/", page => page.Contains("first act", StringComparison.Ordinal)).WaitAsync(PublishingRounds.BetweenSweeps * 0.75, TimeProvider.System);

        run.Terminate();
        (await run.Completion).MustSucceed();
    }

    [Fact]
    public async Task ToldToEndAsSoonAsItServesItEnds()
    {
        using var run = Start();
        await UntilAsync("/healthz", page => page.Length > 0);
        run.Terminate();
        (await run.Completion.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System)).MustSucceed();
    }

    /// <summary>Writes so often into the inbox that the system forgets what comes after; each time into another file, since the same again is one event.</summary>
    private void Overrun()
    {
        var most = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"), CultureInfo.InvariantCulture);
        FileStream[] files = [File.Create(folder.At("inbox/.one.swp")), File.Create(folder.At("inbox/.two.swp"))];
        for (var i = 0; i < most; i++)
        {
            RandomAccess.Write(files[i % 2].SafeFileHandle, [0], 0);
        }

        Array.ForEach(files, file => file.Dispose());
    }

    /// <param name="says">The file that takes what it says, to be read while it runs.</param>
    private ChildProcess Start(string says = "/dev/stderr") => ChildProcess.Start(
        "sh", ["-c", $"exec dotnet \"$@\" 2>{says}", "sh", DocumentedCommandsTests.CliPath, "run", "inbox", "--out", "site", "--state", "state", "--urls", At("").AbsoluteUri],
        new() { Folder = folder.Path, Timeout = TimeSpan.FromMinutes(6) });

    private Task<ChildResult> PublishAsync(string site, string state) => ChildProcess.RunAsync(
        "dotnet", [DocumentedCommandsTests.CliPath, "publish", "inbox", "--out", site, "--state", state], new() { Folder = folder.Path });

    private Uri At(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));

    private Task UntilAsync(string path, Func<string, bool> isThere) => reader.SeesPageAsync(At(path), isThere);

    private static string Article(string title, string lead, string end) => $"""
        ---
        title: "{title}"
        summary: What it is about.
        spoilers: ending
        published: 2025-03-04T09:00:00Z
        work: "{title.Split(',')[0]}"
        tags: [drama]
        ---
        {lead}

        <!-- spoilers -->

        {end}

        """;
}
