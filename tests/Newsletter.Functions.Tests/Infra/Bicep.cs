using System.Reflection;
using System.Text;
using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>The Bicep compiler, without network, on the files of <c>infra/</c> or on some that a test made.</summary>
internal static class Bicep
{
    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepPath").Value!;

    // What the snapshot was made for: who deploys is not known to it.
    private static readonly string[] Place = ["--subscription-id", "00000000-0000-0000-0000-000000000000", "--location", "westeurope"];

    /// <summary>All Bicep files of the repository, modules too.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Repository.Files().Where(file => file.StartsWith("infra/", StringComparison.Ordinal) && file.EndsWith(".bicep", StringComparison.Ordinal))];

    /// <summary>The compiled template. What the compiler warns of, in modules too, is on its errors.</summary>
    public static Task<ChildResult> BuildAsync(string file) => RunAsync(null, "build", file, "--stdout");

    /// <param name="environment">Set beside the test's own.</param>
    public static Task<ChildResult> BuildParametersAsync(string file, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.RunAsync(Program, ["build-params", file, "--stdout"], new() { Environment = environment });

    /// <summary>What the linter has to say of each Bicep file below a folder: a list for each, of rules with their words. Its exit code is 0 for warnings too.</summary>
    public static async Task<IReadOnlyList<string[]>> LintAsync(string folder)
    {
        var result = await RunAsync(folder, "lint", "--pattern", "**/*.bicep", "--diagnostics-format", "Sarif");
        return [.. Documents(result.Output + result.Errors).Select(file =>
            file.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Select(found => $"{found.GetProperty("ruleId").GetString()}: {found.GetProperty("message").GetProperty("text").GetString()}").ToArray())];
    }

    /// <summary>Formats every file below a folder.</summary>
    public static async Task FormatAsync(string folder)
    {
        (await RunAsync(folder, "format", "--pattern", "**/*.bicep")).MustSucceed();
        (await RunAsync(folder, "format", "--pattern", "**/*.bicepparam")).MustSucceed();
    }

    /// <summary>Exit code 1: the snapshot beside the parameters isn't what they give.</summary>
    public static Task<ChildResult> ValidateSnapshotAsync(string parameters) => RunAsync(null, ["snapshot", parameters, "--mode", "validate", .. Place]);

    public static Task<ChildResult> WriteSnapshotAsync(string parameters) => RunAsync(null, ["snapshot", parameters, "--mode", "overwrite", .. Place]);

    private static Task<ChildResult> RunAsync(string? folder, params string[] arguments) => ChildProcess.RunAsync(Program, arguments, new() { Folder = folder });

    // The linter writes one document after the other.
    private static List<JsonElement> Documents(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new() { AllowMultipleValues = true });
        var documents = new List<JsonElement>();
        while (reader.Read())
        {
            documents.Add(JsonElement.ParseValue(ref reader));
        }

        return documents;
    }
}
