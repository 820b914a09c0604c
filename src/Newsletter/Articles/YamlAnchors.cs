namespace Newsletter.Articles;

/// <summary>The values that aliases (<c>*name</c>) stand for, and how many those are in all.</summary>
internal sealed class YamlAnchors
{
    public const int MaxAliased = 100;

    private Dictionary<string, Anchored>? known;
    private int aliased;

    public void Add(string name, YamlNode node, TextPosition place) => (known ??= [])[name] = new(node, place);

    public YamlNode Find(string name, TextPosition place)
    {
        if (known is null || !known.TryGetValue(name, out var anchored))
        {
            throw YamlRefusal.Word('*', place);
        }

        anchored.IsUsed = true;
        aliased += anchored.Node.Size;
        return aliased <= MaxAliased ? anchored.Node
            : throw new YamlRefusal(FrontMatterRules.Limits.At(place, $"Aliases stand for more than {MaxAliased} values.",
                "Write the values out instead of using `*` aliases."));
    }

    /// <summary>An anchor that nothing refers to was the first word of a text: <c>title: &amp;Sons Rule</c>.</summary>
    public void ThrowIfAnyWasAWord()
    {
        if (known is null)
        {
            return;
        }

        foreach (var anchored in known.Values)
        {
            if (!anchored.IsUsed && anchored.Node is YamlText)
            {
                throw YamlRefusal.Word('&', anchored.Place);
            }
        }
    }

    private sealed class Anchored(YamlNode node, TextPosition place)
    {
        public YamlNode Node => node;

        public TextPosition Place => place;

        public bool IsUsed { get; set; }
    }
}
