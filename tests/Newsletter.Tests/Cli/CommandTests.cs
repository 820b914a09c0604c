using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class CommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("inbox", "inbox/site", ".state")]
    [InlineData("public/inbox", "public", ".state")]
    [InlineData("inbox", "inbox", ".state")]
    [InlineData("inbox", "site", "inbox/state")]
    [InlineData("inbox", "site", "site/state")]
    public async Task NoneOfInboxSiteAndStateServesOrTakesTheOther(string inbox, string site, string state)
    {
        folder.Write(inbox + "/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");

        var result = await RunAsync("publish", inbox, "--out", site, "--state", state);

        Assert.Equal(3, result.ExitCode);
        Assert.Matches("lie one in the other|lies in the inbox", result.Errors);
        Assert.Equal(["x.md"], Directory.EnumerateFileSystemEntries(folder.At(inbox)).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--out", "note.txt")]
    [InlineData("--state", "note.txt")]
    public async Task AFileIsNoFolderToPublishInto(string option, string file)
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write(file, "mine");

        var result = await RunAsync("publish", "inbox", option, file);

        Assert.Equal((3, "newsletter: 'note.txt' is a file, not a folder.\nName a folder; it need not be there yet.\n"), (result.ExitCode, result.Errors));
        Assert.Equal(["inbox/x.md", "note.txt"], folder.Files().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AMissingInboxIsSaidWithWhatToDo()
    {
        var result = await RunAsync("publish", "nowhere");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("There is no inbox folder 'nowhere'", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
    }

    [Fact]
    public async Task ARejectedArticleGivesItsLineAndExitCodeOne()
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: ending\n---\nLead ||open\n\n<!-- spoilers -->\n\nEnd\n");

        var result = await RunAsync("publish", "inbox");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{Path.Combine("inbox", "x.md")}:6:6: error NL031:", result.Output);
    }

    [Fact]
    public async Task APreviewOfADigestTellsWhatTheSubscriberKnowsAndNamesAWorkThatNoArticleIsAbout()
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nwork: Faust\nspoilers: ending\npublished: 2026-11-01\n---\nLead\n\n<!-- spoilers -->\n\nTold.\n");
        (await RunAsync("publish", "inbox")).MustSucceed();

        var result = (await RunAsync("digest", "preview", "inbox", "--until", "2026-11-02", "--seen", "faust", "--seen", "Fausst")).MustSucceed();

        Assert.Contains("\n1 article, ", result.Output);
        Assert.Contains("No article in it is about \"Fausst\".", result.Output);
        Assert.DoesNotContain("\"faust\"", result.Output);
        Assert.Contains("Told.", folder.Read("preview/digest.txt"));
    }

    [Fact]
    public async Task JsonIsOneObject()
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");

        var result = (await RunAsync("publish", "inbox", "--json")).MustSucceed();

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(1, json.RootElement.GetProperty("uploads").GetProperty("published").GetInt32());
        Assert.True(json.RootElement.GetProperty("written").GetInt32() > 10);
    }

    [Fact]
    public async Task ASettingThatIsWrongNamesItsLine()
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write("newsletter.yaml", "title: Fine\ntime_zone: Berlin\n");

        var result = await RunAsync("publish", "inbox");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("newsletter.yaml:2: 'time_zone' must be an IANA time zone", result.Errors);
    }

    [Fact]
    public async Task AnUploadIsCopiedIntoTheInboxAndLeftAloneWhenItIsThere()
    {
        folder.Write("drafts/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write("drafts/deep/a.png", "png");
        folder.Write("drafts/x.md~", "old");

        var first = (await RunAsync("upload", "drafts", "--into", "2026")).MustSucceed();
        var again = (await RunAsync("upload", "drafts", "--into", "2026")).MustSucceed();

        Assert.Equal("2 files uploaded, 0 unchanged, 0 refused.\nWhat becomes of them: newsletter status inbox\n", first.Output);
        Assert.Equal("0 files uploaded, 2 unchanged, 0 refused.\n", again.Output);
        Assert.Equal(["inbox/2026/deep/a.png", "inbox/2026/x.md"], folder.Files().Where(file => file.StartsWith("inbox/", StringComparison.Ordinal)));
        Assert.Equal(folder.Read("drafts/x.md"), folder.Read("inbox/2026/x.md"));
    }

    [Fact]
    public async Task TwoUploadsOfOneNameAreRefused()
    {
        folder.Write("a/x.md", "A");
        folder.Write("b/x.md", "B");

        var result = await RunAsync("upload", "a/x.md", "b/x.md");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"newsletter: Both {Path.Combine("a", "x.md")} and {Path.Combine("b", "x.md")} would be 'x.md' in the inbox.\nName the folder that holds both, or upload one after the other with --into.\n", result.Errors);
        Assert.False(Directory.Exists(folder.At("inbox")));
    }

    [Fact]
    public async Task ARetractedArticleStaysRetracted()
    {
        folder.Write("inbox/x.md", "---\ntitle: X Story\nsummary: s\nspoilers: none\n---\nLead\n");
        (await RunAsync("publish", "inbox")).MustSucceed();

        (await RunAsync("retract", "inbox", "--slug", "x")).MustSucceed();
        (await RunAsync("publish", "inbox")).MustSucceed();

        Assert.DoesNotContain("X Story", folder.Read("public/feed.xml"));
        Assert.Contains("noindex", folder.Read("public/explainers/x/index.html"));
    }

    [Fact]
    public async Task ARetractedArticleIsRestoredByCommandAndItsFileIsNeverTouched()
    {
        var file = folder.Write("inbox/x.md", "---\ntitle: X Story\nsummary: s\nspoilers: none\n---\nLead\n");
        var written = File.GetLastWriteTimeUtc(file);
        (await RunAsync("publish", "inbox")).MustSucceed();

        Assert.Contains("x.md stays in the inbox", (await RunAsync("retract", "inbox", "--slug", "x")).MustSucceed().Output);
        Assert.Contains("taken back, file still in the inbox: x.md", (await RunAsync("status", "inbox")).MustSucceed().Output);
        Assert.Contains("Back again: x (published)", (await RunAsync("restore", "inbox", "--slug", "x")).MustSucceed().Output);

        Assert.Contains("X Story", folder.Read("public/feed.xml"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        Assert.Contains("Did you mean 'x'?", (await RunAsync("retract", "inbox", "--slug", "y")).Errors);
    }

    [Fact]
    public async Task AHubOutOfOrderIsAWarningAndIsToldByTheNextPublication()
    {
        await using var hub = await LoopbackHub.StartAsync();
        folder.Write("newsletter.yaml", $"hub: {hub.Address}\nlists: tag\nfull_feeds: false\n");
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");
        (await RunAsync("publish", "inbox")).MustSucceed();
        folder.Write("inbox/x.md", "---\ntitle: X at Last\nsummary: s\nspoilers: none\n---\nLead\n");
        hub.Status = 503;

        Assert.Contains("warning: 3 feeds are still to be announced: the hub answered 503.", (await RunAsync("publish", "inbox")).MustSucceed().Errors);
        hub.Heard();
        hub.Status = 204;
        Assert.Contains("The hub was told of 3 feeds.", (await RunAsync("publish", "inbox")).MustSucceed().Output);
        Assert.Equal(3, hub.Heard().Count);
        (await RunAsync("publish", "inbox")).MustSucceed();
        Assert.Empty(hub.Heard());
    }

    [Fact]
    public async Task StatusSaysWhichFilesAFaultOfOursStopped()
    {
        folder.Write("inbox/bad.md", "---\ntitle: Bad\nlang: de\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write("inbox/good.md", "---\ntitle: Good\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write("looks/web/article.html", "{{ if page.language == \"de\" }}{{ for i in 1..10000000 }}x{{ end }}{{ end }}" + File.ReadAllText(Repository.At("templates/web/article.html")));

        Assert.Equal(3, (await RunAsync("publish", "inbox", "--templates", "looks")).ExitCode);

        Assert.True(File.Exists(folder.At("public/explainers/good/index.html")));
        var status = (await RunAsync("status", "inbox")).MustSucceed();
        Assert.Contains("rejected: bad.md (NL067)", status.Output);
        Assert.DoesNotContain("good.md", status.Output);
        (await RunAsync("publish", "inbox")).MustSucceed();
        Assert.DoesNotContain("bad.md", (await RunAsync("status", "inbox")).Output);
    }

    [Fact]
    public async Task NothingIsColouredInAPipe()
    {
        folder.Write("inbox/x.md", "");

        var result = await RunAsync("publish", "inbox");

        Assert.DoesNotContain('\u001b', result.Output + result.Errors);
    }

    public void Dispose() => folder.Dispose();

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}
