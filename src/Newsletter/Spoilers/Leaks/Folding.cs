using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>Makes a <see cref="FoldedText"/>, character by character. Used again after <see cref="Clear"/>.</summary>
/// <param name="capacity">Letters to expect.</param>
/// <param name="withPlaces">Whether it is kept where the letters come from.</param>
internal sealed class Folding(int capacity, bool withPlaces)
{
    private const int LettersOfWord = 4;

    // Letters and digits as they fold; 0 for all others.
    private static readonly byte[] AsciiLetters = [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? (byte)char.ToLowerInvariant((char)c) : (byte)0)];

    private char[] letters = new char[capacity];
    private int[]? places = withPlaces ? new int[capacity] : null;
    private FoldedWord[] words = new FoldedWord[(capacity / LettersOfWord) + 8];
    private int count;
    private int wordCount;
    private bool border = true;

    public void Clear()
    {
        count = 0;
        wordCount = 0;
        border = true;
    }

    /// <summary>Takes a text in, its character references and percent-encoded bytes decoded. Places count from its beginning.</summary>
    public void AddText(ReadOnlySpan<char> text)
    {
        if (!Unescaped.IsNeeded(text))
        {
            for (var i = 0; i < text.Length;)
            {
                i += AddWord(text[i..], i) is > 0 and var length ? length : Add(text[i..], i);
            }

            return;
        }

        var source = Unescaped.Of(text.ToString());
        for (var i = 0; i < source.Text.Length;)
        {
            i += Add(source.Text.AsSpan(i), source.PlaceOf(i));
        }
    }

    /// <summary>Takes the letters and digits of ASCII in that a text begins with, and says how many they are.</summary>
    public int AddWord(ReadOnlySpan<char> text, int place)
    {
        Reserve(text.Length);
        var target = letters.AsSpan(count, text.Length);
        var table = AsciiLetters;
        var length = 0;
        for (; length < text.Length && length < target.Length; length++)
        {
            int c = text[length];
            if ((uint)c >= (uint)table.Length || table[c] is 0)
            {
                break;
            }

            target[length] = (char)table[c];
        }

        if (length == 0)
        {
            return 0;
        }

        if (border)
        {
            BeginWord(isSpaceless: false);
            border = false;
        }

        for (var i = 0; places is not null && i < length; i++)
        {
            places[count + i] = place + i;
        }

        count += length;
        return length;
    }

    /// <summary>Takes the first character of a text in, and says how long it is.</summary>
    public int Add(ReadOnlySpan<char> text, int place)
    {
        if (text[0] < 128)
        {
            Add(text[0], place);
            return 1;
        }

        Rune.DecodeFromUtf16(text, out var rune, out var length);
        Add(rune, place);
        return length;
    }

    public void Add(char ascii, int place)
    {
        if (AsciiLetters[ascii] is > 0 and var letter)
        {
            AddLetter((char)letter, place);
        }
        else if (ascii == FoldedText.Break)
        {
            Break(place);
        }
        else if (ascii != '\'')
        {
            Border();
        }
    }

    /// <summary>A word ends, if there is one.</summary>
    public void Border() => border = true;

    /// <summary>Nothing is read across.</summary>
    public void Break(int place)
    {
        BeginWord(isSpaceless: false);
        Append(FoldedText.Break, place);
        border = true;
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
                    if (border)
                    {
                        BeginWord(isSpaceless: false);
                        border = false;
                    }

                    Append(part, place);
                    break;
                case RuneRole.Spaceless:
                    BeginWord(isSpaceless: true);
                    Append(part, place);
                    border = true;
                    break;
                case RuneRole.Mark:
                    Append(part, place);
                    break;
            }
        }
    }

    /// <summary>What was added so far. It holds until the next character.</summary>
    public FoldedText Finish() => new(letters.AsMemory(0, count), words.AsMemory(0, wordCount), places);

    private void AddLetter(char letter, int place)
    {
        if (border)
        {
            BeginWord(isSpaceless: false);
            border = false;
        }

        Append(letter, place);
    }

    private void BeginWord(bool isSpaceless)
    {
        if (wordCount == words.Length)
        {
            Array.Resize(ref words, wordCount * 2);
        }

        words[wordCount++] = new(count, isSpaceless);
    }

    private void Append(Rune rune, int place)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            Append(unit, place);
        }
    }

    private void Append(char letter, int place)
    {
        Reserve(1);
        letters[count] = letter;
        if (places is not null)
        {
            places[count] = place;
        }

        count++;
    }

    /// <summary>Some characters fold to several.</summary>
    private void Reserve(int more)
    {
        if (count + more > letters.Length)
        {
            Array.Resize(ref letters, Math.Max(count + more, (count * 2) + 8));
            if (places is not null)
            {
                Array.Resize(ref places, letters.Length);
            }
        }
    }
}
