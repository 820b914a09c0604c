using System.Text;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>
/// What Markdown of other tools hides, in our syntax: <c>&lt;details&gt;</c>, <c>[spoiler]</c>, <c>&gt;!x!&lt;</c>, elements of class "spoiler".
/// Left as they are, they would be ordinary text to us. Code is not touched.
/// </summary>
internal static partial class MarkdownSpoilers
{
    /// <param name="body">Cleaned Markdown.</param>
    public static string ToOurs(string body)
    {
        if (!body.Contains("details", StringComparison.OrdinalIgnoreCase) && !body.Contains("spoiler", StringComparison.OrdinalIgnoreCase)
            && !body.Contains(">!", StringComparison.Ordinal))
        {
            return body;
        }

        var ours = new StringBuilder(body.Length);
        var text = new StringBuilder();
        var fence = "";
        foreach (var line in body.Split('\n'))
        {
            var mark = FenceOf(line);
            if (fence.Length == 0 && mark.Length == 0)
            {
                text.Append(line).Append('\n');
                continue;
            }

            ours.Append(Convert(text.ToString())).Append(line).Append('\n');
            text.Clear();
            var closes = fence.Length > 0 && mark.StartsWith(fence, StringComparison.Ordinal);
            fence = closes ? "" : fence.Length > 0 ? fence : mark;
        }

        ours.Append(Convert(text.ToString()));
        ours.Length--;
        return ours.ToString();
    }

    private static string Convert(string text)
    {
        text = Phrase().Replace(text, "||${text}||");
        if (Open().Count(text) is > 0 and var opened && opened == Close().Count(text))
        {
            text = Open().Replace(text, Begin);
            text = Close().Replace(text, match => (match.Groups["before"].Success ? match.Groups["before"].Value + "\n" : "") + ":::");
        }

        return text;
    }

    private static string Begin(Match open)
    {
        var title = SourceText.OneLine(Tag().Replace(open.Groups["title"].Value, ""));
        var rest = open.Groups["rest"].Value.Trim();
        return $"::: spoiler ending {title}".TrimEnd() + (rest.Length == 0 ? "" : "\n" + rest);
    }

    private static string FenceOf(string line)
    {
        var trimmed = line.AsSpan().TrimStart();
        if (trimmed.Length < 3 || trimmed[0] is not ('`' or '~'))
        {
            return "";
        }

        var end = trimmed.IndexOfAnyExcept(trimmed[0]);
        return end is -1 or > 2 ? trimmed[..(end < 0 ? trimmed.Length : end)].ToString() : "";
    }

    [GeneratedRegex(
        @"^[ \t]*(?:<details\b[^>\n]*>\s*(?:<summary\b[^>\n]*>(?<title>[^\n]{0,300}?)</summary>)?"
        + @"|\[(?:spoiler|details)(?:=""?(?<title>[^\]\n""]*)""?)?\])[ \t]*(?<rest>[^\n]*)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex(
        @"(?:^[ \t]*|(?<before>\S)[ \t]*)(?:</details>|\[/(?:spoiler|details)\])",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Close();

    [GeneratedRegex(
        @">!(?<text>[^\n|]+?)!<|\[spoiler\](?<text>[^\n|\[]+)\[/spoiler\]"
        + @"|<(?<tag>span|del|mark)\b[^>\n]*class=[^>\n]*spoiler[^>\n]*>(?<text>[^\n|<]+)</\k<tag>>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Phrase();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
