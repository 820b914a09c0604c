using System.Text;

namespace Newsletter.Feeds;

/// <summary>
/// Titles in RSS, which has no word for what they hold: readers guess, and take what looks like HTML for HTML. Python's feedparser makes
/// <c>is &lt;i</c> of <c>is &lt;i K? a\b</c>, others decode <c>&amp;nbsp;</c>. So a word joiner (U+2060, invisible, no width) stands wherever
/// a tag or an entity would begin, and every reader shows the text as it is. Atom and JSON Feed say what they hold and need none.
/// </summary>
internal static class RssText
{
    private const char Joiner = '\u2060';

    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return text;
        }

        // Cleaned first: what is dropped later might bring together what was apart.
        var clean = XmlText.Clean(text);
        var plain = new StringBuilder(clean.Length + 8);
        for (var i = 0; i < clean.Length; i++)
        {
            plain.Append(clean[i]);
            if (BeginsTag(clean.AsSpan(i)) || BeginsEntity(clean.AsSpan(i)))
            {
                plain.Append(Joiner);
            }
        }

        return plain.ToString();
    }

    private static bool BeginsTag(ReadOnlySpan<char> text) =>
        text is ['<', '/' or '!' or '?' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'), ..];

    /// <summary><c>&amp;nbsp;</c>, <c>&amp;#8212;</c>, <c>&amp;#x2014;</c>; not <c>Q&amp;A</c>.</summary>
    private static bool BeginsEntity(ReadOnlySpan<char> text)
    {
        if (text is not ['&', '#' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'), ..])
        {
            return false;
        }

        var name = text[2..];
        var end = 0;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
        {
            end++;
        }

        return end < name.Length && name[end] == ';';
    }
}
