using System.Text;

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

    private FoldedText(ReadOnlyMemory<char> letters, int[] places, LetterKind[] kinds)
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

    public static FoldedText Of(string text)
    {
        var source = Unescaped.Of(text);
        var folding = new Folding(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var c = source.Text[i];
            if (c < 128)
            {
                folding.Add(c, source.PlaceOf(i));
            }
            else
            {
                Rune.DecodeFromUtf16(source.Text.AsSpan(i), out var rune, out var length);
                folding.Add(rune, source.PlaceOf(i));
                i += length - 1;
            }
        }

        return folding.Finish();
    }

    private enum LetterKind : byte
    {
        Inside,
        Begins,
        Spaceless,
    }

    private ref struct Folding(int capacity)
    {
        private char[] letters = new char[capacity];
        private int[] places = new int[capacity];
        private LetterKind[] kinds = new LetterKind[capacity];
        private int count;
        private bool border = true;

        public void Add(char ascii, int place)
        {
            if (char.IsAsciiLetterOrDigit(ascii))
            {
                Append((char)(char.IsAsciiLetterUpper(ascii) ? ascii | 0x20 : ascii), place, border ? LetterKind.Begins : LetterKind.Inside);
                border = false;
            }
            else if (ascii == Break)
            {
                Append(Break, place, LetterKind.Begins);
                border = true;
            }
            else if (ascii != '\'')
            {
                border = true;
            }
        }

        public void Add(Rune rune, int place)
        {
            foreach (var part in FoldedRune.Of(rune).EnumerateRunes())
            {
                switch (FoldedRune.RoleOf(part))
                {
                    case RuneRole.Border:
                        border = true;
                        break;
                    case RuneRole.Letter:
                        Append(part, place, border ? LetterKind.Begins : LetterKind.Inside);
                        border = false;
                        break;
                    case RuneRole.Spaceless:
                        Append(part, place, LetterKind.Spaceless);
                        border = true;
                        break;
                    case RuneRole.Mark:
                        Append(part, place, LetterKind.Inside);
                        break;
                }
            }
        }

        public readonly FoldedText Finish() => new(letters.AsMemory(0, count), places, kinds);

        private void Append(Rune rune, int place, LetterKind kind)
        {
            Span<char> units = stackalloc char[2];
            var length = rune.EncodeToUtf16(units);
            for (var i = 0; i < length; i++)
            {
                Append(units[i], place, i == 0 ? kind : LetterKind.Inside);
            }
        }

        private void Append(char letter, int place, LetterKind kind)
        {
            if (count == letters.Length)
            {
                // Some characters fold to several.
                Array.Resize(ref letters, (count * 2) + 8);
                Array.Resize(ref places, letters.Length);
                Array.Resize(ref kinds, letters.Length);
            }

            letters[count] = letter;
            places[count] = place;
            kinds[count++] = kind;
        }
    }
}
