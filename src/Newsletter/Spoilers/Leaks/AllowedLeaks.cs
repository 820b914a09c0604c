using System.Text.RegularExpressions;
using Newsletter.Articles;

namespace Newsletter.Spoilers.Leaks;

/// <summary>The editor's <c>allow_leak</c>: findings that are meant, each with a reason.</summary>
internal static partial class AllowedLeaks
{
    /// <summary>Findings that are allowed become warnings that say so; an entry that allows nothing is one, too.</summary>
    /// <param name="line">1-based line of the key.</param>
    /// <param name="codes">Of the search whose findings these are: entries of others are not looked at.</param>
    public static IReadOnlyList<Diagnostic> Apply(IReadOnlyList<string> entries, int line, IReadOnlyList<Diagnostic> found, Predicate<string> codes)
    {
        entries = [.. entries.Where(entry => codes(Form().Match(entry).Groups["code"].Value))];
        if (entries.Count == 0)
        {
            return found;
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (var entry in entries)
        {
            if (Form().Match(entry) is not { Success: true } match)
            {
                problems.Add(LeakRules.AllowedNothing.At(line, 1, "An entry of `allow_leak` is not a code and a reason.", "Write `allow_leak: [\"NL052: why it may stand there\"]`."));
            }
            else if (found.Any(d => d.Code == match.Groups["code"].Value))
            {
                reasons[match.Groups["code"].Value] = match.Groups["reason"].Value;
            }
            else
            {
                problems.Add(LeakRules.AllowedNothing.At(line, 1, $"`allow_leak` names {match.Groups["code"].Value}, and nothing of that kind is found.", "Remove the entry."));
            }
        }

        return
        [
            .. found.Select(d => reasons.TryGetValue(d.Code, out var reason)
                ? LeakRules.Allowed.At(d.Line, d.Column, $"Allowed as {d.Code} ({reason}): {d.Message}", "Remove `allow_leak` when it is no longer so.")
                : d),
            .. problems,
        ];
    }

    [GeneratedRegex(@"^(?<code>NL05[2348])\s*:\s*(?<reason>\S.*)$")]
    private static partial Regex Form();
}
