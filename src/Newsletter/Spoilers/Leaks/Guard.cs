namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// What tells at once whether a text may show what an article hides; made when the article is read and kept with its body. Whoever meets it looks
/// closer (<see cref="ProtectedWords"/>).
/// </summary>
/// <param name="Windows">
/// Hashes of the first letters of every hidden run, but those that stand in the open, too: of <see cref="Long"/> letters, which chance does not bring
/// together, or of <see cref="Short"/> where six words have no more. Their lower 32 bits.
/// </param>
/// <param name="Checks">Their upper 8 bits.</param>
/// <param name="Phrases">Hidden phrases and secrets that don't stand in the open, folded.</param>
internal sealed record Guard(uint[] Windows, byte[] Checks, string[] Phrases)
{
    public const int Long = 24;

    public const int Short = 16;

    public static Guard None { get; } = new([], [], []);

    public bool IsEmpty => Windows.Length == 0 && Phrases.Length == 0;

    public static Guard Of(IReadOnlyList<FoldedText> hidden, IReadOnlyList<ProtectedPhrase> phrases, IReadOnlyList<FoldedText> open)
    {
        if (hidden.Count == 0 && phrases.Count == 0)
        {
            return None;
        }

        var windows = new List<ulong>(hidden.Sum(text => text.Words.Length));
        foreach (var text in hidden)
        {
            AddWindows(windows, text);
        }

        if (In(open, windows) is { Count: > 0 } free)
        {
            windows.RemoveAll(free.Contains);
        }

        return new(
            [.. windows.Select(window => (uint)window)],
            [.. windows.Select(window => (byte)(window >> 32))],
            [.. phrases.Where(phrase => !open.Any(text => phrase.In(text).Any())).Select(phrase => phrase.Letters).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Whether a text has a window of it, or seems to.</summary>
    public bool MayBeIn(WindowSet text)
    {
        for (var i = 0; i < Windows.Length; i++)
        {
            if (text.MayContain(Windows[i]) && text.Contains(WindowAt(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Those of its windows that a text has, or seems to have.</summary>
    public IReadOnlyList<ulong> WindowsIn(WindowSet text) => [.. Enumerable.Range(0, Windows.Length).Select(WindowAt).Where(text.Contains)];

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

    private ulong WindowAt(int index) => ((ulong)Checks[index] << 32) | Windows[index];

    /// <summary>A window for each run that <see cref="ProtectedWords"/> would find.</summary>
    private static void AddWindows(List<ulong> list, FoldedText text)
    {
        var letters = text.Letters;
        for (var word = 0; word < text.Words.Length; word++)
        {
            var start = text.Words[word].Start;
            var length = ProtectedWords.RunEnd(text, word, ProtectedWords.DefaultRun) - start;
            if (length >= Short)
            {
                list.Add(length >= Long ? LetterHash.OfLong(letters[start..]) : LetterHash.OfShort(letters[start..]));
            }
        }
    }

    /// <summary>Those of some windows that stand in texts.</summary>
    private static HashSet<ulong> In(IReadOnlyList<FoldedText> texts, List<ulong> wanted)
    {
        // Few are, and to look for each would take as long as all the rest.
        var set = new WindowSet();
        set.Clear(wanted.Count * 2);
        foreach (var window in wanted)
        {
            set.Add(window);
        }

        var found = new HashSet<ulong>();
        var windows = new List<Window>();
        foreach (var text in texts)
        {
            Window.AddAll(text, windows);
        }

        foreach (var window in windows)
        {
            foreach (var hash in (ReadOnlySpan<ulong>)[window.Short, window.Long])
            {
                if (set.Contains(hash))
                {
                    found.Add(hash);
                }
            }
        }

        return found;
    }
}
