namespace Newsletter.Spoilers.Leaks;

/// <summary>Words as a message shows them.</summary>
internal static class Excerpt
{
    private const int MostShown = 90;

    /// <summary>In one line, and of many words the first.</summary>
    public static string Of(string text)
    {
        var shown = string.Join(' ', text.Split([' ', '\n', '\t', FoldedText.Break], StringSplitOptions.RemoveEmptyEntries));
        return shown.Length <= MostShown ? shown : string.Concat(shown.AsSpan(0, MostShown).TrimEnd(), "\u2026");
    }
}
