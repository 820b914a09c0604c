namespace Newsletter.Articles;

/// <summary>
/// Says in an editor's words why front matter is no YAML. The library's message tells what its parser expected next, often lines below the slip;
/// so the lines themselves are searched for the usual slips, from the reported one upwards.
/// </summary>
internal static class YamlFault
{
    private const string NoKey = "This line is not `key: value`.";

    private const string NoKeyAdvice =
        "If the article begins here, put a line `---` above it; if it belongs to the line above, indent it by two spaces.";

    private const string IndentAdvice = "Begin each key at the very start of its line; indent only what belongs to the key above, by two spaces.";

    /// <param name="firstLine">1-based line of the file on which <paramref name="yaml"/> begins.</param>
    /// <param name="line">1-based line within <paramref name="yaml"/>; 0 when not known.</param>
    /// <param name="column">1-based; 0 when not known.</param>
    public static Diagnostic Explain(string yaml, int firstLine, int line, int column)
    {
        var lines = yaml.Split('\n');
        var inBlock = BlockText(lines);
        var last = line == 0 ? lines.Length : Math.Min(line, lines.Length);

        // Upwards first; below only what nothing above explains (the parser reports some tabs at the key above them).
        foreach (var i in Enumerable.Range(0, last).Reverse().Concat(Enumerable.Range(last, lines.Length - last)))
        {
            if (!inBlock[i] && OfLine(lines[i], isReported: i == line - 1) is { } slip)
            {
                return FrontMatterRules.Syntax.At(firstLine + i, slip.Column, slip.Message, slip.Advice);
            }
        }

        for (var i = last - 1; i >= 0; i--)
        {
            if (!inBlock[i] && lines[i].Length > 0 && lines[i][0] is '"' or '\'' && KeyEnd(lines[i]) < 0)
            {
                return FrontMatterRules.Syntax.At(firstLine + i, 1, NoKey, NoKeyAdvice);
            }
        }

        var at = firstLine + Math.Max(line, 1) - 1;
        return ChangesIndent(lines, last - 1, out var indent)
            ? FrontMatterRules.Syntax.At(at, indent + 1, "The indentation of this line does not fit the lines above.", IndentAdvice)
            : lines[last - 1].AsSpan().TrimStart(" ").StartsWith("- ")
            ? FrontMatterRules.Syntax.At(at, Math.Max(column, 1), "An item of a list stands here, but the key above has a value already.",
                "Write the list as `tags: [ first, second ]`, or with nothing behind its key.")
            : FrontMatterRules.Syntax.At(at, column, "The front matter cannot be read from here on.",
                "Put the values around here in double quotes: `key: \"...\"`.");
    }

    private static Slip? OfLine(string line, bool isReported)
    {
        var content = line.AsSpan().TrimStart(" ");
        var column = line.Length - content.Length + 1;
        if (content.IsWhiteSpace() || content[0] == '#')
        {
            return null;
        }

        if (content[0] == '\t')
        {
            return new(column, "This line is indented with a tab.", "Use spaces: two for each step.");
        }

        if (content.StartsWith("- "))
        {
            content = content[2..].TrimStart(" ");
            column = line.Length - content.Length + 1;
            if (content.IsWhiteSpace())
            {
                return null;
            }
        }

        var colon = KeyEnd(content);
        if (colon < 0)
        {
            return content[0] is '[' or '{' or '"' or '\''
                ? YamlValueFault.Find(content, column, default)
                : WithoutKey(content, column, isReported);
        }

        var value = content[(colon + 1)..].TrimStart(" ");
        return value.IsWhiteSpace() ? null : YamlValueFault.Find(value.TrimEnd(), line.Length - value.Length + 1, content[..colon]);
    }

    private static Slip? WithoutKey(ReadOnlySpan<char> content, int column, bool isReported)
    {
        var end = content.IndexOfAny(": =");
        if (end > 0 && FrontMatterKeys.IsKnown(content[..end]))
        {
            var key = content[..end].ToString();
            var missing = content[end] == ':' ? $"A space is missing behind `{key}:`." : $"A colon is missing behind `{key}`.";
            return new(column, missing, $"Write `{key}: ...`.");
        }

        return isReported && column == 1 && content[0] is not (']' or '}')
            ? new(column, NoKey, NoKeyAdvice)
            : null;
    }

    /// <summary>Index of the colon behind a key that looks like one of ours (a word without spaces); -1 when there is none.</summary>
    private static int KeyEnd(ReadOnlySpan<char> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == ':')
            {
                return i > 0 && (i + 1 == content.Length || content[i + 1] is ' ' or '\t') ? i : -1;
            }

            if (!char.IsLetterOrDigit(content[i]) && content[i] is not ('_' or '-'))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>Lines that belong to a text begun by <c>key: |</c> or <c>key: &gt;</c>: nothing in them can be a slip.</summary>
    private static bool[] BlockText(string[] lines)
    {
        var inside = new bool[lines.Length];
        var indent = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var own = lines[i].AsSpan().IndexOfAnyExcept(' ');
            inside[i] = indent >= 0 && (own < 0 || own > indent);
            if (!inside[i])
            {
                var trimmed = lines[i].AsSpan().TrimEnd().TrimEnd("+-123456789");
                indent = trimmed.EndsWith(": |") || trimmed.EndsWith(": >") ? Math.Max(own, 0) : -1;
            }
        }

        return inside;
    }

    private static bool ChangesIndent(string[] lines, int reported, out int indent)
    {
        indent = lines[reported].AsSpan().IndexOfAnyExcept(' ');
        for (var i = reported - 1; i >= 0; i--)
        {
            var above = lines[i].AsSpan().IndexOfAnyExcept(' ');
            if (above >= 0 && lines[i][above] != '#')
            {
                return indent >= 0 && indent != above;
            }
        }

        return false;
    }
}

/// <param name="Column">1-based.</param>
internal sealed record Slip(int Column, string Message, string Advice);
