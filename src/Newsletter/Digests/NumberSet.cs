namespace Newsletter.Digests;

/// <summary>A set of small numbers from 0 on.</summary>
internal sealed class NumberSet
{
    private readonly ulong[] bits;

    public NumberSet(IEnumerable<int> numbers)
    {
        var all = numbers.ToList();
        bits = new ulong[all.Count == 0 ? 0 : (all.Max() / 64) + 1];
        all.ForEach(number => bits[number / 64] |= 1UL << (number % 64));
    }

    private NumberSet(ulong[] bits) => this.bits = bits;

    public bool Contains(int number) => number / 64 < bits.Length && (bits[number / 64] & (1UL << (number % 64))) != 0;

    public bool Contains(NumberSet other)
    {
        for (var i = 0; i < other.bits.Length; i++)
        {
            if ((other.bits[i] & ~(i < bits.Length ? bits[i] : 0)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public NumberSet With(NumberSet other)
    {
        var both = new ulong[Math.Max(bits.Length, other.bits.Length)];
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = (i < bits.Length ? bits[i] : 0) | (i < other.bits.Length ? other.bits[i] : 0);
        }

        return new(both);
    }
}
