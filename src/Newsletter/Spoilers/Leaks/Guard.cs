namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// What tells at once whether a text may show what an article hides; made when the article is read and kept with its body. Whoever meets it looks
/// closer (<see cref="ProtectedWords"/>).
/// </summary>
/// <param name="Windows">
/// Hashes of the first letters of every hidden run, but those that stand in the open, too: of <see cref="Long"/> letters, which chance does not bring
/// together, or of <see cref="Short"/> where six words have no more.
/// </param>
/// <param name="Phrases">Hidden phrases and secrets that don't stand in the open, folded.</param>
internal sealed record Guard(uint[] Windows, string[] Phrases)
{
    public const int Long = 24;

    public const int Short = 16;

    public static Guard None { get; } = new([], []);

    public bool IsEmpty => Windows.Length == 0 && Phrases.Length == 0;

    public static Guard Of(IReadOnlyList<FoldedText> hidden, IReadOnlyList<ProtectedPhrase> phrases, IReadOnlyList<FoldedText> open)
    {
        if (hidden.Count == 0 && phrases.Count == 0)
        {
            return None;
        }

        var windows = new List<uint>(hidden.Sum(text => text.Letters.Length) / 4);
        foreach (var text in hidden)
        {
            AddWindows(windows, text);
        }

        var free = In(open, windows);
        windows.RemoveAll(free.Contains);
        return new([.. windows], [.. phrases.Where(phrase => !open.Any(text => phrase.In(text).Any())).Select(phrase => phrase.Letters).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>A window for each run that <see cref="ProtectedWords"/> would find.</summary>
    private static void AddWindows(List<uint> list, FoldedText text)
    {
        var starts = new List<int>(text.Letters.Length / 4);
        for (var i = 0; i < text.Letters.Length; i++)
        {
            if (text.BeginsWord(i))
            {
                starts.Add(i);
            }
        }

        // Every word has a window but the last ones.
        var windows = new List<Window>(starts.Count);
        Window.AddAll(text, windows);
        for (var word = 0; word < windows.Count; word++)
        {
            var (start, shorter, longer) = windows[word];
            var (weight, end) = (0, word);
            while (end < starts.Count && text.Letters[starts[end]] != FoldedText.Break && (weight < 2 * ProtectedWords.DefaultRun || starts[end] - start < LetterWindows.Size))
            {
                weight += text.IsSpaceless(starts[end++]) ? 1 : 2;
            }

            var length = (end < starts.Count ? starts[end] : text.Letters.Length) - start;
            if (weight >= 2 * ProtectedWords.DefaultRun && length >= Short)
            {
                list.Add(length >= Long ? longer : shorter);
            }
        }
    }

    /// <summary>Those of some windows that stand in texts.</summary>
    private static HashSet<uint> In(IReadOnlyList<FoldedText> texts, List<uint> wanted)
    {
        // Few are, and to look for each would take as long as all the rest.
        var set = new WindowSet();
        set.Clear(wanted.Count * 2);
        foreach (var window in wanted)
        {
            set.Add(window);
        }

        var found = new HashSet<uint>();
        var windows = new List<Window>();
        texts.ToList().ForEach(text => Window.AddAll(text, windows));
        foreach (var window in windows)
        {
            foreach (var hash in (ReadOnlySpan<uint>)[window.Short, window.Long])
            {
                if (set.Contains(hash))
                {
                    found.Add(hash);
                }
            }
        }

        return found;
    }

    public bool PhraseMayBeIn(ReadOnlySpan<char> letters)
    {
        foreach (var phrase in Phrases)
        {
            if (letters.IndexOf(phrase, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
