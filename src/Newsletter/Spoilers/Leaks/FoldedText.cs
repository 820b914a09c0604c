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
    private readonly int[] places;
    private readonly LetterKind[] kinds;

    internal FoldedText(ReadOnlyMemory<char> letters, int[] places, LetterKind[] kinds)
    {
        this.letters = letters;
        this.places = places;
        this.kinds = kinds;
    }

    public ReadOnlySpan<char> Letters => letters.Span;

    /// <summary>Index into the text that was folded.</summary>
    public int PlaceOf(int letter) => places[letter];

    /// <summary>A word may begin here.</summary>
    public bool BeginsWord(int letter) => kinds[letter] != LetterKind.Inside;

    /// <summary>A word may end before this letter; also true for the end of the text.</summary>
    public bool EndsWord(int letter) => letter == letters.Length || BeginsWord(letter);

    /// <summary>The letter is a character of a script without spaces.</summary>
    public bool IsSpaceless(int letter) => kinds[letter] == LetterKind.Spaceless;

    /// <summary>A piece of it.</summary>
    public FoldedText Slice(int start, int length)
    {
        length = Math.Min(length, letters.Length - start);
        return new(letters.Slice(start, length), places[start..(start + length)], kinds[start..(start + length)]);
    }

    public static FoldedText Of(string text)
    {
        var source = Unescaped.Of(text);
        var folding = new Folding(source.Length);
        for (var i = 0; i < source.Length;)
        {
            i += folding.Add(source.Text.AsSpan(i), source.PlaceOf(i));
        }

        return folding.Finish();
    }
}
