using System.Text;
using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>Every command that README.md and the guides show, run as they show it.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly string[] Documents = ["README.md", "docs/operators.md", "docs/spoilers.md", "docs/subscribers.md", "docs/editors.md"];

    [Fact]
    public async Task EveryCommandShownRuns()
    {
        using var folder = new TempFolder();
        Copy("samples", folder.At("samples"));
        var commands = Documents.SelectMany(Commands).ToList();
        Assert.True(commands.Count >= 8, "Commands are looked for in the wrong place.");

        foreach (var command in commands.Where(c => c != "./test.sh"))
        {
            var words = Word().Matches(command).Select(m => m.Value.Trim('"')).ToList();
            Assert.Equal("./newsletter", words[0]);
            if (words[1] == "serve")
            {
                await ServeAsync(words[1..], folder.Path);
                continue;
            }

            (await ChildProcess.RunAsync("dotnet", [CliPath, .. words[1..]], new() { Folder = folder.Path })).MustSucceed();
            if (words[1] == "new")
            {
                FinishDrafts(folder.At("inbox"));
            }
        }

        Assert.True(File.Exists(folder.At("public/index.html")));
        Assert.True(File.Exists(folder.At("site/explainers/nosferatu/index.html")));
        Assert.True(File.Exists(folder.At("preview/digest.eml")));
    }

    /// <summary>As the README says: what is begun comes out when its line is taken away.</summary>
    internal static void FinishDrafts(string inbox)
    {
        foreach (var file in Directory.EnumerateFiles(inbox, "*.md"))
        {
            File.WriteAllLines(file, File.ReadAllLines(file).Where(line => !line.StartsWith("draft: true", StringComparison.Ordinal)));
        }
    }

    /// <summary>A command that goes on until it is stopped: it does what it says, and ends well.</summary>
    private static async Task ServeAsync(IEnumerable<string> words, string folder)
    {
        var said = Path.Combine(folder, "serve.out");
        File.Delete(said);
        using var program = ChildProcess.Start("sh", ["-c", $"exec dotnet '{CliPath}' {string.Join(' ', words)} >serve.out"], new() { Folder = folder });
        while (!program.Completion.IsCompleted && !(File.Exists(said) && File.ReadAllText(said).EndsWith('\n')))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        using var client = new HttpClient();
        Assert.Contains("The desk", await client.GetStringAsync(Address().Match(File.ReadAllText(said)).Value));
        program.Terminate();
        (await program.Completion).MustSucceed();
    }

    /// <summary>As in a fresh clone: ./test.sh has it built from nothing, when nothing was built before.</summary>
    [Fact]
    public async Task TheCommandBuildsItself()
    {
        var result = await ChildProcess.RunAsync(Repository.At("newsletter"), ["--version"], new() { Timeout = TimeSpan.FromMinutes(10) });

        Assert.Matches(@"^\d+\.\d+\.\d+", result.MustSucceed().Output);

        // By its module the pipeline knows who published last: an app built elsewhere from the same sources has the same.
        Assert.DoesNotContain(Repository.Root, Encoding.Latin1.GetString(File.ReadAllBytes(Repository.At(".build/artifacts/obj/Newsletter/release/Newsletter.dll"))));
    }

    /// <summary>The command: as it is built beside the tests, or, in ./test.sh, as its users have it.</summary>
    internal static string CliPath => Environment.GetEnvironmentVariable("NEWSLETTER_CLI") ?? Path.Combine(AppContext.BaseDirectory, "Newsletter.Cli.dll");

    private static IEnumerable<string> Commands(string document) =>
        Block().Matches(File.ReadAllText(Repository.At(document))).SelectMany(m => m.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.At(from), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(Repository.At(from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
