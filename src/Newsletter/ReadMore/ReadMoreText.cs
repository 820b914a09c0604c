using System.Text;

namespace Newsletter.ReadMore;

/// <summary>The small Markdown of a Read More line: titles, links, emphasis.</summary>
internal static class ReadMoreText
{
    /// <summary>Splits at a separator that is not escaped and not inside brackets or parentheses of a link.</summary>
    public static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or '(':
                    depth++;
                    break;
                case ']' or ')' when depth > 0:
                    depth--;
                    break;
                case var c when c == separator && depth == 0:
                    parts.Add(text[start..i]);
                    start = i + 1;
                    break;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>Splits at commas, but for the comma in <c>Nosferatu, Explained</c>.</summary>
    public static List<string> SplitAtCommas(string text)
    {
        var parts = Split(text, ',');
        for (var i = parts.Count - 1; i > 0; i--)
        {
            if (TitleKey.Bare("x " + parts[i]) == "x" && parts[i].AsSpan().ContainsAnyExcept(' '))
            {
                parts[i - 1] += "," + parts[i];
                parts.RemoveAt(i);
            }
        }

        return parts;
    }

    /// <summary><c>[Faust](faust.md)</c>, <c>**Faust**</c> or <c>Faust</c>; null when nothing is left of it.</summary>
    public static ReadMoreEntry? Entry(string part)
    {
        var text = part.AsSpan().Trim().Trim("*_").Trim();
        string? target = null;
        if (text.Length > 0 && text[0] == '[' && text.IndexOf("](", StringComparison.Ordinal) is var middle and > 0 && text[^1] == ')')
        {
            target = text[(middle + 2)..^1].Trim().Trim("<>").ToString();
            text = text[1..middle].Trim("*_ ");
        }

        var label = Unescape(text).Trim();
        return label.Length == 0 ? null : new(label, string.IsNullOrEmpty(target) ? null : target);
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny("\\&`*_") < 0)
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && char.IsAscii(text[i + 1]) && (char.IsPunctuation(text[i + 1]) || char.IsSymbol(text[i + 1])))
            {
                i++;
            }
            else if (text[i] is '*' or '`')
            {
                continue;
            }

            plain.Append(text[i]);
        }

        return System.Net.WebUtility.HtmlDecode(plain.ToString());
    }
}
