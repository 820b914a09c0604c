using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>docs/operators.md says which properties the objects of <c>--json</c> have.</summary>
public sealed partial class DocumentedJsonTests
{
    private static readonly string[] Lines =
    [
        "new Faust", "check inbox/faust.md", "card inbox/faust.md", "import text.txt", "upload text.txt", "publish", "retract --slug faust", "restore --slug faust", "status", "doctor", "digest preview", "digest send",
        "init site", "backup copy", "templates list", "templates eject", "deliveries", "digest pause", "digest resume", "digest cancel",
        "subscribers import readers.csv --source x --consented 2024-05-01", "subscribers list", "subscribers export out.csv", "subscribers lift vera@example.org", "subscribers erase ida@example.org --yes", "publish nowhere",
    ];

    [Fact]
    public async Task EveryObjectHasThePropertiesThatAreDocumented()
    {
        using var folder = new TempFolder();
        folder.Write("text.txt", "Medea, Explained\n\nA play.\n");
        folder.Write("readers.csv", "address,state\nida@example.org,\nvera@example.org,suppressed\n");
        folder.Write("newsletter.yaml", "base_url: https://site.example/\nmail_from: news@site.example\n");
        var text = File.ReadAllText(Repository.At("docs/operators.md"));
        var documented = Row().Matches(text[text.IndexOf("<!-- json -->", StringComparison.Ordinal)..])
            .ToDictionary(m => m.Groups["command"].Value, m => Property().Matches(m.Groups["properties"].Value).Select(p => p.Groups[1].Value).ToList());

        var seen = new Dictionary<string, List<string>>();
        foreach (var line in Lines)
        {
            var result = await ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. line.Split(' '), "--json"], new() { Folder = folder.Path });
            using var json = JsonDocument.Parse(result.Output);
            var command = documented.Keys.Single(key => result.ExitCode > 1 ? key == "a failure" : line.StartsWith(key, StringComparison.Ordinal));
            if (command == "new")
            {
                DocumentedCommandsTests.FinishDrafts(folder.At("inbox"));
            }

            seen.Add(command, [.. json.RootElement.EnumerateObject().Select(p => p.Name)]);
        }

        Assert.Equal(documented, seen);
    }

    [GeneratedRegex("^\\| `?(?<command>[a-z ]+?)`? \\| (?<properties>`.*`) \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Property();
}
