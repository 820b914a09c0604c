namespace Newsletter.Spoilers.Leaks;

/// <summary>The letters of a text from the beginning of a word, as two hashes.</summary>
/// <param name="Start">Index of the first letter.</param>
/// <param name="Short">Of <see cref="Guard.Short"/> letters; never 0.</param>
/// <param name="Long">Of <see cref="Guard.Long"/> letters; 0: the text ends before.</param>
internal readonly record struct Window(int Start, uint Short, uint Long)
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    private static readonly ulong OutgoingShort = Power(Guard.Short);
    private static readonly ulong OutgoingLong = Power(Guard.Long);

    /// <summary>Adds every window of a text to a list.</summary>
    public static void AddAll(FoldedText text, List<Window> windows)
    {
        var letters = text.Letters;
        var (outShort, outLong) = (OutgoingShort, OutgoingLong);
        var (shorter, longer) = (0UL, 0UL);
        for (var i = 0; i < Math.Min(Guard.Long, letters.Length); i++)
        {
            longer = (longer * Base) + letters[i];
            shorter = i == Guard.Short - 1 ? longer : shorter;
        }

        for (var start = 0; start + Guard.Short <= letters.Length; start++)
        {
            var hasLong = start + Guard.Long <= letters.Length;
            if (start > 0)
            {
                ulong outgoing = letters[start - 1];
                shorter = (shorter * Base) + letters[start + Guard.Short - 1] - (outgoing * outShort);
                longer = hasLong ? (longer * Base) + letters[start + Guard.Long - 1] - (outgoing * outLong) : 0;
            }

            if (text.BeginsWord(start))
            {
                windows.Add(new(start, Mixed(shorter), hasLong ? Mixed(longer * Base) : 0));
            }
        }
    }

    private static uint Mixed(ulong hash) => (uint)(((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9) >> 32) | 1;

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }
}
