namespace Newsletter.ReadMore;

/// <summary>One title of a Read More line.</summary>
/// <param name="Label">Plain text, as the editor wrote it.</param>
/// <param name="Target">Where it leads in the editor's words: a file, a slug or an address; null when only the title is given.</param>
public sealed record ReadMoreEntry(string Label, string? Target);

/// <summary>The closing line <c>Read More in Explainers: A | B | C</c> of an article.</summary>
/// <param name="Start">Index into the body at which the line (and all that belongs to it) begins.</param>
/// <param name="Section">The section it names, or null.</param>
/// <param name="Line">0-based line of the body.</param>
public sealed record ReadMoreLine(int Start, string? Section, IReadOnlyList<ReadMoreEntry> Entries, int Line)
{
    /// <summary>
    /// Finds the line at the end of a body: a last paragraph or a last list below such a line or heading, with or without bold and links, titles
    /// between <c>|</c> (or, where there is none, <c>;</c> or <c>,</c>). Null when the body does not end in one.
    /// </summary>
    public static ReadMoreLine? Find(string body)
    {
        var blocks = LastBlocks(body);
        foreach (var (start, text) in blocks)
        {
            if (Introduction(text, out var section, out var rest))
            {
                var tail = rest + "\n" + body[(start + text.Length)..];
                return new(start, section, EntriesOf(tail), body.AsSpan(0, start).Count('\n'));
            }
        }

        return null;
    }

    /// <summary>The last two blocks of the body, last first: the line itself may be one and its list the other.</summary>
    private static List<(int Start, string Text)> LastBlocks(string body)
    {
        var found = new List<(int, string)>();
        var end = body.Length;
        while (found.Count < 2)
        {
            while (end > 0 && char.IsWhiteSpace(body[end - 1]))
            {
                end--;
            }

            if (end == 0)
            {
                break;
            }

            var start = BlockStart(body, end);
            var text = body[start..end];
            var own = LineThatIntroduces(text);
            found.Add((start + own, text[own..]));
            if (found.Count == 1 && !text.AsSpan().TrimStart().StartsWithAny('-', '*', '+', '1', '['))
            {
                break;
            }

            end = start;
        }

        return found;
    }

    private static int BlockStart(string body, int end)
    {
        for (var at = end; at > 0;)
        {
            var lineStart = body.LastIndexOf('\n', at - 1) + 1;
            if (body.AsSpan(lineStart, at - lineStart).IsWhiteSpace())
            {
                return at < end ? at + 1 : end;
            }

            if (lineStart == 0)
            {
                return 0;
            }

            at = lineStart - 1;
        }

        return 0;
    }

    /// <summary>Where in a block the introducing line stands, when text precedes it without a blank line.</summary>
    private static int LineThatIntroduces(string block)
    {
        for (var at = 0; at < block.Length;)
        {
            var end = block.IndexOf('\n', at) is var found and >= 0 ? found : block.Length;
            if (Introduction(block[at..end], out _, out _))
            {
                return at;
            }

            at = end + 1;
        }

        return 0;
    }

    /// <summary><c>**Read More in Explainers:** rest</c>, in any case, as a heading too.</summary>
    private static bool Introduction(string text, out string? section, out string rest)
    {
        section = null;
        rest = "";
        var span = text.AsSpan().TrimStart(" #*_>");
        if (!span.StartsWith("read more", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        span = span["read more".Length..];
        var lineEnd = span.IndexOf('\n') is var found and >= 0 ? found : span.Length;
        var colon = span[..lineEnd].IndexOf(':');
        var words = (colon >= 0 ? span[..colon] : span[..lineEnd]).Trim(" *_#");
        if (words.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && words.Length <= 60)
        {
            section = words[3..].Trim().ToString();
        }
        else if (words.Length > 0)
        {
            return false;
        }

        rest = (colon >= 0 ? span[(colon + 1)..] : span[lineEnd..]).TrimStart("*_ ").ToString();
        return colon >= 0 || span[..lineEnd].Trim(" *_#").Length == words.Length;
    }

    private static List<ReadMoreEntry> EntriesOf(string text)
    {
        var separator = Contains(text, '|') ? '|' : Contains(text, ';') ? ';' : ',';
        var entries = new List<ReadMoreEntry>();
        foreach (var line in text.Split('\n'))
        {
            var item = line.Trim();
            var isListItem = item.StartsWith("- ", StringComparison.Ordinal) || item.StartsWith("* ", StringComparison.Ordinal) || item.StartsWith("+ ", StringComparison.Ordinal);
            foreach (var part in isListItem ? [item[2..]] : separator == ',' ? ReadMoreText.SplitAtCommas(item) : ReadMoreText.Split(item, separator))
            {
                if (ReadMoreText.Entry(part) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }

        return entries;
    }

    private static bool Contains(string text, char separator) =>
        text.Split('\n').Any(line => ReadMoreText.Split(line.Trim(), separator).Count > 1);
}

file static class Spans
{
    public static bool StartsWithAny(this ReadOnlySpan<char> span, params ReadOnlySpan<char> first) => !span.IsEmpty && first.Contains(span[0]);
}
