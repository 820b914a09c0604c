namespace Newsletter.Articles.Import;

/// <summary>One or two sentences of the safe opening that can stand for the article.</summary>
internal static class SummaryGuess
{
    private const int Fewest = 20;
    private const int Most = 45;
    private const int Run = 6;

    /// <summary>The best one or two neighbouring sentences; null when the opening has none.</summary>
    /// <param name="fits">Whether it has 20 to 45 words.</param>
    public static string? Of(SafeOpening opening, string work, out bool fits)
    {
        string? best = null;
        var bestScore = int.MinValue;
        var order = 0;
        foreach (var paragraph in opening.Paragraphs)
        {
            var ends = Sentences.Of(paragraph).ToList();
            for (var i = 0; i < ends.Count; i++, order++)
            {
                for (var last = i; last <= i + 1 && last < ends.Count; last++)
                {
                    var text = SourceText.OneLine(paragraph[ends[i].Start..ends[last].End]);
                    var score = Score(text, work, order, last - i);
                    if (score > bestScore)
                    {
                        (best, bestScore) = (text, score);
                    }
                }
            }
        }

        fits = best is not null && SourceText.CountWords(best) is >= Fewest and <= Most;
        return best is null ? null : Shorten(best);
    }

    /// <summary>
    /// True when a summary that came with the article repeats what only the spoilers say: six words in a row, or all of a shorter one.
    /// Other tools make excerpts from wherever the text begins.
    /// </summary>
    public static bool Tells(string summary, string safe, string spoilers)
    {
        string[] words = [.. new WordIndex(summary).Words(int.MaxValue)];
        if (words.Length == 0)
        {
            return false;
        }

        var length = Math.Min(Run, words.Length);
        var told = Runs(words, length).ToHashSet(StringComparer.Ordinal);
        told.ExceptWith(Runs([.. new WordIndex(safe).Words(int.MaxValue)], length));
        return Runs([.. new WordIndex(spoilers).Words(int.MaxValue)], length).Any(told.Contains);
    }

    private static IEnumerable<string> Runs(string[] words, int length)
    {
        for (var i = 0; i + length <= words.Length; i++)
        {
            yield return string.Join(' ', words, i, length);
        }
    }

    /// <summary>For an article whose text has nothing safe: said of the title alone.</summary>
    public static string Neutral(string work, string language) => language.Split('-')[0] switch
    {
        "de" => $"Worum es in {work} geht, wie die Geschichte verläuft und was sie bedeutet: Dieser Artikel verrät alles und ist für alle, die das Werk schon kennen.",
        "fr" => $"De quoi parle {work}, comment l’histoire se déroule et ce qu’elle veut dire : cet article révèle tout et s’adresse à celles et ceux qui connaissent déjà l’œuvre.",
        "es" => $"De qué trata {work}, cómo transcurre la historia y qué significa: este artículo lo cuenta todo y es para quienes ya conocen la obra.",
        _ => $"What {work} is about, how the story goes and what it means: this article tells all of it, and is for those who know the work already.",
    };

    private static int Score(string text, string work, int order, int joined)
    {
        var words = SourceText.CountWords(text);
        var score = words switch
        {
            < Fewest => 10 * (words - Fewest),
            > Most => 6 * (Most - words),
            _ => 0,
        };
        if (!Sentences.EndsLikeOne(text))
        {
            score -= 40;
        }

        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('!', StringComparison.Ordinal))
        {
            score -= 30;
        }

        if (text.Contains(work, StringComparison.OrdinalIgnoreCase))
        {
            score += 25;
        }

        return score - (order * 8) - (joined * 5) - (LeansBack(text) ? 40 : 0);
    }

    /// <summary>"However, he ..." is half a thought without the sentence before it.</summary>
    private static bool LeansBack(string text)
    {
        var end = text.AsSpan().IndexOfAny(" ,");
        return end > 0 && text[..end] is "However" or "But" or "And" or "So" or "He" or "She" or "They" or "It" or "This" or "That" or "These" or "Those"
            or "Then" or "If" or "Also" or "Er" or "Sie" or "Es" or "Aber" or "Und" or "Doch" or "Wenn" or "Il" or "Elle" or "Mais" or "Et" or "Si" or "Él" or "Ella" or "Pero" or "Y";
    }

    /// <summary>At most 60 words; a longer sentence ends in an ellipsis.</summary>
    private static string Shorten(string text)
    {
        const int longest = 60;
        if (SourceText.CountWords(text) <= longest && text.Length <= 500)
        {
            return text;
        }

        var end = 0;
        for (var words = 0; words < Most && end < Math.Min(text.Length, 400);)
        {
            var space = text.IndexOf(' ', end + 1);
            if (space < 0 || space > 400)
            {
                break;
            }

            end = space;
            words++;
        }

        if (end == 0)
        {
            end = char.IsHighSurrogate(text[Math.Min(text.Length, 200) - 1]) ? Math.Min(text.Length, 200) - 1 : Math.Min(text.Length, 200);
        }

        return text[..end].TrimEnd(' ', ',', ';', ':', '\u2013', '\u2014') + "\u2026";
    }
}
