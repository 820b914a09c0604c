using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class BackupCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhatIsRestoredFromACopyIsTheSameSiteWithTheSameReaders()
    {
        var inbox = Path.Combine(Directory.CreateDirectory(folder.At("site/inbox")).FullName);
        var editors = new ChangingInbox(inbox, seed: 5);
        editors.Work(30);
        File.WriteAllText(Path.Combine(inbox, "undated.md"), "---\ntitle: Undated\nsummary: s\nspoilers: none\n---\nIts date is known to the catalogue alone.\n");
        folder.Write("site/newsletter.yaml", "base_url: https://site.example/\nmail_from: news@site.example\n");
        folder.Write("readers.csv", "address\nida@example.org\n");
        (await RunAsync("site", "publish")).MustSucceed();
        (await RunAsync("site", "subscribers", "import", "../readers.csv", "--source", "x", "--consented", "2024-05-01")).MustSucceed();
        using (var run = ChildProcess.Start("dotnet", [DocumentedCommandsTests.CliPath, "run", "--urls", "http://127.0.0.1:0"], new() { Folder = folder.At("site") }))
        {
            (await RunAsync("site", "backup", "../copy")).MustSucceed();
            run.Kill();
            await run.Completion;
        }

        (await RunAsync("site", "publish")).MustSucceed();
        Assert.DoesNotContain(folder.Files(), file => file.StartsWith("copy/public/", StringComparison.Ordinal));
        (await RunAsync("copy", "publish")).MustSucceed();

        Assert.Empty(SideBySide.Differences(folder, "site/public", "copy/public"));
        Assert.Contains("ida@example.org", (await RunAsync("copy", "subscribers", "list", "--json")).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Contains(" 0 files written", (await RunAsync("copy", "publish")).MustSucceed().Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.At("copy/.newsletter/public")));
        }
    }

    [Fact]
    public async Task AFolderThatHoldsSomethingIsLeftAlone()
    {
        Directory.CreateDirectory(folder.At("inbox"));
        folder.Write("mine/note.txt", "mine");

        var result = await RunAsync("", "backup", "mine");

        Assert.Equal((4, "newsletter: 'mine' is there already and is not empty.\nName another folder for each backup.\n"), (result.ExitCode, result.Errors));
        Assert.Equal(["mine/note.txt"], folder.Files());
    }

    private Task<ChildResult> RunAsync(string site, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.At(site) });
}
