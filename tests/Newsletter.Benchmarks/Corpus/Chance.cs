namespace Newsletter.Benchmarks.Corpus;

/// <summary>Numbers that look random and are the same in every run (the SplitMix64 recurrence, Steele et al. 2014).</summary>
public sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 up to and without <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) >> 33) % limit;
    }
}
