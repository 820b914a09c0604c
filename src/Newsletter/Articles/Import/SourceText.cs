using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>What arrives from a writer, made into text that can be cut into lines.</summary>
internal static class SourceText
{
    /// <summary>
    /// Every kind of line end becomes LF (form feed and paragraph separator: an empty line), control characters become spaces so that no two
    /// words grow together, lone surrogates and noncharacters become U+FFFD. Tabs stay.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\uFEFF' when i == 0:
                    break;
                case '\r':
                    if (i + 1 == text.Length || text[i + 1] != '\n')
                    {
                        clean.Append('\n');
                    }

                    break;
                case '\n' or '\u0085' or '\u2028' or '\v':
                    clean.Append('\n');
                    break;
                case '\f' or '\u2029':
                    clean.Append("\n\n");
                    break;
                case '\uFFFE' or '\uFFFF':
                    clean.Append('\uFFFD');
                    break;
                default:
                    i += AppendOne(clean, text, i);
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>Runs of white space become one space; none at the ends.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00A0')
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>How many runs of letters, digits and apostrophes a text has.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var letter = char.IsLetterOrDigit(c) || c is '\'' or '\u2019' || char.IsSurrogate(c);
            if (letter && !inside)
            {
                count++;
            }

            inside = letter;
        }

        return count;
    }

    /// <summary>How many UTF-16 units were taken beyond the first.</summary>
    private static int AppendOne(StringBuilder clean, string text, int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            clean.Append(c).Append(text[i + 1]);
            return 1;
        }

        clean.Append(char.IsSurrogate(c) ? '\uFFFD' : char.IsControl(c) && c != '\t' ? ' ' : c);
        return 0;
    }
}
