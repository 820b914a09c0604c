using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Functions.Tests.Infra;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Docs;

/// <summary>The table of parameters in docs/operators.md is the Bicep's.</summary>
public sealed class InfraParametersTests
{
    private const string Begin = "<!-- parameters -->\n";
    private const string End = "<!-- /parameters -->";

    private static readonly Lazy<Task<JsonElement>> Parameters = new(async () =>
        JsonDocument.Parse((await Bicep.BuildAsync("infra/main.bicep")).MustSucceed().Output).RootElement.GetProperty("parameters"));

    [Fact]
    public async Task TheTableIsTheTemplates()
    {
        var path = Repository.At("docs/operators.md");
        var guide = File.ReadAllText(path);
        var (from, to) = (guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, guide.IndexOf(End, StringComparison.Ordinal));
        var table = "| parameter | variable of azd | meaning | default |\n|---|---|---|---|\n"
            + string.Concat((await Parameters.Value).EnumerateObject().Select(p => $"| `{p.Name}` | {Variable(p.Name)} | {Meaning(p.Value)} | {Default(p.Value)} |\n"));
        if (Environment.GetEnvironmentVariable("NEWSLETTER_GOLDEN") == "write")
        {
            File.WriteAllText(path, guide[..from] + table + guide[to..]);
            return;
        }

        Assert.Equal(table, guide[from..to]);
    }

    [Fact]
    public async Task TheVariablesAreThoseThatTheParametersFileReads()
    {
        var file = File.ReadAllText(Repository.At("infra/main.bicepparam"));
        Assert.All(
            (await Parameters.Value).EnumerateObject().Where(p => p.Name != "site"),
            p => Assert.Matches($"param {p.Name} = [^\n]*readEnvironmentVariable\\('{Variable(p.Name).Trim('`')}'", file));
    }

    [Fact]
    public void EveryParameterOfATemplateThatPeopleDeployIsDescribed() => Assert.All(
        new[] { "infra/main.bicep", "infra/subscription.bicep" },
        file =>
        {
            var lines = File.ReadAllLines(Repository.At(file));
            Assert.All(
                Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith("param ", StringComparison.Ordinal)),
                i => Assert.Contains(lines[..i].Reverse().TakeWhile(line => line.StartsWith('@')), line => line.StartsWith("@description", StringComparison.Ordinal)));
        });

    [Fact]
    public async Task CommandsThatAreShownNameFilesParametersAndVariablesThatThereAre()
    {
        var guide = File.ReadAllText(Repository.At("docs/operators.md"));
        var parameters = (await Parameters.Value).EnumerateObject().Select(p => p.Name).ToList();
        var file = File.ReadAllText(Repository.At("infra/main.bicepparam"));

        Assert.All(Found(@"\b(infra/[\w./-]+\.\w+)", guide), path => Assert.True(File.Exists(Repository.At(path)), path));
        Assert.All(Found(@"(?<=--parameters [^\n]*)\b(\w+)=", guide), name => Assert.Contains(name, parameters));
        Assert.All(Found(@"azd env set (\w+)", guide), name => Assert.Contains($"readEnvironmentVariable('{name}'", file, StringComparison.Ordinal));
    }

    private static List<string> Found(string pattern, string text)
    {
        var found = Regex.Matches(text, pattern).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static string Variable(string parameter) => parameter switch
    {
        "environmentName" => "`AZURE_ENV_NAME`",
        "location" => "`AZURE_LOCATION`",
        "site" => "`NEWSLETTER_TITLE`, ...",
        _ => $"`{Regex.Replace(parameter, "(?<=[a-z])(?=[A-Z])", "_").ToUpperInvariant()}`",
    };

    private static string Meaning(JsonElement parameter) => parameter.GetProperty("metadata").GetProperty("description").GetString()!;

    private static string Default(JsonElement parameter) => !parameter.TryGetProperty("defaultValue", out var value) ? "must be given"
        : value.ValueKind == JsonValueKind.Object || value.ToString().Length == 0 ? "none"
        : $"`{value.GetRawText().Trim((char)34)}`";
}
