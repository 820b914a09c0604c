using System.Globalization;
using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>What a text is written in.</summary>
internal enum Notation
{
    Plain,

    /// <summary>Plain text with the escapes of JSON and scripts in it.</summary>
    Escaped,

    /// <summary>HTML or XML.</summary>
    Markup,
}

/// <summary>
/// Reads text as its readers do: mark-up gone but for the values of attributes, which are read by themselves; character references and
/// percent-encoded bytes decoded, however often they were encoded.
/// </summary>
/// <param name="withPlaces">Whether it will be asked where the letters stand.</param>
internal sealed class OutputReader(bool withPlaces = false)
{
    private const int LongestReference = 33;

    // Letters and digits fold to themselves in lower case; below 32 are the roles of all others.
    private const byte None = 0, Border = 1, Reference = 2, Percent = 3, Less = 4, Backslash = 5;
    private static readonly byte[] Ascii = RolesOfAscii();

    private readonly Folding text = new(4096, withPlaces);
    private readonly Folding aside = new(4096, withPlaces);

    /// <summary>What stands between tags.</summary>
    public Folding Text => text;

    /// <summary>Values of attributes, and comments: one by one.</summary>
    public Folding Aside => aside;

    /// <summary>What has the attribute <c>hidden</c> is skipped, and attributes that nobody sees: how an article's own page is read.</summary>
    public bool SkipsHidden { get; set; }

    /// <summary>Reads a text anew.</summary>
    public void Read(ReadOnlySpan<char> source, Notation notation)
    {
        text.Clear();
        aside.Clear();
        Read(text, source, 0, notation);
    }

    private void Read(Folding lane, ReadOnlySpan<char> source, int place, Notation notation)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c >= 128)
            {
                i += lane.Add(source[i..], place + i) - 1;
                continue;
            }

            var role = Ascii[c];
            if (role > 32)
            {
                i += lane.AddWord(source[i..], place + i) - 1;
                continue;
            }

            switch (role)
            {
                case Border:
                    lane.Border();
                    break;
                case Reference:
                    i += ReadReference(lane, source[(i + 1)..], place + i);
                    break;
                case Percent:
                    i += ReadBytes(lane, source[(i + 1)..], place + i);
                    break;
                case Less when notation == Notation.Markup:
                    i += new TagReader(this, source[i..], place + i).Read() - 1;
                    break;
                case Backslash when notation == Notation.Escaped:
                    i += ReadEscape(lane, source[(i + 1)..], place + i);
                    break;
                case not None:
                    lane.Border();
                    break;
            }
        }
    }

    /// <summary>What stands in an attribute or a comment.</summary>
    internal void ReadAside(ReadOnlySpan<char> value, int place)
    {
        Read(aside, value, place, Notation.Plain);
        aside.Break(place + value.Length);
    }

    /// <summary>What stands in an element that holds no mark-up.</summary>
    internal void ReadRaw(ReadOnlySpan<char> content, int place, bool isScript) =>
        Read(text, content, place, isScript ? Notation.Escaped : Notation.Plain);

    internal void EndWord() => text.Border();

    /// <param name="source">Behind the <c>&amp;</c>.</param>
    /// <returns>How many characters of it were read.</returns>
    private static int ReadReference(Folding lane, ReadOnlySpan<char> source, int place)
    {
        var end = source[..Math.Min(source.Length, LongestReference)].IndexOf(';');
        if (end < 1 || Value(source[..end]) is not { } value)
        {
            lane.Border();
            return 0;
        }

        if (value == "&")
        {
            // Encoded twice, perhaps.
            return end + 1 + ReadReference(lane, source[(end + 1)..], place);
        }

        ReadDecoded(lane, value, place);
        return end + 1;
    }

    private static string? Value(ReadOnlySpan<char> name)
    {
        if (name is "amp")
        {
            return "&";
        }

        return name[0] == '#' ? NumberOf(name[1..]) : Markdig.Helpers.EntityHelper.DecodeEntity(name);
    }

    private static string? NumberOf(ReadOnlySpan<char> digits)
    {
        var isHex = digits.Length > 1 && digits[0] is 'x' or 'X';
        return int.TryParse(isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Rune.IsValid(number) ? new Rune(number).ToString() : null;
    }

    /// <param name="source">Behind the first <c>%</c>.</param>
    private static int ReadBytes(Folding lane, ReadOnlySpan<char> source, int place)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var (count, at) = (0, 0); count < 4 && ByteAt(source, ref at) is { } value;)
        {
            bytes[count++] = value;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out _) is not System.Buffers.OperationStatus.NeedMoreData)
            {
                ReadDecoded(lane, rune.ToString(), place);
                return at;
            }

            if (at >= source.Length || source[at++] != '%')
            {
                break;
            }
        }

        lane.Border();
        return 0;
    }

    /// <summary>Two hexadecimal digits, perhaps behind a percent sign that is encoded itself: <c>25</c>, any number of times.</summary>
    private static byte? ByteAt(ReadOnlySpan<char> source, ref int at)
    {
        while (source[at..].StartsWith("25") && IsByte(source, at + 2))
        {
            at += 2;
        }

        if (!IsByte(source, at))
        {
            return null;
        }

        at += 2;
        return byte.Parse(source.Slice(at - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static bool IsByte(ReadOnlySpan<char> source, int at) => at + 1 < source.Length && char.IsAsciiHexDigit(source[at]) && char.IsAsciiHexDigit(source[at + 1]);

    /// <param name="source">Behind the backslash.</param>
    private static int ReadEscape(Folding lane, ReadOnlySpan<char> source, int place)
    {
        if (source.Length > 4 && source[0] == 'u' && int.TryParse(source[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            if (Rune.IsValid(unit))
            {
                ReadDecoded(lane, new Rune(unit).ToString(), place);
            }

            return 5;
        }

        lane.Border();
        return source.Length > 0 && source[0] is 'n' or 'r' or 't' or 'b' or 'f' ? 1 : 0;
    }

    private static void ReadDecoded(Folding lane, string value, int place)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (!rune.IsAscii)
            {
                lane.Add(rune, place);
            }
            else if (Ascii[rune.Value] > 32)
            {
                lane.Add((char)rune.Value, place);
            }
            else if (Ascii[rune.Value] != None)
            {
                lane.Border();
            }
        }
    }

    private static byte[] RolesOfAscii()
    {
        var roles = new byte[128];
        Array.Fill(roles, Border);
        for (var c = '0'; c <= 'z'; c++)
        {
            roles[c] = char.IsAsciiLetterOrDigit(c) ? (byte)char.ToLowerInvariant(c) : Border;
        }

        roles['\''] = None;
        roles['&'] = Reference;
        roles['%'] = Percent;
        roles['<'] = Less;
        roles['\\'] = Backslash;
        return roles;
    }
}
