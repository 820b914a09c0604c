namespace Newsletter.Articles;

/// <summary>Puts entries into mappings: keys are words, none stands twice, and there are not too many.</summary>
internal sealed class YamlKeys(List<Diagnostic> diagnostics)
{
    // Nobody writes so many; it keeps the search for duplicates short.
    public const int MaxKeys = 1000;

    // More are the same slip again.
    private const int MaxReported = 20;

    private int duplicates;

    public void Add(YamlMap map, YamlNode key, YamlNode value)
    {
        if (key is not YamlText text)
        {
            throw YamlRefusal.Syntax(key.Place, "A key must be a plain word.",
                "Put a value that begins with `{`, `[` or `?` in double quotes.");
        }

        if (map.Entries.Count + duplicates == MaxKeys)
        {
            throw new YamlRefusal(FrontMatterRules.Limits.At(key.Place, $"There are more than {MaxKeys} keys.",
                "Look whether the closing `---` is missing, and the article has become part of the front matter."));
        }

        if (map.Find(text.Value) is not { } earlier)
        {
            map.Add(text, value);
        }
        else if (++duplicates <= MaxReported)
        {
            diagnostics.Add(FrontMatterRules.DuplicateKey.At(key.Place, $"{FrontMatterKeys.Shown(text.Value)} stands here a second time; it is on line {earlier.Line} already.", "Delete one of the two."));
        }
    }
}
