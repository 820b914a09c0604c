namespace Newsletter.Spoilers.Leaks;

/// <summary>What a hidden piece of HTML says, folded as it is read.</summary>
internal sealed class FoldedMarkup(int capacity) : IMarkupSink
{
    private readonly Folding folding = new(capacity, withPlaces: false);
    private readonly List<string> descriptions = [];

    /// <summary>What stands between tags.</summary>
    public FoldedText Words => folding.Finish();

    /// <summary>Alternative texts, titles, and the like, as they are written.</summary>
    public IReadOnlyList<string> Descriptions => descriptions;

    public void Text(ReadOnlySpan<char> text) => folding.AddText(text);

    public void Border() => folding.Border();

    public void Description(string text) => descriptions.Add(text);

    public void Address(string text)
    {
        // A hidden address is no text that a reader would quote.
    }
}
