using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>
/// Text in, Markdown out that renders as the same text. As few backslashes as that takes: an emphasis mark that no word follows can't open
/// anything (CommonMark 0.31, 6.2), so "2 * 3" stays as it is.
/// </summary>
internal static class MarkdownEscape
{
    /// <summary>For the inside of a line. The ends of the text count as places where a word or a bar may stand.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length;)
        {
            var address = Addresses.Append(escaped, text, i);
            if (address > 0)
            {
                i += address;
                continue;
            }

            var run = RunLength(text, i);
            Append(escaped, text, i, run);
            i += run;
        }

        return escaped.ToString();
    }

    /// <summary>For a whole paragraph or line of verse: also what would start a block there.</summary>
    public static string Line(string text) => LineStart(Inline(text));

    /// <summary>For the text of a heading, behind its <c>##</c>.</summary>
    public static string Heading(string text) => HeadingEnd(Inline(text).Trim());

    /// <summary>The same for text that is Markdown already.</summary>
    public static string HeadingEnd(string escaped)
    {
        var hashes = escaped.Length;
        while (hashes > 0 && escaped[hashes - 1] == '#')
        {
            hashes--;
        }

        // "## The Letter #" would lose its last character.
        return hashes < escaped.Length && (hashes == 0 || escaped[hashes - 1] == ' ') ? escaped.Insert(hashes, "\\") : escaped;
    }

    /// <summary>Markdown in which no bar divides anything, for a cell of a table or a line that looks like its row.</summary>
    public static string Bars(string markdown)
    {
        var escaped = new StringBuilder(markdown.Length + 8);
        var isEscaped = false;
        foreach (var c in markdown)
        {
            escaped.Append(c == '|' && !isEscaped ? "\\|" : c.ToString());
            isEscaped = c == '\\' && !isEscaped;
        }

        return escaped.ToString();
    }

    /// <summary>Markdown of a line whose first characters shall not start a heading, list, quote, rule, fence or definition.</summary>
    public static string LineStart(string markdown)
    {
        if (markdown.Length == 0)
        {
            return markdown;
        }

        var c = markdown[0];
        var starts = c switch
        {
            '#' or '>' or ':' or '~' or '^' => true,
            '-' or '+' or '*' or '_' or '=' => markdown.Length == 1 || markdown[1] is ' ' or '\t' || IsRule(markdown, c),
            _ => false,
        };
        if (starts)
        {
            return "\\" + markdown;
        }

        var mark = ListMark(markdown);
        return mark > 0 ? markdown.Insert(mark, "\\") : markdown;
    }

    /// <summary>What <see cref="Inline"/> does, blind to addresses.</summary>
    internal static void AppendBlind(StringBuilder escaped, string text, int start, int end)
    {
        for (var i = start; i < end;)
        {
            var run = Math.Min(RunLength(text, i), end - i);
            Append(escaped, text, i, run);
            i += run;
        }
    }

    private static int RunLength(string text, int i)
    {
        var end = i + 1;
        while (end < text.Length && text[end] == text[i])
        {
            end++;
        }

        return end - i;
    }

    private static void Append(StringBuilder escaped, string text, int i, int run)
    {
        var c = text[i];
        var next = i + run < text.Length ? text[i + run] : 'x';
        var opens = !char.IsWhiteSpace(next);
        var escape = c switch
        {
            '\\' or '`' or '[' or ']' or '<' => true,
            '*' or '~' => opens,
            '_' => opens && !(i > 0 && char.IsLetterOrDigit(text[i - 1]) && i + run < text.Length && char.IsLetterOrDigit(next)),
            '|' => run > 1 || i == 0 || i + run == text.Length,
            '>' => run > 1,
            '&' => IsEntity(text, i + run - 1),
            _ => false,
        };
        for (var n = 0; n < run; n++)
        {
            if (escape)
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }
    }

    private static bool IsEntity(string text, int ampersand)
    {
        var i = ampersand + 1;
        if (i < text.Length && text[i] == '#')
        {
            i++;
        }

        var start = i;
        while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
        {
            i++;
        }

        return i > start && i < text.Length && text[i] == ';';
    }

    private static bool IsRule(string markdown, char mark)
    {
        foreach (var c in markdown.AsSpan().TrimEnd())
        {
            if (c != mark && c != ' ' && c != '\t')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the <c>.</c> or <c>)</c> of "1. " or "1) " stands; 0 when the line starts no numbered list.</summary>
    private static int ListMark(string markdown)
    {
        var i = 0;
        while (i < markdown.Length && char.IsAsciiDigit(markdown[i]))
        {
            i++;
        }

        return i is > 0 and < 10 && i < markdown.Length && markdown[i] is '.' or ')' && (i + 1 == markdown.Length || markdown[i + 1] is ' ' or '\t') ? i : 0;
    }
}
