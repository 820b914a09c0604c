using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>What people type, right and wrong.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("publsh", "There is no command 'publsh'. Did you mean 'publish'?")]
    [InlineData("", "Say what to do: publish, check, new,")]
    [InlineData("digest", "Say what to do: preview, send, pause, resume, cancel.")]
    [InlineData("digest preveiw", "There is no command 'preveiw'. Did you mean 'preview'?")]
    [InlineData("publish --outt x", "There is no option '--outt'. Did you mean '--out'?")]
    [InlineData("publish a b", "'b' is one word too many.")]
    [InlineData("check", "Say <path>. Articles, or folders of them.")]
    [InlineData("retract", "Say --slug with a value. The article's slug")]
    [InlineData("publish --out", "Say --out with a value. Where the site goes")]
    [InlineData("digest preview --from yesterday", "'yesterday' is no date for --from: write it like 2026-11-16.")]
    [InlineData("digest preview --cadence monthly", "'monthly' is nothing for --cadence: say instant, daily, weekly.")]
    [InlineData("digest preview --tolerance mayor", "'mayor' is nothing for --tolerance: say none, minor, major, ending. Did you mean 'major'?")]
    [InlineData("completion basch", "'basch' is nothing for shell: say bash, fish, zsh. Did you mean 'bash'?")]
    public async Task AMistakeIsSaidWithWhatWouldBeRightAndWhereToReadMore(string line, string complaint)
    {
        var result = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("newsletter: " + complaint, result.Errors);
        Assert.Matches("^newsletter: [^\n]*\nSee 'newsletter[^\n]* --help'.\n$", result.Errors);
    }

    [Theory]
    [InlineData("--help", "newsletter [command] [options]")]
    [InlineData("new --help", "newsletter new <work> [options]")]
    [InlineData("retract -h", "newsletter retract [<inbox>] [options]")]
    public async Task HelpNeedsNothingElseAndShowsExamples(string line, string usage)
    {
        var result = (await RunAsync(line.Split(' '))).MustSucceed();

        Assert.Contains(usage, result.Output);
        Assert.Contains("Examples:\n  newsletter ", result.Output);
    }

    [Fact]
    public async Task AProgramThatAsksForJsonGetsItsMistakesAsJson()
    {
        Directory.CreateDirectory(folder.At("inbox"));

        var result = await RunAsync("publish", "inbx", "--json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("There is no inbox folder 'inbx'.", json.RootElement.GetProperty("error").GetString());
        Assert.Equal("Did you mean 'inbox'?", json.RootElement.GetProperty("advice").GetString());
        Assert.Equal((3, 3), (result.ExitCode, json.RootElement.GetProperty("exit").GetInt32()));
    }

    [Theory]
    [InlineData("inbox/x.mb", "Did you mean 'inbox/x.md'?")]
    [InlineData("inbx/x.md", "Did you mean 'inbox/x.md'?")]
    [InlineData("inbox/x.md/y", "Name an article or a folder of them.")]
    [InlineData("elsewhere/entirely", "Name an article or a folder of them.")]
    public async Task APathThatIsNotThereIsGuessed(string path, string advice)
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");

        var result = await RunAsync("check", path);

        Assert.Equal((3, $"newsletter: There is no file or folder '{path}'.\n{advice}\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task AFileWhoseNameBeginsWithADashIsNamedBehindTwoDashes()
    {
        folder.Write("-x.md", "---\ntitle: X\nsummary: s\nspoilers: none\n---\nLead\n");

        Assert.Contains("1 article, 0 errors", (await RunAsync("check", "--", "-x.md")).MustSucceed().Output);
    }

    [Theory]
    [InlineData("Nosferatu", "nosferatu")]
    [InlineData("日本", "日本")]
    [InlineData("Кин-дза-дза!", "кин-дза-дза")]
    public async Task ANewArticleIsNamedByItsWorkAndIsRight(string work, string slug)
    {
        (await RunAsync("new", work)).MustSucceed();

        Assert.Contains("1 article, 0 errors", (await RunAsync("check", $"inbox/{slug}.md")).MustSucceed().Output);
        Assert.Contains($"{slug}.md: is a draft: it comes out when its line 'draft: true' is gone\n1 draft; ", (await RunAsync("publish", "--out", "site")).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Contains($"draft: {slug}.md", (await RunAsync("status", "--out", "site")).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Empty(Directory.Exists(folder.At("site/explainers")) ? Directory.GetDirectories(folder.At("site/explainers")) : []);
    }

    [Fact]
    public async Task AWorkOfWhichNoAddressCanBeMadeNeedsOne()
    {
        var refused = await RunAsync("new", "!!!");

        Assert.Equal((2, "newsletter: No address can be made from '!!!'.\nName the work with letters or digits in it, or say --slug with a word for the address.\n"), (refused.ExitCode, refused.Errors));
        Assert.Equal(2, (await RunAsync("new", "!!!", "--slug", "../Three Marks")).ExitCode);
        Assert.Empty(folder.Files());

        (await RunAsync("new", "!!!", "--slug", "three-marks")).MustSucceed();
        Assert.Contains("title: \"!!!, Explained\"", folder.Read("inbox/three-marks.md"));
        Assert.Equal(4, (await RunAsync("new", "!!!", "--slug", "three-marks")).ExitCode);
    }

    [Theory]
    [InlineData("newsletter dig", "digest")]
    [InlineData("newsletter digest pre", "preview")]
    [InlineData("newsletter digest preview --tol", "--tolerance")]
    [InlineData("newsletter digest preview --tolerance ma", "major")]
    [InlineData("newsletter publish --out si", "site")]
    [InlineData("newsletter publish in", "inbox")]
    [InlineData("newsletter check inbox/x", "inbox/x y.md")]
    [InlineData("newsletter completion f", "fish")]
    public async Task BashCompletesCommandsOptionsAndFiles(string line, string completed)
    {
        folder.Write("inbox/x y.md", "");
        folder.Write("site/index.html", "");
        folder.Write("completion.bash", (await RunAsync("completion", "bash")).MustSucceed().Output);
        var words = string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));

        var result = await ChildProcess.RunAsync(
            "bash", ["-c", $"source completion.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _newsletter; printf '%s\\n' \"${{COMPREPLY[@]}}\""], new() { Folder = folder.Path });

        Assert.Equal(completed + "\n", result.MustSucceed().Output);
    }

    public void Dispose() => folder.Dispose();

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}
