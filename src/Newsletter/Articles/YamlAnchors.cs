namespace Newsletter.Articles;

/// <summary>The values that aliases (<c>*name</c>) stand for, and how many those are in all.</summary>
internal sealed class YamlAnchors
{
    public const int MaxAliased = 100;

    private Dictionary<string, Anchored>? known;
    private int aliased;

    public void Add(string name, YamlNode node, int line, int column) => (known ??= [])[name] = new(node, line, column);

    public YamlNode Find(string name, int line, int column)
    {
        if (known is null || !known.TryGetValue(name, out var anchored))
        {
            throw YamlRefusal.Word('*', line, column);
        }

        anchored.IsUsed = true;
        aliased += anchored.Node.Size;
        return aliased <= MaxAliased ? anchored.Node
            : throw new YamlRefusal(FrontMatterRules.Limits.At(line, column, $"Aliases stand for more than {MaxAliased} values.",
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
                throw YamlRefusal.Word('&', anchored.Line, anchored.Column);
            }
        }
    }

    private sealed class Anchored(YamlNode node, int line, int column)
    {
        public YamlNode Node => node;

        public int Line => line;

        public int Column => column;

        public bool IsUsed { get; set; }
    }
}
