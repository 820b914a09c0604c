using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>
/// Reads as much of TOML as front matter uses: keys before the first table with strings, numbers, dates, booleans and arrays of those.
/// Anything else is a key without a value, whose lines are kept.
/// </summary>
internal sealed class TomlSource
{
    private readonly string text;
    private int at;

    private TomlSource(string text) => this.text = text;

    /// <summary>The keys in order; a table is one key with the lines it has.</summary>
    public static IReadOnlyList<SourceKey> Read(string toml)
    {
        var keys = new List<SourceKey>();
        var lines = toml.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                i++;
                continue;
            }

            var end = line[0] == '[' ? NextTable(lines, i + 1) : EndOfValue(lines, i);
            keys.Add(ReadKey(string.Join('\n', lines[i..end]).TrimEnd()));
            i = end;
        }

        return keys;
    }

    private static int NextTable(string[] lines, int i)
    {
        while (i < lines.Length && !lines[i].TrimStart().StartsWith('['))
        {
            i++;
        }

        return i;
    }

    /// <summary>An array may go over several lines.</summary>
    private static int EndOfValue(string[] lines, int i)
    {
        var open = 0;
        var end = i;
        do
        {
            foreach (var c in lines[end])
            {
                open += c switch { '[' => 1, ']' => -1, _ => 0 };
            }

            end++;
        }
        while (open > 0 && end < lines.Length);
        return open > 0 ? i + 1 : end;
    }

    private static SourceKey ReadKey(string lines)
    {
        var equals = lines.IndexOf('=', StringComparison.Ordinal);
        var name = lines[0] == '[' ? lines.Split('\n')[0].Trim() : equals < 0 ? lines : lines[..equals].Trim().Trim('"', '\'');
        var reader = new TomlSource(equals < 0 ? "" : lines[(equals + 1)..]);
        return new(name, lines[0] == '[' ? new SourceScalar("", true) : reader.ReadValue() ?? new SourceScalar("", true), lines);
    }

    private SourceValue? ReadValue()
    {
        SkipSpace();
        if (at >= text.Length)
        {
            return null;
        }

        switch (text[at])
        {
            case '[':
                return ReadArray();
            case '"' or '\'':
                return ReadString(text[at]);
            default:
                var end = text.AsSpan(at).IndexOfAny(",]\n#");
                var value = (end < 0 ? text[at..] : text.Substring(at, end)).Trim();
                at = end < 0 ? text.Length : at + end;
                return value.Length == 0 || value[0] == '{' ? null : new SourceScalar(value, true);
        }
    }

    private SourceList? ReadArray()
    {
        var items = new List<SourceValue>();
        at++;
        for (SkipSpace(); at < text.Length && text[at] != ']'; SkipSpace())
        {
            // An array in an array is nothing that front matter has.
            if (text[at] == '[' || ReadValue() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new(items);
    }

    private SourceScalar? ReadString(char quote)
    {
        var value = new StringBuilder();
        if (text.AsSpan(at).StartsWith(new string(quote, 3)))
        {
            return null;
        }

        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (quote == '"' && text[at] == '\\' && at + 1 < text.Length)
            {
                value.Append(text[++at] switch { 'n' or 't' or 'r' => ' ', var c => c });
            }
            else
            {
                value.Append(text[at]);
            }
        }

        if (at >= text.Length)
        {
            return null;
        }

        at++;
        return new(value.ToString(), false);
    }

    private void SkipSpace()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is ',' or '#'))
        {
            if (text[at] == '#')
            {
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            }
            else
            {
                at++;
            }
        }
    }
}
