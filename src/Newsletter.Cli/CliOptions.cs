using System.CommandLine;

namespace Newsletter.Cli;

/// <summary>Options that every command has.</summary>
internal static class CliOptions
{
    /// <summary>The shapes are documented in docs/operators.md.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON for programs instead of text for people." };
}
