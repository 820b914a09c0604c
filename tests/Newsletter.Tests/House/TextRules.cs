using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.House;

/// <summary>What no text file of the repository may say. Each rule returns the first words that break it, or null.</summary>
public static partial class TextRules
{
    // In pieces, so that this file obeys its own rule.
    private static readonly string[] RegistryHosts =
    [
        Host("nuget", "org"), Host("npmjs", "org"), Host("npmjs", "com"), Host("registry", "yarnpkg", "com"), Host("nodesource", "com"),
        Host("pypi", "org"), Host("pythonhosted", "org"), Host("deb", "debian", "org"), Host("security", "debian", "org"),
        Host("proxy", "golang", "org"), Host("packages", "microsoft", "com"), Host("pkgs", "dev", "azure", "com"),
        Host("pkgs", "visualstudio", "com"), Host("mcr", "microsoft", "com"), Host("ghcr", "io"), Host("docker", "io"),
    ];

    // This checkout's own place; one as short as /src says nothing.
    private static readonly Regex Root = new(Repository.Root.Count(c => c == '/') > 1 ? @"(?<![\w.])" + Regex.Escape(Repository.Root + "/") : "(?!)");

    /// <summary>Where packages come from is the business of the machine that installs them.</summary>
    public static string? RegistryHost(string text) =>
        RegistryHosts.FirstOrDefault(host => text.Contains(host, StringComparison.OrdinalIgnoreCase))
        ?? First(ResolvedAddress(), text);

    /// <summary>A path of somebody's machine works nowhere else, and tells of that machine.</summary>
    public static string? AbsolutePath(string text) =>
        First(MachinePath(), text) ?? (Root.IsMatch(text) ? Repository.Root : null);

    /// <summary>Work put off says why, on the same line: <c>: reason</c> of three words or more behind the mark.</summary>
    public static string? PutOffWithoutReason(string text) => First(PutOff(), text);

    private static string Host(params string[] labels) => string.Join('.', labels);

    private static string? First(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex("\"resolved\"\\s*:\\s*\"[a-z+]+://[^\"]*")]
    private static partial Regex ResolvedAddress();

    [GeneratedRegex(@"(?<![\w./~{}>)\]-])/(?:root|work|home/[\w.-]+|Users/[\w.-]+|builds?|__w|github/workspace)/[\w.-]+|\b[A-Za-z]:\\Users\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(?:FIX[M]E|XX[X]|HAC[K])\b|\bTOD[O]\b(?!: *(?:[\w'`-]+[ ,]+){2}[\w'`-]+)")]
    private static partial Regex PutOff();
}
