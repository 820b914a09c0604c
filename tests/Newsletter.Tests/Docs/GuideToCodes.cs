using System.Globalization;
using System.Text;
using Newsletter.Articles;

namespace Newsletter.Tests.Docs;

/// <summary>Writes the part of <c>docs/editors.md</c> that comes from the catalogue of rules.</summary>
internal static class GuideToCodes
{
    public static string Write(IReadOnlyList<Rule> rules)
    {
        var guide = new StringBuilder("\n| Code | | What is wrong |\n|---|---|---|\n");
        foreach (var rule in rules)
        {
            guide.Append(CultureInfo.InvariantCulture, $"| [{rule.Code}](#{rule.Code.ToLowerInvariant()}) | {Word(rule)} | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        foreach (var rule in rules)
        {
            var fence = rule.Example.Contains("```", StringComparison.Ordinal) ? "````" : "```";
            guide.Append(CultureInfo.InvariantCulture, $"\n### {rule.Code}\n\n**{rule.Title}** ({Word(rule)}). {rule.Explanation}\n\n");
            guide.Append(CultureInfo.InvariantCulture, $"{fence}markdown {rule.Code}\n{rule.Example}\n{fence}\n");
        }

        return guide.Append('\n').ToString();
    }

    private static string Word(Rule rule) => rule.Severity.ToString().ToLowerInvariant();
}
