using System.Text;

namespace Newsletter.Feeds;

/// <summary>
/// Text as an XML 1.0 document can hold it (section 2.2) and as its parser hands it back (section 2.11): what is not a legal character
/// is dropped, and so are DEL and the C1 controls, which are legal but "discouraged", and which validators warn of; every line ends in LF.
/// </summary>
public static class XmlText
{
    /// <summary>The same string when nothing has to change. <c>Clean(Clean(x))</c> is <c>Clean(x)</c>.</summary>
    public static string Clean(string text)
    {
        var first = FirstToChange(text);
        return first < 0 ? text : Rewrite(text, first);
    }

    /// <summary>Where the first character stands that <see cref="Clean"/> changes; -1: nowhere.</summary>
    private static int FirstToChange(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAnyInRange('\u007F', '\u009F');
        var end = control < 0 ? text.Length : control;
        var at = 0;
        while (true)
        {
            var hit = text[at..end].IndexOfAnyExceptInRange(' ', '\uD7FF');
            if (hit < 0)
            {
                return control;
            }

            at += hit;
            var kept = Kept(text, at);
            if (kept == 0)
            {
                return at;
            }

            at += kept;
        }
    }

    private static string Rewrite(string text, int first)
    {
        var clean = new StringBuilder(text, 0, first, text.Length);
        for (var at = first; at < text.Length;)
        {
            var kept = Kept(text, at);
            if (kept > 0)
            {
                clean.Append(text, at, kept);
                at += kept;
                continue;
            }

            if (text[at] == '\u0085' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
            {
                clean.Append('\n');
            }

            at++;
        }

        return clean.ToString();
    }

    /// <summary>How many characters stay as they are here: 0, 1, or 2 (a surrogate pair).</summary>
    private static int Kept(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\t' or '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD') => 1,
        >= '\uD800' and <= '\uDBFF' when at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) => 2,
        _ => 0,
    };
}
