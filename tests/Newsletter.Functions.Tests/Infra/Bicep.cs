using System.Reflection;
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

    /// <summary>All Bicep files, modules too.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Repository.Files().Where(file => file.StartsWith("infra/", StringComparison.Ordinal) && file.EndsWith(".bicep", StringComparison.Ordinal))];

    public static IReadOnlyList<string> ParameterFiles { get; } = [.. Repository.Files().Where(file => file.StartsWith("infra/", StringComparison.Ordinal) && file.EndsWith(".bicepparam", StringComparison.Ordinal))];

    /// <summary>The compiled template. What the compiler warns of is on its errors.</summary>
    public static Task<ChildResult> BuildAsync(string file) => RunAsync("build", file, "--stdout");

    /// <param name="environment">The only variables that are set beside the test's own.</param>
    public static Task<ChildResult> BuildParametersAsync(string file, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.RunAsync(Program, ["build-params", file, "--stdout"], new() { Environment = environment });

    /// <summary>What the linter has to say, one line each: rule and words. Its exit code is 0 for warnings too.</summary>
    public static async Task<IReadOnlyList<string>> LintAsync(string file)
    {
        var result = await RunAsync("lint", file, "--diagnostics-format", "Sarif");
        var said = JsonDocument.Parse(result.Output.Length > 0 ? result.Output : result.Errors).RootElement;
        return [.. said.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Select(found => $"{found.GetProperty("ruleId").GetString()}: {found.GetProperty("message").GetProperty("text").GetString()}")];
    }

    /// <summary>The file as the formatter would write it.</summary>
    public static async Task<string> FormatAsync(string file) => (await RunAsync("format", file, "--stdout")).MustSucceed().Output;

    /// <summary>Exit code 1: the snapshot beside the parameters isn't what they give.</summary>
    public static Task<ChildResult> ValidateSnapshotAsync(string parameters) => RunAsync(["snapshot", parameters, "--mode", "validate", .. Place]);

    public static Task<ChildResult> WriteSnapshotAsync(string parameters) => RunAsync(["snapshot", parameters, "--mode", "overwrite", .. Place]);

    private static Task<ChildResult> RunAsync(params string[] arguments) => ChildProcess.RunAsync(Program, arguments);
}
