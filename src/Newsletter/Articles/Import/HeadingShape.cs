using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>Whether a line that nothing marks looks like a heading.</summary>
internal static partial class HeadingShape
{
    private const int Longest = 90;
    private const int MostWords = 14;

    private static readonly HashSet<string> SmallWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "vs", "is", "be", "do", "does",
        "did", "there", "into", "over", "und", "oder", "der", "die", "das", "den", "dem", "des", "ein", "eine", "im", "am", "von", "zu", "zur", "zum",
        "mit", "auf", "de", "du", "des", "la", "le", "les", "et", "à", "au", "aux", "un", "une", "el", "los", "las", "y", "del", "al", "en", "por",
    };

    /// <summary>For a line that stands alone between empty lines, with text to follow.</summary>
    public static bool AloneIsHeading(string line)
    {
        if (!CouldBe(line))
        {
            return false;
        }

        var words = SourceText.CountWords(line);
        return line[^1] switch
        {
            '?' => words >= 2 && (IsTitleCase(line) || (words >= 3 && QuestionWord().IsMatch(line))),
            '!' or ':' => IsTitleCase(line) || IsAllCapitals(line),
            _ => true,
        };
    }

    /// <summary>For a line with others right below or above it.</summary>
    public static bool TightIsHeading(string line) => CouldBe(line) && line[^1] != '!' && (IsTitleCase(line) || IsAllCapitals(line));

    /// <summary>Most of the words that matter begin with a capital, the first among them.</summary>
    public static bool IsTitleCase(string line)
    {
        var (weighty, capital) = (0, 0);
        foreach (var part in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.AsSpan().Trim("\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u00BF\u00A1.,:;?!-\u2013\u2014");
            if (word.Length == 0 || !char.IsLetter(word[0]) || (weighty > 0 && SmallWords.Contains(word.ToString())))
            {
                continue;
            }

            weighty++;
            if (!char.IsLower(word[0]))
            {
                capital++;
            }
            else if (weighty == 1)
            {
                return false;
            }
        }

        return weighty > 0 && capital * 10 >= weighty * 7;
    }

    /// <summary>An article, preposition or the like, which titles write small.</summary>
    public static bool IsSmallWord(string word) => SmallWords.Contains(word);

    /// <summary>At least three letters, none of them small.</summary>
    public static bool IsAllCapitals(string line)
    {
        var letters = 0;
        foreach (var c in line)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            if (char.IsUpper(c))
            {
                letters++;
            }
        }

        return letters >= 3;
    }

    private static bool CouldBe(string line)
    {
        if (line.Length is 0 or > Longest || SourceText.CountWords(line) > MostWords || line[^1] is '.' or ',' or ';' or '\u2026' or '-' or '\u2014')
        {
            return false;
        }

        var first = line[0] is '\u2018' or '\u201C' or '\u201E' or '\u00AB' or '"' or '\'' or '\u00BF' or '\u00A1' or '(' && line.Length > 1 ? line[1] : line[0];
        return char.IsLetterOrDigit(first) && !char.IsLower(first) && !IsSpeech(line) && !ClosingLine.Looks(line) && !StopSentence.IsOne(line)
            && !line.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>In quotes from end to end, or a quote and who said it.</summary>
    private static bool IsSpeech(string line) =>
        Sentences.EndsLikeOne(line) && line[^1] is not ('?' or '!') ? true : Speech().IsMatch(line);

    [GeneratedRegex(
        @"^(?:what|why|how|who|whose|where|when|which|will|is|are|was|were|did|does|do|can|could|should|has|have|was|warum|wieso|wer"
        + @"|wie|wo|wann|welche\w*|wird|ist|hat|gibt|pourquoi|comment|qui|que|quand|où|est-ce|y a-t-il|por qué|¿)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuestionWord();

    [GeneratedRegex(
        "^[\"\u201C\u201E\u00AB][^\"\u201C\u201D\u00BB]*(?:[\"\u201C\u201D\u00BB]\\s*$|[,.!?\u2026]\\s*[\"\u201C\u201D\u00BB])"
        + "|^[\u2018'][^\u2019']*[,.!?\u2026][\u2019']|\\b(?:said|asked|cried|whispered|sagte|fragte|rief)\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Speech();
}
