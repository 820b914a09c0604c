namespace Newsletter.Spoilers.Leaks;

/// <summary>What a body hides, folded: every hidden part, and every hidden phrase by itself.</summary>
internal static class HiddenWords
{
    /// <summary>Letters of a phrase that is looked for by itself.</summary>
    private const int FewestLettersOfPhrase = 4;

    /// <param name="open">What the body shows to everybody.</param>
    /// <param name="titles">Of works: everybody knows them.</param>
    public static IEnumerable<(FoldedText Text, Origin Origin)> Of(Body body, MarkupText open, IReadOnlyList<FoldedText> titles)
    {
        foreach (var (spoiler, text) in body.HiddenTexts())
        {
            var words = text.Words;
            if (spoiler.Parent is null)
            {
                yield return (words, new(OriginKind.Hidden, spoiler.Line));
                // The same picture may be shown on both sides.
                foreach (var description in text.Descriptions.Except(open.Descriptions))
                {
                    yield return (FoldedText.Of(description), new(OriginKind.Hidden, spoiler.Line));
                }
            }

            if (spoiler.Form != SpoilerForm.Block && IsPhrase(words, titles))
            {
                yield return (words, new(OriginKind.Phrase, spoiler.Line));
            }
        }
    }

    private static bool IsPhrase(FoldedText phrase, IReadOnlyList<FoldedText> titles)
    {
        var isShort = phrase.Letters.Length < FewestLettersOfPhrase && !(phrase.Letters.Length > 1 && phrase.Words is [{ IsSpaceless: true }, ..]);
        var isTitle = false;
        foreach (var title in titles)
        {
            isTitle |= title.Letters.IndexOf(phrase.Letters) >= 0;
        }

        return !isShort && !isTitle;
    }
}
