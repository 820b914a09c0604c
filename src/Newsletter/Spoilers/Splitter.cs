using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Newsletter.Articles;
using Newsletter.ReadMore;

namespace Newsletter.Spoilers;

/// <summary>An article cut into what everybody may see and what must be asked for.</summary>
/// <param name="FullTitle">The real title where it spoils; null where the safe title is the title.</param>
/// <param name="FullImage">The picture that spoils; null when there is none or it is safe.</param>
public sealed record SplitArticle(SafeArticle Safe, Body Body, string? FullTitle, ArticleImage? FullImage, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Cuts an article once; the only maker of safe types. It fails closed: what is not plainly before the boundary or outside a container is hidden,
/// and an article without either shows only its summary.
/// </summary>
public static class Splitter
{
    private const int WordsPerMinute = 230;

    /// <param name="front">Checked front matter.</param>
    /// <param name="markdown">The body without its Read More line, newlines as <c>\n</c>.</param>
    /// <param name="readMore">The Read More line, or null.</param>
    /// <param name="bodyLine">1-based line of the file on which the body begins.</param>
    public static SplitArticle Split(FrontMatter front, string markdown, ReadMoreLine? readMore, int bodyLine)
    {
        var problems = new BodyProblems(bodyLine);
        var document = ArticleMarkdown.Parse(markdown, front.Language);
        if (document is null)
        {
            problems.Add(MarkdownRules.TooDeep, 0, 0, $"Lists, quotes or containers are nested more than {ArticleMarkdown.MaxDepth} deep.", "Flatten them.");
            return new(Safe(front, Body.Empty, readMore), Body.Empty, null, null, problems.Found);
        }

        var body = Render(document, front, markdown, problems);
        return new(
            Safe(front, body, readMore),
            body,
            front.SafeTitle is null ? null : front.Title,
            front.Image is { Spoiler: true } ? front.Image : null,
            problems.Found);
    }

    /// <summary>Safe text that comes from the operator's settings and the product's own words, not from an article.</summary>
    public static SafeText OfSite(string text) => SafeText.Seal(text);

    private static Body Render(MarkdownDocument document, FrontMatter front, string markdown, BodyProblems problems)
    {
        // A boundary in an article that says it spoils nothing: what is below it is hidden all the same.
        var level = front.Spoilers == SpoilerLevel.None ? SpoilerLevel.Minor : front.Spoilers;
        var cut = Cut.Of(document, front.Spoilers, problems);
        var renderer = new BodyRenderer(new StringBuilder(markdown.Length + (markdown.Length / 4)), problems) { ArticleLevel = level, Cut = cut, Works = WorksOf(front) };
        ArticleMarkdown.For(front.Language).Setup(renderer);

        var footnotes = document.OfType<FootnoteGroup>().SelectMany(g => g.OfType<Footnote>()).ToList();
        var safeNotes = cut.SafeNotes(footnotes, problems);
        for (var i = 0; i < document.Count; i++)
        {
            if (i == cut.Index)
            {
                renderer.EnsureLine();
                renderer.Footnotes(footnotes.Where(safeNotes.Contains));
                renderer.Open(level, null, SpoilerForm.Block, problems.LineOf(cut.Line), isRest: true);
            }

            if (document[i] is not FootnoteGroup)
            {
                renderer.Write(document[i]);
            }
        }

        renderer.EnsureLine();
        var hiddenNotes = footnotes.Where(f => !safeNotes.Contains(f)).ToList();
        if (cut.Index >= 0)
        {
            renderer.Footnotes(hiddenNotes);
            renderer.CloseSpoiler();
        }
        else
        {
            renderer.Footnotes(footnotes.Where(safeNotes.Contains));
            if (hiddenNotes.Count > 0)
            {
                renderer.Open(level, null, SpoilerForm.Block, problems.LineOf(hiddenNotes[0].Line));
                renderer.Footnotes(hiddenNotes);
                renderer.CloseSpoiler();
            }
        }

        if (front.Spoilers == SpoilerLevel.None && renderer.SpoilerCount > 0)
        {
            problems.Add(MarkdownRules.SpoilersInSafeArticle, 0, 0, "The article says 'spoilers: none', but parts of it are hidden; they stay hidden.",
                "Set 'spoilers:' to minor, major or ending, or remove the boundary and the hidden parts.");
        }

        StraySyntax.Check(document, markdown, cut, problems);
        return renderer.Finish(WordCount(markdown));
    }

    private static IReadOnlyList<string> WorksOf(FrontMatter front) =>
        [.. (front.Work is null ? front.Spoils : front.Spoils.Prepend(front.Work)).Select(work => work.Title).DistinctBy(title => Slug.Of(title))];

    private static SafeArticle Safe(FrontMatter front, Body body, ReadMoreLine? line)
    {
        var titles = front.ReadMore.Select(t => ReadMoreText.Entry(t)).OfType<ReadMoreEntry>().Concat(line?.Entries ?? []);
        return new()
        {
            Title = SafeText.Seal(front.SafeTitle ?? front.Title),
            Summary = SafeText.Seal(front.Summary ?? ""),
            Section = SafeText.Seal(front.Section),
            Tags = Seal(front.Tags),
            Authors = Seal(front.Authors),
            Advisories = Seal(front.Advisories),
            Work = front.Work is null ? null : Seal(front.Work),
            Spoils = [.. front.Spoils.Select(Seal)],
            Level = SpoilerLevels.Max(front.Spoilers, body.Level),
            Image = front.Image is { Spoiler: false } image ? new(SafeText.Seal(image.Source), SafeText.Seal(image.Alt)) : null,
            HasSpoilers = body.Spoilers.Count > 0,
            ReadMore =
            [
                .. titles.DistinctBy(t => t.Target ?? TitleKey.Fold(t.Label)).Select(t => new SafeReadMore(SafeText.Seal(t.Label), SafeText.Seal(t.Target ?? ""))),
            ],
            Language = front.Language,
            Minutes = Math.Max(1, (body.Words + (WordsPerMinute / 2)) / WordsPerMinute),
        };
    }

    private static SafeText[] Seal(IReadOnlyList<string> texts) => [.. texts.Select(SafeText.Seal)];

    private static SafeWork Seal(Work work) =>
        new(SafeText.Seal(work.Title), SafeText.Seal(work.Kind ?? ""), work.Year, SafeText.Seal(work.By ?? ""));

    /// <summary>Words between white space; of scripts without spaces, two characters count as a word.</summary>
    private static int WordCount(string text)
    {
        var words = 0;
        var ideographs = 0;
        var inWord = false;
        foreach (var c in text)
        {
            if (c >= '\u3040' && c is < '\uA000' or >= '\uAC00' and < '\uD7B0' or >= '\uF900' and < '\uFB00')
            {
                ideographs++;
                inWord = false;
            }
            else if (char.IsWhiteSpace(c))
            {
                inWord = false;
            }
            else if (!inWord && char.IsLetterOrDigit(c))
            {
                inWord = true;
                words++;
            }
        }

        return words + (ideographs / 2);
    }
}
