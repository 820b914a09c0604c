using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>
/// Web addresses in plain text. The renderer makes links of them and takes their characters as they are, backslashes too; so one that
/// needs escaping stands in angle brackets. So do <c>mailto:</c> and <c>tel:</c>, which the renderer would show without these words.
/// </summary>
internal static class Addresses
{
    private static readonly string[] Schemes = ["https://", "http://", "ftp://", "mailto:", "tel:", "www."];

    /// <summary>Appends the address that starts at <paramref name="i"/>; returns how much of the text it took, 0 when none starts there.</summary>
    public static int Append(StringBuilder escaped, string text, int i)
    {
        var scheme = SchemeAt(text, i);
        if (scheme is null)
        {
            return 0;
        }

        var end = i + scheme.Length;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>') && !char.IsControl(text[end]))
        {
            end++;
        }

        var before = escaped.Length;
        MarkdownEscape.AppendBlind(escaped, text, i, end);
        var needsNothing = escaped.Length - before == end - i && (end == text.Length || char.IsWhiteSpace(text[end]));
        if (needsNothing && scheme is not ("mailto:" or "tel:"))
        {
            return end - i;
        }

        escaped.Length = before;
        var trimmed = end;
        while (trimmed > i + scheme.Length && ".,;:!?)]}'\"*_~|\u2019\u201D\u00BB".Contains(text[trimmed - 1], StringComparison.Ordinal))
        {
            trimmed--;
        }

        if (scheme == "www." || trimmed == i + scheme.Length)
        {
            // A backslash in it: no link, and the rest is ordinary text.
            var last = i + scheme.TrimEnd('/').Length - 1;
            escaped.Append(text, i, last - i).Append('\\').Append(text[last]);
            return last + 1 - i;
        }

        escaped.Append('<').Append(text, i, trimmed - i).Append('>');
        return trimmed - i;
    }

    /// <summary>True when the whole line is one web address.</summary>
    public static bool IsOne(string line) =>
        line.Length > 10 && SchemeAt(line, 0) is "https://" or "http://" && !line.AsSpan().ContainsAny(" \t<>");

    private static string? SchemeAt(string text, int i)
    {
        if (text[i] is not ('h' or 'H' or 'f' or 'F' or 'm' or 'M' or 't' or 'T' or 'w' or 'W') || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
        {
            return null;
        }

        foreach (var scheme in Schemes)
        {
            if (string.Compare(text, i, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return scheme;
            }
        }

        return null;
    }
}
