namespace Newsletter.Spoilers.Leaks;

/// <summary>A hash of letters that can be rolled on: <c>hash * Base + next letter - first letter * Power(letters)</c> is that of the letters one further.</summary>
internal static class LetterHash
{
    public const ulong Base = 0x9E3779B97F4A7C15;

    public static ulong Of(ReadOnlySpan<char> letters)
    {
        var hash = 0UL;
        foreach (var letter in letters)
        {
            hash = (hash * Base) + letter;
        }

        return hash;
    }

    public static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }
}
