using System.Numerics;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// The windows of a text, each from the beginning of a word, to be asked many times (a blocked Bloom filter): of those that are not in it, one in
/// a hundred thousand seems to be. Used again for the next text.
/// </summary>
internal sealed class WindowSet
{
    /// <summary>Letters for each block of 64 bits; two have a window, as a rule.</summary>
    private const int LettersOfBlock = 2;

    private ulong[] blocks = new ulong[1024];
    private int mask;

    /// <summary>Empties it for a text.</summary>
    /// <param name="most">Its letters, at most.</param>
    public void Clear(int most)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, most / LettersOfBlock));
        if (blocks.Length < size)
        {
            blocks = new ulong[size];
        }
        else
        {
            blocks.AsSpan(0, size).Clear();
        }

        mask = size - 1;
    }

    public void Add(uint window)
    {
        var (block, bits) = Place(window);
        blocks[block] |= bits;
    }

    public bool Contains(uint window)
    {
        var (block, bits) = Place(window);
        return (blocks[block] & bits) == bits;
    }

    public bool ContainsAny(ReadOnlySpan<uint> windows)
    {
        foreach (var window in windows)
        {
            if (Contains(window))
            {
                return true;
            }
        }

        return false;
    }

    private (int Block, ulong Bits) Place(uint window)
    {
        var hash = (window + 1UL) * LetterHash.Base;
        var bits = (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63)) | (1UL << (int)((hash >> 18) & 63));
        return ((int)(hash >> 32) & mask, bits);
    }
}
