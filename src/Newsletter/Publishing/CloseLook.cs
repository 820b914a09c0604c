using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Publishing;

/// <summary>Looks word by word, as the search of an upload does it, at an output that may show what an article hides.</summary>
internal sealed class CloseLook(OutputRenderer renderer, SiteSettings site, PublishPass pass, Output output, ReadOutput read, Tolerance shown)
{
    public async ValueTask<OutputLeak?> FindAsync(ArticleRecord article, Guard guard, CancellationToken cancel)
    {
        var pieces = read.Suspicious(guard);
        var phrases = PhrasesIn(guard);
        if (pieces.Count == 0 && phrases.Count == 0)
        {
            return null;
        }

        var body = await pass.BodyAsync(article, cancel);
        return await RunAsync(article, pieces, body, cancel) ?? await PhraseAsync(article, phrases, body, cancel);
    }

    private async ValueTask<OutputLeak?> RunAsync(ArticleRecord article, IReadOnlyList<OutputPiece> pieces, Body body, CancellationToken cancel)
    {
        var words = new ProtectedWords(searched: new LetterWindows([.. pieces.Select(piece => piece.Letters)]));
        if (article.FullTitle is { } title)
        {
            words.AddRuns(FoldedText.Of(title), new(OriginKind.Hidden, 0));
        }

        if (article.FullImage is { } image)
        {
            words.AddRuns(FoldedText.Of(image.Alt), new(OriginKind.Hidden, 0));
        }

        words.AddRuns(body, shown);
        // What the others say takes long to read, and matters only where something is found.
        if (!pieces.Any(piece => words.In(piece.Letters).Count > 0))
        {
            return null;
        }

        foreach (var text in await SaidAsync(article, body, cancel))
        {
            words.Except(text);
        }

        var found = pieces.SelectMany(piece => words.In(piece.Letters).Select(leak => (piece.Text, leak with { Start = leak.Start + piece.Start, End = leak.End + piece.Start }))).ToList();
        return found is [var (place, first), ..] ? Leak(article, place, first) : null;
    }

    /// <summary>The first place of each hidden phrase that stands in the output as words of its own.</summary>
    private List<(int Text, ProtectedPhrase Phrase, Leak Leak)> PhrasesIn(Guard guard) =>
    [
        .. from letters in guard.Phrases
           let phrase = new ProtectedPhrase(letters, new(OriginKind.Phrase, 0))
           from text in Enumerable.Range(0, read.Texts.Length)
           from leak in phrase.In(read.Texts[text]).Take(1)
           select (text, phrase, leak),
    ];

    private async ValueTask<OutputLeak?> PhraseAsync(ArticleRecord article, List<(int Text, ProtectedPhrase Phrase, Leak Leak)> phrases, Body body, CancellationToken cancel)
    {
        if (phrases.Count == 0)
        {
            return null;
        }

        FoldedText[] free = [.. await SaidAsync(article, body, cancel), .. SiteTexts(article).Select(FoldedText.Of)];
        var found = phrases.Find(one => !free.Any(said => one.Phrase.In(said).Any()));
        return found.Phrase is { } phrase ? Leak(article, found.Text, found.Leak with { Origin = OriginOf(phrase.Letters, body) }) : null;
    }

    /// <summary>Line 0 for a secret: it stands in no part.</summary>
    private static Origin OriginOf(string phrase, Body body) =>
        HiddenWords.Of(body, body.OpenText(), []).FirstOrDefault(h => h.Origin.Kind == OriginKind.Phrase && h.Text.Letters.Trim(FoldedText.Break).SequenceEqual(phrase)).Origin;

    /// <param name="text">Index into <see cref="ReadOutput.Texts"/>.</param>
    private OutputLeak Leak(ArticleRecord article, int text, Leak leak)
    {
        var (from, behind) = ReadOutput.PlaceOf(output, text, leak);
        using var content = output.Read();
        var start = Math.Min(from, content.Text.Length);
        var end = Math.Clamp(behind, start, content.Text.Length);
        return new(output.Key, output.Channel, content.Text[..start].Count('\n') + 1, output.Template?.File, article.Source, leak.Origin.Line, Excerpt.Of(content.Text[start..end].ToString()))
        {
            Letters = read.Texts[text].Letters[leak.Start..leak.End].ToString(),
        };
    }

    /// <summary>What the articles of an output say in the open: it was searched when they came.</summary>
    private async ValueTask<IReadOnlyList<FoldedText>> SaidAsync(ArticleRecord article, Body body, CancellationToken cancel)
    {
        List<string> texts = [.. OpenRecord.Texts(article), .. body.OpenTexts(shown)];
        var linked = (await pass.ReadMoreAsync(article, cancel)).Select(entry => entry.Article).OfType<ArticleRecord>();
        foreach (var other in output.Shown.Concat(linked).Concat(await pass.RelatedAsync(article, cancel)).Where(other => other.Slug != article.Slug).DistinctBy(other => other.Slug))
        {
            texts.AddRange(OpenRecord.Texts(other));
            texts.AddRange((await pass.BodyAsync(other, cancel)).OpenTexts(shown));
        }

        return [.. texts.Select(FoldedText.Of)];
    }

    /// <summary>The site's own words, in which a single hidden word means nothing.</summary>
    private IEnumerable<string> SiteTexts(ArticleRecord article) =>
    [
        site.Title,
        site.Tagline,
        renderer.Addresses.Home.AbsoluteUri,
        .. renderer.Engine.Words(new(article.Safe.Language)).Texts(),
        .. renderer.Engine.Words(new(site.Language)).Texts(),
    ];
}
