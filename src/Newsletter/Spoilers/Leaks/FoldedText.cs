namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// A text as letters alone, so that what reads the same is the same: entities and percent-encoding decoded, compatibility forms, case and diacritics
/// folded, punctuation, white space and everything invisible gone. Borders of words are kept beside the letters. In scripts that are written
/// without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) every character is a word.
/// </summary>
internal sealed class FoldedText
{
    /// <summary>Stands between texts that are not read in one go; folds to a letter that no word has.</summary>
    public const char Break = '\0';

    private readonly ReadOnlyMemory<char> letters;
    private readonly ReadOnlyMemory<FoldedWord> words;
    private readonly int[]? places;

    internal FoldedText(ReadOnlyMemory<char> letters, ReadOnlyMemory<FoldedWord> words, int[]? places)
    {
        this.letters = letters;
        this.words = words;
        this.places = places;
    }

    public ReadOnlySpan<char> Letters => letters.Span;

    /// <summary>Where words begin, in order; a <see cref="Break"/> is one by itself.</summary>
    public ReadOnlySpan<FoldedWord> Words => words.Span;

    /// <summary>Index into the text that was folded; only where places were asked for.</summary>
    public int PlaceOf(int letter) => places![letter];

    /// <summary>A word may begin here.</summary>
    public bool BeginsWord(int letter) => words.Span.BinarySearch(new FoldedWord(letter, false)) >= 0;

    /// <summary>A word may end before this letter; also true for the end of the text.</summary>
    public bool EndsWord(int letter) => letter == letters.Length || BeginsWord(letter);

    /// <summary>The letter behind the last one of a word.</summary>
    /// <param name="word">Its number.</param>
    public int EndOf(int word) => word + 1 < words.Length ? words.Span[word + 1].Start : letters.Length;

    /// <summary>Some letters from the beginning of a word on.</summary>
    public FoldedText From(int start, int length)
    {
        var first = words.Span.BinarySearch(new FoldedWord(start, false));
        var end = first;
        length = Math.Min(length, letters.Length - start);
        while (end < words.Length && words.Span[end].Start < start + length)
        {
            end++;
        }

        var moved = new FoldedWord[end - first];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = new(words.Span[first + i].Start - start, words.Span[first + i].IsSpaceless);
        }

        return new(letters.Slice(start, length), moved, null);
    }

    public static FoldedText Of(string text) => Of(text, withPlaces: false);

    /// <param name="withPlaces">Whether <see cref="PlaceOf"/> will be asked.</param>
    public static FoldedText Of(string text, bool withPlaces)
    {
        var folding = new Folding(text.Length, withPlaces);
        folding.AddText(text);
        return folding.Finish();
    }
}

/// <summary>Where a word begins in a <see cref="FoldedText"/>, and whether it is a character of a script without spaces.</summary>
internal readonly struct FoldedWord(int start, bool isSpaceless) : IComparable<FoldedWord>
{
    private readonly int packed = (start << 1) | (isSpaceless ? 1 : 0);

    public int Start => packed >> 1;

    public bool IsSpaceless => (packed & 1) != 0;

    /// <summary>By where they begin.</summary>
    public int CompareTo(FoldedWord other) => Start.CompareTo(other.Start);
}
