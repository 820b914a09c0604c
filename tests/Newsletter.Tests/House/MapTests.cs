using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.House;

/// <summary>The map of <c>docs/architecture.md</c>, held: what stands where, and which way dependencies point.</summary>
public partial class MapTests
{
    private static readonly string[] FoldersOfThePipeline =
    [
        "Articles", "Spoilers", "ReadMore", "Catalogue", "Publishing", "Feeds", "Site", "Templates", "Subscribers", "Digests", "Delivery",
        "Storage",
    ];

    // A project may refer to these and no others; a project that isn't here needs a place on the map first.
    private static readonly Dictionary<string, string[]> MayReferTo = new()
    {
        ["src/Newsletter"] = [],
        ["src/Newsletter.Azure"] = ["Newsletter"],
        ["src/Newsletter.Web"] = ["Newsletter"],
        ["src/Newsletter.Functions"] = ["Newsletter", "Newsletter.Web", "Newsletter.Azure"],
        ["src/Newsletter.Cli"] = ["Newsletter", "Newsletter.Web", "Newsletter.Azure"],
    };

    private static readonly string[] HostsAndClouds =
    [
        "Azure.", "Microsoft.Azure.", "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Spectre.Console", "System.CommandLine", "Newsletter.",
    ];

    private static readonly IReadOnlyList<string> Sources =
        [.. Repository.Files().Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))];

    [Fact]
    public void EveryNamespaceIsItsFolder() => Offenders.None(
        from file in Sources
        let declared = Namespace().Match(File.ReadAllText(Repository.At(file))).Groups["name"].Value
        let expected = Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.')
        where declared != expected && Path.GetFileName(file) != "Program.cs"
        select $"{file}: {declared} should be {expected}");

    [Fact]
    public void EveryFolderOfThePipelineIsOnTheMap() => Offenders.None(Sources
        .Select(file => file.Split('/'))
        .Where(parts => parts is ["src", "Newsletter", _, _, ..])
        .Select(parts => parts[2]).Distinct().Except(FoldersOfThePipeline));

    [Fact]
    public void DependenciesPointOneWay() => Offenders.None(
        from project in Repository.Files()
        where project.StartsWith("src/", StringComparison.Ordinal) && project.EndsWith(".csproj", StringComparison.Ordinal)
        from reference in XDocument.Load(Repository.At(project)).Descendants("ProjectReference")
        let name = Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))
        where !MayReferTo.GetValueOrDefault(Path.GetDirectoryName(project)!, []).Contains(name)
        select $"{project} -> {name}");

    [Fact]
    public void ThePipelineKnowsNoHostAndNoCloud() => Offenders.None(
        from reference in typeof(SafeText).Assembly.GetReferencedAssemblies()
        from banned in HostsAndClouds
        where reference.Name!.StartsWith(banned, StringComparison.Ordinal)
        select reference.Name);

    [Fact]
    public void StorageKnowsNothingOfWhatItStores() => Offenders.None(
        from file in Sources
        where file.StartsWith("src/Newsletter/Storage/", StringComparison.Ordinal)
        from Match use in PipelineUse().Matches(File.ReadAllText(Repository.At(file)))
        where !use.Value.StartsWith("Newsletter.Storage", StringComparison.Ordinal)
        select $"{file}: {use.Value}");

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.])Newsletter\.[A-Z]\w+")]
    private static partial Regex PipelineUse();
}
