using System.Numerics;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// The windows of a text, each from the beginning of a word, to be asked many times (a blocked Bloom filter): of those that are not in it, one in
/// a hundred thousand seems to be. Used again for the next text.
/// </summary>
internal sealed class WindowSet
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    /// <summary>Letters for each block of 64 bits; two have a window, as a rule.</summary>
    private const int LettersOfBlock = 2;

    private static readonly ulong OutgoingShort = Power(Guard.Short);
    private static readonly ulong OutgoingLong = Power(Guard.Long);

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
        var hash = (window + 1UL) * Base;
        var bits = (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63)) | (1UL << (int)((hash >> 18) & 63));
        return ((int)(hash >> 32) & mask, bits);
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }

    /// <summary>The windows of a text that begin a word, one after the other.</summary>
    public ref struct Windows(FoldedText text)
    {
        private readonly ReadOnlySpan<char> letters = text.Letters;
        private ulong shorter;
        private ulong longer;

        /// <summary>Where the windows begin.</summary>
        public int Start { get; private set; } = -1;

        /// <summary>Whether the text is long enough behind this place for a long window.</summary>
        public readonly bool HasLong => Start + Guard.Long <= letters.Length;

        /// <summary>Hash of <see cref="Guard.Short"/> letters.</summary>
        public readonly uint Short => Mixed(shorter);

        /// <summary>Hash of <see cref="Guard.Long"/> letters.</summary>
        public readonly uint Long => Mixed(longer * Base);

        public bool MoveNext()
        {
            do
            {
                if (++Start + Guard.Short > letters.Length)
                {
                    return false;
                }

                Roll();
            }
            while (!text.BeginsWord(Start));

            return true;
        }

        private void Roll()
        {
            if (Start == 0)
            {
                shorter = LetterWindows.HashOf(letters[..Guard.Short]);
                longer = LetterWindows.HashOf(letters[..Math.Min(Guard.Long, letters.Length)]);
                return;
            }

            var outgoing = (ulong)letters[Start - 1];
            shorter = (shorter * Base) + letters[Start + Guard.Short - 1] - (outgoing * OutgoingShort);
            if (HasLong)
            {
                longer = (longer * Base) + letters[Start + Guard.Long - 1] - (outgoing * OutgoingLong);
            }
        }

        private static uint Mixed(ulong hash) => (uint)(((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9) >> 32);
    }
}
