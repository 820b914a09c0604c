namespace Newsletter.Articles.Import;

/// <summary>The language of a text by the small words that every sentence has.</summary>
internal static class LanguageGuess
{
    private const int WordsRead = 3000;

    private static readonly (string Language, HashSet<string> Words)[] Known =
    [
        ("en", [
            "the", "and", "of", "to", "is", "in", "that", "it", "was", "for", "with", "as", "his", "her", "this", "by", "not", "are", "be",
            "from"
        ]),
        ("de", [
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "dem", "zu", "mit", "von", "sich", "auf", "er", "sie", "im",
            "wird", "dass"
        ]),
        ("fr", [
            "le", "la", "les", "et", "est", "une", "des", "du", "dans", "que", "qui", "pas", "il", "elle", "pour", "sur", "au", "ce",
            "son", "plus"
        ]),
        ("es", ["el", "la", "los", "las", "y", "es", "una", "del", "que", "en", "no", "por", "con", "su", "para", "como", "se", "lo", "más", "al"]),
    ];

    /// <summary>A language and how sure it is; <c>en</c>, <see cref="Confidence.Low"/>, for a text that shows none.</summary>
    public static (string Language, Confidence Confidence) Of(WordIndex text)
    {
        var counts = new int[Known.Length];
        foreach (var word in text.Words(WordsRead))
        {
            for (var i = 0; i < Known.Length; i++)
            {
                counts[i] += Known[i].Words.Contains(word) ? 1 : 0;
            }
        }

        var best = Array.IndexOf(counts, counts.Max());
        var second = counts.Where((_, i) => i != best).Max();
        return counts[best] < 3 || counts[best] * 2 < second * 3 ? (Known[counts[best] < 3 ? 0 : best].Language, Confidence.Low)
            : (Known[best].Language, counts[best] >= 12 ? Confidence.High : Confidence.Medium);
    }
}
