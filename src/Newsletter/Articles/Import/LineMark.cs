using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>The mark at the start of a line: <c>-</c>, <c>1.</c>, <c>&gt;</c>, <c>##</c>.</summary>
/// <param name="Rest">What stands behind the mark, trimmed.</param>
/// <param name="Number">See <see cref="TextChunk"/>.</param>
internal readonly partial record struct LineMark(ChunkKind Kind, string Rest, int Number)
{
    private const int DeepestQuote = 8;

    /// <summary>The mark of a trimmed line that isn't empty; <see cref="ChunkKind.Plain"/> when it has none.</summary>
    public static LineMark Of(string line)
    {
        if (IsRule(line))
        {
            return new(ChunkKind.Rule, "", 0);
        }

        if (Spoilers.Boundary.Names(line) && line.EndsWith("-->", StringComparison.Ordinal))
        {
            return new(ChunkKind.Boundary, "", 0);
        }

        return line[0] switch
        {
            '#' => Heading(line, '#'),
            '=' when line[^1] == '=' => Heading(line, '='),
            '>' => Quote(line),
            '!' when Picture().IsMatch(line) => new(ChunkKind.Image, line, 0),
            '-' or '*' or '+' or '\u2022' or '\u25E6' or '\u25AA' or '\u2023' or '\u00B7' => Bullet(line),
            >= '0' and <= '9' => Numbered(line),
            'h' or 'H' when Addresses.IsOne(line) && IsPicture(line) => new(ChunkKind.Image, $"![](<{line}>)", 0),
            _ => new(ChunkKind.Plain, line, 0),
        };
    }

    /// <summary>The character of a line that underlines the one above it; <c>\0</c> for any other line.</summary>
    public static char Underline(string line)
    {
        if (line.Length < 3 || line[0] is not ('=' or '-' or '~' or '_' or '*'))
        {
            return '\0';
        }

        return line.AsSpan().ContainsAnyExcept(line[0]) ? '\0' : line[0];
    }

    private static bool IsRule(string line)
    {
        if (line is "\u2042" or "#" or "~")
        {
            return true;
        }

        var mark = line[0];
        var count = 0;
        foreach (var c in line)
        {
            if (c == mark)
            {
                count++;
            }
            else if (c != ' ')
            {
                return false;
            }
        }

        return count >= 3 && mark is '*' or '-' or '_' or '~' or '=' or '#';
    }

    private static LineMark Heading(string line, char mark)
    {
        var level = 0;
        while (level < line.Length && line[level] == mark)
        {
            level++;
        }

        var text = line[level..].Trim();
        var bare = text.TrimEnd(mark);
        if (bare.Length == 0 || mark == '=' || bare[^1] == ' ')
        {
            text = bare.TrimEnd();
        }
        // "# of hands" is no heading.
        var isMark = level <= 6 && level < line.Length && line[level] == ' ' && (mark == '#' || level == line.Length - line.TrimEnd('=').Length);
        var isHeading = text.Length > 0 && !char.IsLower(text[0]) && isMark;
        return isHeading ? new(ChunkKind.Heading, text, level) : new(ChunkKind.Plain, line, 0);
    }

    private static LineMark Quote(string line)
    {
        var depth = 0;
        var i = 0;
        for (; i < line.Length && line[i] is '>' or ' '; i++)
        {
            if (line[i] == '>')
            {
                depth++;
            }
        }

        return new(ChunkKind.Quote, line[i..], Math.Min(depth, DeepestQuote));
    }

    private static LineMark Bullet(string line) =>
        line.Length > 2 && char.IsWhiteSpace(line[1]) ? new(ChunkKind.Bullet, line[1..].Trim(), 0)
        : line.Length > 1 && line[0] is '\u2022' or '\u25E6' or '\u25AA' or '\u2023' ? new(ChunkKind.Bullet, line[1..].Trim(), 0)
        : new(ChunkKind.Plain, line, 0);

    private static LineMark Numbered(string line)
    {
        var i = 0;
        while (i < line.Length && char.IsAsciiDigit(line[i]))
        {
            i++;
        }

        return i is > 0 and < 4 && line[0] != '0' && i + 2 < line.Length && line[i] is '.' or ')' && line[i + 1] == ' '
            ? new(ChunkKind.Number, line[(i + 2)..].Trim(), int.Parse(line.AsSpan(0, i), CultureInfo.InvariantCulture))
            : new(ChunkKind.Plain, line, 0);
    }

    [GeneratedRegex(@"^!\[[^\[\]\\`<]*\]\([^()\s<>\\]+(?: ""[^""\\]*"")?\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    private static bool IsPicture(string line)
    {
        var end = line.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? line.AsSpan() : line.AsSpan(0, end);
        return path.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".webp", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".avif", StringComparison.OrdinalIgnoreCase);
    }
}
