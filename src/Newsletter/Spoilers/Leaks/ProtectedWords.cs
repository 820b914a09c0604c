namespace Newsletter.Spoilers.Leaks;

/// <summary>Words that no safe text may hold: runs of what is hidden, and single phrases.</summary>
/// <param name="run">Words of a run; of scripts without spaces, two characters count as a word.</param>
/// <param name="searched">Of all texts that will be searched, when they are known: runs that none of them begins are not kept. Null: they are not known.</param>
internal sealed class ProtectedWords(int run = ProtectedWords.DefaultRun, LetterWindows? searched = null)
{
    public const int DefaultRun = 6;

    private readonly Dictionary<ulong, List<ProtectedRun>> runs = [];
    private readonly List<ProtectedPhrase> phrases = [];

    public IReadOnlyList<ProtectedPhrase> Phrases => phrases;

    public bool IsEmpty => runs.Count == 0 && phrases.Count == 0;

    /// <summary>Protects every run of a hidden text.</summary>
    /// <param name="origin">Where it is from; comes back with what is found.</param>
    public void AddRuns(FoldedText hidden, Origin origin)
    {
        for (var word = 0; word < hidden.Words.Length; word++)
        {
            var start = hidden.Words[word].Start;
            if (start + LetterWindows.Size > hidden.Letters.Length)
            {
                return;
            }

            var key = LetterHash.OfKey(hidden.Letters, start);
            if (searched?.MayHave(key) == false || RunEnd(hidden, word, run) is not (> 0 and var end)
                || searched?.MayHave(LetterHash.OfKey(hidden.Letters, end - LetterWindows.Size)) == false)
            {
                continue;
            }

            if (!runs.TryGetValue(key, out var same))
            {
                runs[key] = same = [];
            }

            same.Add(new(end - start, LetterHash.Of(hidden.Letters[start..end]), origin));
        }
    }

    /// <summary>Protects every run of what a body hides.</summary>
    public void AddRuns(Body body)
    {
        foreach (var (text, origin) in HiddenWords.Of(body, body.OpenText(), []).Where(hidden => hidden.Origin.Kind == OriginKind.Hidden))
        {
            AddRuns(text, origin);
        }
    }

    /// <summary>Protects a phrase, whole, wherever it stands as words of its own.</summary>
    public void AddPhrase(FoldedText phrase, Origin origin)
    {
        var letters = phrase.Letters.Trim(FoldedText.Break);
        if (letters.Length > 0)
        {
            phrases.Add(new(letters.ToString(), origin));
        }
    }

    /// <summary>Frees the runs that stand in a text which everybody may read.</summary>
    public void Except(FoldedText open)
    {
        for (var start = 0; runs.Count > 0 && start + LetterWindows.Size <= open.Letters.Length; start++)
        {
            if (runs.TryGetValue(LetterHash.OfKey(open.Letters, start), out var same))
            {
                var at = start;
                same.RemoveAll(r => r.IsAt(open, at));
            }
        }
    }

    /// <summary>What a text lets out: runs that touch are one leak.</summary>
    public IReadOnlyList<Leak> In(FoldedText open)
    {
        var leaks = new List<Leak>();
        for (var start = 0; runs.Count > 0 && start + LetterWindows.Size <= open.Letters.Length; start++)
        {
            var at = start;
            if (!runs.TryGetValue(LetterHash.OfKey(open.Letters, start), out var same) || same.FindIndex(r => r.IsAt(open, at)) is not (>= 0 and var index))
            {
                continue;
            }

            var found = new Leak(start, start + same[index].Length, same[index].Origin);
            if (leaks.Count > 0 && leaks[^1].End >= start && leaks[^1].Origin == found.Origin)
            {
                leaks[^1] = leaks[^1] with { End = Math.Max(leaks[^1].End, found.End) };
            }
            else
            {
                leaks.Add(found);
            }
        }

        leaks.AddRange(phrases.SelectMany(phrase => phrase.In(open)));
        return leaks;
    }

    /// <summary>The letter behind the run that begins with a word; 0: there is none.</summary>
    /// <param name="word">Its number.</param>
    /// <param name="run">As for <see cref="ProtectedWords"/>.</param>
    internal static int RunEnd(FoldedText text, int word, int run)
    {
        var words = text.Words;
        var start = words[word].Start;
        var weight = 0;
        for (; word < words.Length && text.Letters[words[word].Start] != FoldedText.Break; word++)
        {
            weight += words[word].IsSpaceless ? 1 : 2;
            if (weight >= 2 * run && text.EndOf(word) is var end && end - start >= LetterWindows.Size)
            {
                return end;
            }
        }

        return 0;
    }
}

/// <summary>What protected words are protected by.</summary>
/// <param name="Line">1-based line of the file.</param>
internal readonly record struct Origin(OriginKind Kind, int Line);

internal enum OriginKind
{
    Hidden,
    Phrase,
    Secret,
}

/// <summary>Protected words in a text: letters from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
internal readonly record struct Leak(int Start, int End, Origin Origin);

/// <param name="Length">Letters.</param>
internal readonly record struct ProtectedRun(int Length, ulong Hash, Origin Origin)
{
    public bool IsAt(FoldedText text, int start) =>
        start + Length <= text.Letters.Length && LetterHash.Of(text.Letters.Slice(start, Length)) == Hash;
}

internal sealed record ProtectedPhrase(string Letters, Origin Origin)
{
    public IEnumerable<Leak> In(FoldedText text)
    {
        for (var at = 0; text.Letters[at..].IndexOf(Letters, StringComparison.Ordinal) is var found and >= 0; at++)
        {
            at += found;
            if (text.BeginsWord(at) && text.EndsWord(at + Letters.Length))
            {
                yield return new(at, at + Letters.Length, Origin);
            }
        }
    }
}
