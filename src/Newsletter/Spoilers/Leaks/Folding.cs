using System.Runtime.CompilerServices;
using System.Text;

namespace Newsletter.Spoilers.Leaks;

internal enum LetterKind : byte
{
    Inside,
    Begins,
    Spaceless,
}

/// <summary>Makes a <see cref="FoldedText"/>, character by character. Used again after <see cref="Clear"/>.</summary>
/// <param name="capacity">Letters to expect.</param>
internal sealed class Folding(int capacity)
{
    private char[] letters = new char[capacity];
    private int[] places = new int[capacity];
    private LetterKind[] kinds = new LetterKind[capacity];
    private int count;
    private bool border = true;

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, count);

    public void Clear()
    {
        count = 0;
        border = true;
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
        if (char.IsAsciiLetterOrDigit(ascii))
        {
            AddFolded((char)(char.IsAsciiLetterUpper(ascii) ? ascii | 0x20 : ascii), place);
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

    /// <summary>A letter or digit of ASCII in lower case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddFolded(char letter, int place)
    {
        Append(letter, place, border ? LetterKind.Begins : LetterKind.Inside);
        border = false;
    }

    /// <summary>A word ends, if there is one.</summary>
    public void Border() => border = true;

    /// <summary>Nothing is read across.</summary>
    public void Break(int place)
    {
        Append(FoldedText.Break, place, LetterKind.Begins);
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

    /// <summary>What was added so far. It holds until the next character.</summary>
    public FoldedText Finish() => new(letters.AsMemory(0, count), places, kinds);

    private void Append(Rune rune, int place, LetterKind kind)
    {
        Span<char> units = stackalloc char[2];
        var length = rune.EncodeToUtf16(units);
        for (var i = 0; i < length; i++)
        {
            Append(units[i], place, i == 0 ? kind : LetterKind.Inside);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(char letter, int place, LetterKind kind)
    {
        var at = count;
        if ((uint)at >= (uint)letters.Length)
        {
            Grow();
        }

        letters[at] = letter;
        places[at] = place;
        kinds[at] = kind;
        count = at + 1;
    }

    /// <summary>Some characters fold to several.</summary>
    private void Grow()
    {
        Array.Resize(ref letters, (count * 2) + 8);
        Array.Resize(ref places, letters.Length);
        Array.Resize(ref kinds, letters.Length);
    }
}
