namespace Newsletter.Spoilers.Leaks;

/// <summary>The letters of a text from the beginning of a word, as two hashes.</summary>
/// <param name="Start">Index of the first letter.</param>
/// <param name="Short">Of <see cref="Guard.Short"/> letters; never 0.</param>
/// <param name="Long">Of <see cref="Guard.Long"/> letters; 0: the text ends before.</param>
internal readonly record struct Window(int Start, uint Short, uint Long)
{
    private static readonly ulong OutgoingShort = LetterHash.Power(Guard.Short);
    private static readonly ulong OutgoingLong = LetterHash.Power(Guard.Long);

    /// <summary>Adds every window of a text to a list.</summary>
    public static void AddAll(FoldedText text, List<Window> windows)
    {
        var letters = text.Letters;
        var (outShort, outLong) = (OutgoingShort, OutgoingLong);
        var shorter = LetterHash.Of(letters[..Math.Min(Guard.Short, letters.Length)]);
        var longer = LetterHash.Of(letters[..Math.Min(Guard.Long, letters.Length)]);
        for (var start = 0; start + Guard.Short <= letters.Length; start++)
        {
            var hasLong = start + Guard.Long <= letters.Length;
            if (start > 0)
            {
                ulong outgoing = letters[start - 1];
                shorter = (shorter * LetterHash.Base) + letters[start + Guard.Short - 1] - (outgoing * outShort);
                longer = hasLong ? (longer * LetterHash.Base) + letters[start + Guard.Long - 1] - (outgoing * outLong) : 0;
            }

            if (text.BeginsWord(start))
            {
                windows.Add(new(start, Mixed(shorter), hasLong ? Mixed(longer * LetterHash.Base) : 0));
            }
        }
    }

    private static uint Mixed(ulong hash) => (uint)(((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9) >> 32) | 1;
}
