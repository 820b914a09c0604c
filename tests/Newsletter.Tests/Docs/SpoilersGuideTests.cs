using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Docs;

/// <summary>docs/spoilers.md quotes what readers see on a page: those words are the page's own.</summary>
public sealed partial class SpoilersGuideTests
{
    [Fact]
    public void TheWordsItQuotesAreThoseOfThePage()
    {
        var words = File.ReadAllText(Repository.At("templates/strings/en.json"));
        var known = Text().Matches(words).Select(match => Place().Replace(match.Groups[1].Value, "*")).ToHashSet();
        var table = File.ReadAllLines(Repository.At("docs/spoilers.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        var quoted = table.SelectMany(line => Quoted().Matches(line).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(quoted.Count >= 6);
        Assert.All(quoted, quote => Assert.Contains(quote.Replace("Nosferatu", "*", StringComparison.Ordinal).Replace("2 of 5", "* of *", StringComparison.Ordinal), known));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
