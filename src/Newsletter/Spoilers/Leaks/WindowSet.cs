using System.Numerics;
using System.Runtime.CompilerServices;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// The windows of a text, each from the beginning of a word, to be asked many times: two blocked Bloom filters, the second for what passes the first.
/// Of windows that are not in it, one in many millions seems to be. Used again for the next text.
/// </summary>
internal sealed class WindowSet
{
    /// <summary>Letters for each block of 64 bits; two have a window, as a rule.</summary>
    private const int LettersOfBlock = 2;

    private ulong[] first = new ulong[1024];
    private ulong[] second = new ulong[1024];
    private int mask;

    /// <summary>Empties it for a text.</summary>
    /// <param name="most">Its letters, at most.</param>
    public void Clear(int most)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, most / LettersOfBlock));
        if (first.Length < size)
        {
            first = new ulong[size];
            second = new ulong[size];
        }
        else
        {
            first.AsSpan(0, size).Clear();
            second.AsSpan(0, size).Clear();
        }

        mask = size - 1;
    }

    /// <param name="window">A hash of 40 bits, or 0 for none.</param>
    public void Add(ulong window)
    {
        if (window != 0)
        {
            var hash = (uint)window * LetterHash.Base;
            first[(int)(hash >> 32) & mask] |= Bits(hash);
            hash = Spread(window);
            second[(int)(hash >> 32) & mask] |= Bits(hash);
        }
    }

    /// <summary>Whether it has a window, by its lower 32 bits alone: one in ten thousand that it has not passes.</summary>
    public bool MayContain(uint window)
    {
        var hash = window * LetterHash.Base;
        var bits = Bits(hash);
        return (first[(int)(hash >> 32) & mask] & bits) == bits;
    }

    public bool Contains(ulong window)
    {
        var hash = Spread(window);
        var bits = Bits(hash);
        return MayContain((uint)window) && (second[(int)(hash >> 32) & mask] & bits) == bits;
    }

    private static ulong Spread(ulong window) => (window ^ (window >> 17)) * 0xD6E8FEB86659FD93;

    /// <summary>Four bits of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ulong hash) =>
        (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63)) | (1UL << (int)((hash >> 18) & 63));
}
