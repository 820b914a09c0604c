using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// Hashes of letters. Those of a window are kept with bodies, so they are the same on every machine; another way to make them is another
/// version of <see cref="Body"/>'s stored form.
/// </summary>
internal static class LetterHash
{
    public const ulong Base = 0x9E3779B97F4A7C15;

    private const int LettersAtOnce = 4;

    /// <summary>Of any number of letters.</summary>
    public static ulong Of(ReadOnlySpan<char> letters)
    {
        var hash = 0UL;
        foreach (var letter in letters)
        {
            hash = (hash * Base) + letter;
        }

        return hash;
    }

    /// <summary>Of the <see cref="LetterWindows.Size"/> letters from one on.</summary>
    public static ulong OfKey(ReadOnlySpan<char> letters, int start)
    {
        var key = letters.Slice(start, LetterWindows.Size);
        return Pair(key, 0, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F) ^ (Four(key, 2) * Base);
    }

    /// <summary>Of the <see cref="Guard.Short"/> letters that a text begins with; 40 bits, none of them 0 all.</summary>
    public static ulong OfShort(ReadOnlySpan<char> letters) => Short(letters[..Guard.Short]) >> 24 is > 0 and var hash ? hash : 1;

    /// <summary>Of the <see cref="Guard.Long"/> letters that a text begins with; like that of the short ones.</summary>
    public static ulong OfLong(ReadOnlySpan<char> letters) => Long(letters[..Guard.Long]) >> 24 is > 0 and var hash ? hash : 1;

    private static ulong Short(ReadOnlySpan<char> letters) =>
        (Pair(letters, 0, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3) ^ (Pair(letters, 2, 0x589965CC75374CC3, 0x1D8E4E27C47D124F) * Base)) * 0xBF58476D1CE4E5B9;

    private static ulong Long(ReadOnlySpan<char> letters) =>
        (Short(letters) ^ Pair(letters, 4, 0xEB44ACCAB455D165, 0x2D358DCCAA6C78A5)) * 0x94D049BB133111EB;

    /// <summary>Both halves of a product in one: every bit of eight letters tells.</summary>
    private static ulong Pair(ReadOnlySpan<char> letters, int four, ulong one, ulong other)
    {
        var high = Math.BigMul(Four(letters, four) ^ one, Four(letters, four + 1) ^ other, out var low);
        return high ^ low;
    }

    private static ulong Four(ReadOnlySpan<char> letters, int four) =>
        BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(letters.Slice(four * LettersAtOnce, LettersAtOnce)));
}
