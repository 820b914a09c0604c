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

    private static readonly ulong Outgoing = LetterHash.Power(Size);

    private readonly ulong[] bits;
    private readonly int shift;

    public LetterWindows(IReadOnlyList<FoldedText> texts)
    {
        var count = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, texts.Sum(t => t.Letters.Length) * BitsPerWindow));
        bits = new ulong[count / 64];
        shift = 64 - System.Numerics.BitOperations.Log2(count);
        foreach (var text in texts)
        {
            foreach (var (_, key) in In(text.Letters))
            {
                var bit = BitOf(key);
                bits[bit >> 6] |= 1UL << (bit & 63);
            }
        }
    }

    public bool MayHave(ulong key) => BitOf(key) is var bit && (bits[bit >> 6] & (1UL << (bit & 63))) != 0;

    /// <summary>Every window of a text: where it starts, and its hash.</summary>
    public static Enumerator In(ReadOnlySpan<char> letters) => new(letters);

    private int BitOf(ulong key) => (int)((key * LetterHash.Base) >> shift);

    public ref struct Enumerator(ReadOnlySpan<char> letters)
    {
        private readonly ReadOnlySpan<char> letters = letters;
        private ulong hash;
        private int start = -1;

        public readonly (int Start, ulong Key) Current => (start, hash);

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            var next = ++start + Size - 1;
            if (next >= letters.Length)
            {
                return false;
            }

            hash = start == 0 ? LetterHash.Of(letters[..Size]) : (hash * LetterHash.Base) + letters[next] - (letters[start - 1] * Outgoing);
            return true;
        }
    }
}
