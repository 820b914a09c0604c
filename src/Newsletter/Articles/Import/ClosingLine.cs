using System.Buffers;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>The line of related titles that closes an article, however it was written.</summary>
/// <param name="Section">From "Read More in Explainers"; null when the line names none.</param>
/// <param name="Items">Markdown: titles, or links to files of ours.</param>
internal sealed partial record ClosingLine(string? Section, IReadOnlyList<string> Items)
{
    private static readonly SearchValues<char> BreaksLink = SearchValues.Create(" ()<>\\");

    private const int LongestTitle = 120;
    private const int MostTitles = 20;

    /// <summary>True when a line begins as such a line does, whatever follows.</summary>
    public static bool Looks(string line) => Pattern().IsMatch(line) || IsLabel(line);

    /// <summary>"Read More" alone: the titles stand in a list below it.</summary>
    public static bool IsLabel(string line) => line.Length < 60 && Label().IsMatch(line);

    /// <summary>The titles of a paragraph; null when it isn't such a line.</summary>
    public static ClosingLine? Of(InlineText text)
    {
        var match = Pattern().Match(text.Text);
        if (!match.Success || text.Text.Length > LongestTitle * MostTitles)
        {
            return null;
        }

        var titles = match.Groups["titles"];
        var items = new List<string>();
        foreach (var (start, end) in Split(text, titles.Index))
        {
            // "Related: he was her brother" is a sentence; behind bars or a section's name, a title may begin small.
            var item = Item(text, start, end, mayBeginSmall: match.Groups["section"].Success || titles.Value.Contains('|', StringComparison.Ordinal));
            if (item is null)
            {
                return null;
            }

            if (item.Length > 0)
            {
                items.Add(item);
            }
        }

        return Make(match.Groups["section"], items);
    }

    /// <summary>The titles of a list below a label.</summary>
    public static ClosingLine? Of(string label, InlineText list)
    {
        var items = new List<string>();
        foreach (var (start, end) in list.Items)
        {
            var item = Item(list, start, end, mayBeginSmall: true);
            if (item is null)
            {
                return null;
            }

            if (item.Length > 0)
            {
                items.Add(item);
            }
        }

        return Make(Label().Match(label).Groups["section"], items);
    }

    /// <summary><c>Read More in Explainers: A | B</c></summary>
    /// <param name="section">For a line that names none.</param>
    public string ToMarkdown(string section)
    {
        var titles = Items.Count == 1 ? Alone(Items[0]) : string.Join(" | ", Items);
        return $"Read More in {MarkdownEscape.Inline(Section ?? section)}: {titles}";
    }

    /// <summary>Where there is no <c>|</c>, a comma or semicolon parts titles.</summary>
    private static string Alone(string title) =>
        title[0] == '[' ? title : title.Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);

    /// <summary>A section is a name of few words; "Read more in how it ends: ..." is no such line, and must not become one.</summary>
    private static ClosingLine? Make(Group section, List<string> items)
    {
        if (items.Count is 0 or > MostTitles)
        {
            return null;
        }

        if (!section.Success)
        {
            return new(null, items);
        }

        var name = SourceText.OneLine(section.Value);
        return SourceText.CountWords(name) is 1 or 2 or 3 && HeadingShape.IsTitleCase(name) ? new(name, items) : null;
    }

    private static List<(int Start, int End)> Split(InlineText text, int start)
    {
        var titles = text.Text.AsSpan(start);
        var separator = ",";
        foreach (var stronger in (ReadOnlySpan<string>)[" / ", ";", "\u00B7", "\u2022", "|"])
        {
            separator = titles.Contains(stronger, StringComparison.Ordinal) ? stronger : separator;
        }

        var cuts = new List<(int, int)>();
        for (var from = start; from <= text.Text.Length;)
        {
            var to = text.Text.IndexOf(separator, from, StringComparison.Ordinal);
            while (to >= 0 && (InsideLink(text, to) || (separator == "," && SaysExplained(text.Text, to))))
            {
                to = text.Text.IndexOf(separator, to + 1, StringComparison.Ordinal);
            }

            if (to < 0)
            {
                to = text.Text.Length;
            }

            cuts.Add((from, to));
            from = to + separator.Length;
        }

        return cuts;
    }

    /// <summary>"Nosferatu, Explained, Faust" is two titles.</summary>
    private static bool SaysExplained(string text, int comma)
    {
        var rest = text.AsSpan(comma + 1).TrimStart();
        return rest.StartsWith("explained", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("ending explained", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("erklärt", StringComparison.OrdinalIgnoreCase);
    }

    private static bool InsideLink(InlineText text, int at)
    {
        foreach (var link in text.Links)
        {
            if (at >= link.Start && at < link.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Empty for nothing between two separators; null for what can't be a title.</summary>
    private static string? Item(InlineText text, int start, int end, bool mayBeginSmall)
    {
        var title = text.Text[start..end].Trim().TrimEnd('.').Trim();
        if (title.Length == 0)
        {
            return "";
        }

        var isSentence = title.Contains(". ", StringComparison.Ordinal) && SourceText.CountWords(title) > 15;
        if (isSentence || title.Length > LongestTitle || (!mayBeginSmall && char.IsLower(title[0])))
        {
            return null;
        }

        // In plain text a link is no link yet.
        if (WrittenLink().Match(title) is { Success: true } written && IsOurs(written.Groups["file"].Value))
        {
            return $"[{MarkdownEscape.Inline(written.Groups["title"].Value)}]({written.Groups["file"].Value})";
        }

        // The reader of this line knows entities and escaped punctuation, of which "<" is none.
        var markdown = MarkdownEscape.Inline(title).Replace("\\<", "&lt;", StringComparison.Ordinal);
        foreach (var link in text.Links)
        {
            if (link.Start >= start && link.End <= end && IsOurs(link.Url))
            {
                return $"[{markdown}]({link.Url})";
            }
        }

        return markdown;
    }

    /// <summary>A file beside the article. Addresses of the site it came from lead away from ours: there the title finds its article.</summary>
    private static bool IsOurs(string url) =>
        url.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !url.Contains(':', StringComparison.Ordinal) && !url.AsSpan().ContainsAny(BreaksLink);

    [GeneratedRegex(@"^\[(?<title>[^\[\]]+)\]\((?<file>[^()\s]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenLink();

    private const string Words =
        @"^\W*(?:read more|read next|also read|read also|more|related(?: articles?| reading| stories| posts?| explainers?)?|see also"
        + @"|further reading|keep reading|you (?:may|might) also like"
        + @"|mehr lesen|lesen sie auch|lies auch|lest auch|weiterlesen|siehe auch|mehr|lire aussi|à lire aussi|voir aussi|en savoir plus"
        + @"|leer más|lee también|leer también|ver también|más)";

    private const string In = @"(?:\s+(?:in|from|aus|dans|en)\s+(?<section>[^:|\u2013\u2014]{1,40}?))?";

    [GeneratedRegex(Words + In +
        @"\s*(?::|\s[\u2013\u2014-]\s)\W*?(?<titles>(?<=\s|:)\S.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(
        @"^\W*(?:read more|read next|also read|related (?:articles?|reading|stories|posts?|explainers?)|see also|further reading"
        + @"|you (?:may|might) also like|mehr lesen|lesen sie auch|siehe auch|lire aussi|à lire aussi|leer más|lee también)"
        + In + @"\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
