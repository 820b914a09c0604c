namespace Newsletter.Spoilers.Leaks;

/// <summary>The letters of a text from the beginning of a word, as two hashes of 40 bits.</summary>
/// <param name="Start">Index of the first letter.</param>
/// <param name="Short">Of <see cref="Guard.Short"/> letters; never 0.</param>
/// <param name="Long">Of <see cref="Guard.Long"/> letters; 0: the text ends before.</param>
internal readonly record struct Window(int Start, ulong Short, ulong Long)
{
    /// <summary>Adds every window of a text to a list.</summary>
    public static void AddAll(FoldedText text, List<Window> windows)
    {
        var letters = text.Letters;
        foreach (var word in text.Words)
        {
            var from = letters[word.Start..];
            if (from.Length < Guard.Short)
            {
                return;
            }

            windows.Add(new(word.Start, LetterHash.OfShort(from), from.Length < Guard.Long ? 0 : LetterHash.OfLong(from)));
        }
    }
}
