namespace Newsletter.Articles.Import;

/// <summary>Where sentences begin and end, well enough for a summary and for the sentence that tells readers to stop.</summary>
internal static class Sentences
{
    private const string Closers = "\"'\u2019\u201D\u201C\u00BB\u00AB\u203A)]";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "Dr", "Mr", "Mrs", "Ms", "St", "Prof", "Jr", "Sr", "vs", "No", "Vol", "Ch", "Ep", "pt", "cf", "e.g", "i.e",
        "z.B", "u.a", "d.h", "bzw", "ca", "Nr", "Hr", "Fr", "Bd", "Kap", "evtl", "inkl", "M", "Mme", "Mlle", "p.ex", "Sra", "Dra",
    };

    /// <summary>Start and end (exclusive) of each sentence, without the white space around it.</summary>
    public static IEnumerable<(int Start, int End)> Of(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsStop(text[i]))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && IsStop(text[end]))
            {
                end++;
            }

            while (end < text.Length && Closers.Contains(text[end], StringComparison.Ordinal))
            {
                end++;
            }

            if (!Ends(text, i, end))
            {
                continue;
            }

            yield return (start, end);
            while (end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            start = end;
            i = end - 1;
        }

        var last = text.TrimEnd().Length;
        if (start < last)
        {
            yield return (start, last);
        }
    }

    /// <summary>True when a line ends in <c>.</c>, <c>!</c>, <c>?</c> or the like, closing quotes and brackets aside.</summary>
    public static bool EndsLikeOne(string line)
    {
        var end = line.Length;
        while (end > 0 && (Closers.Contains(line[end - 1], StringComparison.Ordinal) || line[end - 1] == ' '))
        {
            end--;
        }

        return end > 0 && IsStop(line[end - 1]);
    }

    private static bool IsStop(char c) => c is '.' or '!' or '?' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F';

    private static bool Ends(string text, int stop, int end)
    {
        if (text[stop] is '\u3002' or '\uFF01' or '\uFF1F' || end == text.Length)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[end]))
        {
            return false;
        }

        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next < text.Length && char.IsLower(text[next]))
        {
            return false;
        }

        return text[stop] != '.' || end != stop + 1 || !IsAbbreviation(text, stop);
    }

    private static bool IsAbbreviation(string text, int stop)
    {
        var start = stop;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('(' or '\u2018' or '\u201C' or '"'))
        {
            start--;
        }

        var word = text[start..stop];
        return word.Length switch
        {
            0 => false,
            1 => (char.IsUpper(word[0]) && word[0] != 'I') || char.IsDigit(word[0]),
            2 when char.IsDigit(word[0]) && char.IsDigit(word[1]) => true,
            _ => Abbreviations.Contains(word),
        };
    }
}
