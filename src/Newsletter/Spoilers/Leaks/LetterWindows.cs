using System.Numerics;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// Which short runs of letters texts hold, as a set of bits: a window that is not in it is in none of the texts; one that is, may be. Most words of a
/// hidden text are thrown out here for the price of one look.
/// </summary>
internal sealed class LetterWindows
{
    /// <summary>Letters of a window, and the fewest that a protected run has.</summary>
    public const int Size = 12;

    private const int BitsPerWindow = 16;

    private readonly ulong[] bits;
    private readonly int shift;

    public LetterWindows(IReadOnlyList<FoldedText> texts)
    {
        var count = BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, texts.Sum(t => t.Letters.Length) * BitsPerWindow));
        bits = new ulong[count / 64];
        shift = 64 - BitOperations.Log2(count);
        foreach (var text in texts)
        {
            for (var start = 0; start + Size <= text.Letters.Length; start++)
            {
                var bit = BitOf(LetterHash.OfKey(text.Letters, start));
                bits[bit >> 6] |= 1UL << (bit & 63);
            }
        }
    }

    /// <param name="key">Of <see cref="LetterHash.OfKey"/>.</param>
    public bool MayHave(ulong key) => BitOf(key) is var bit && (bits[bit >> 6] & (1UL << (bit & 63))) != 0;

    private int BitOf(ulong key) => (int)((key * LetterHash.Base) >> shift);
}
