using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Newsletter.Articles;
using Newsletter.ReadMore;
using Newsletter.Spoilers.Syntax;

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
        var renderer = new BodyRenderer(new StringBuilder(markdown.Length + (markdown.Length / 4)), problems) { ArticleLevel = level, Works = WorksOf(front) };
        ArticleMarkdown.For(front.Language).Setup(renderer);

        var cut = Cut.Of(document, front.Spoilers, problems);
        var footnotes = document.OfType<FootnoteGroup>().SelectMany(g => g.OfType<Footnote>()).ToList();
        var safeNotes = footnotes.Where(f => cut.IsSafe(f, problems)).ToHashSet();
        for (var i = 0; i < document.Count; i++)
        {
            if (i == cut.Index)
            {
                renderer.EnsureLine();
                renderer.Footnotes(footnotes.Where(safeNotes.Contains));
                renderer.Open(level, null, SpoilerForm.Block, problems.LineOf(cut.Line), isRest: true);
            }

            if (document[i] is not FootnoteGroup && !Boundary.Is(document[i]))
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

/// <summary>Where a document is cut.</summary>
/// <param name="Index">Index of the first top-level block that is hidden; -1: nothing below a boundary.</param>
/// <param name="Line">0-based line of the body at which the hidden rest begins.</param>
internal readonly record struct Cut(int Index, int Line)
{
    public static Cut Of(MarkdownDocument document, SpoilerLevel level, BodyProblems problems)
    {
        Block? boundary = null;
        foreach (var block in document.Descendants<HtmlBlock>())
        {
            if (!Boundary.Is(block))
            {
                continue;
            }

            if (block.Parent is not MarkdownDocument)
            {
                problems.Add(MarkdownRules.BoundaryMisplaced, block.Line, block.Column + 1, "The boundary stands inside a list, a quote or a container, where it hides nothing.",
                    "Put <!-- spoilers --> on a line of its own, without indentation.");
            }
            else if (boundary is null)
            {
                boundary = block;
            }
            else
            {
                problems.Add(MarkdownRules.SecondBoundary, block.Line, block.Column + 1, "This is the second boundary; the first one counts.", "Remove it.");
            }
        }

        if (boundary is not null)
        {
            var index = document.IndexOf(boundary);
            if (index == 0)
            {
                problems.Add(MarkdownRules.EmptyLead, boundary.Line, 0, "Nothing stands before the boundary, so readers who want no spoilers see only the summary.",
                    "Write a paragraph or two about the work above it.");
            }

            return new(index, boundary.Line);
        }

        if (document.Count == 0)
        {
            problems.Add(MarkdownRules.EmptyBody, 0, 0, "The article has no text.", "Write it below the front matter.");
            return new(-1, 0);
        }

        if (level == SpoilerLevel.None || document.Descendants<SpoilerContainer>().Any())
        {
            return new(-1, 0);
        }

        var fits = document.OfType<HeadingBlock>().FirstOrDefault()?.Line ?? document.Skip(1).FirstOrDefault()?.Line ?? 0;
        problems.Add(MarkdownRules.NoBoundary, fits, 0, "No boundary and no '::: spoiler' container, so everything is hidden and only the summary is shown.",
            $"Put <!-- spoilers --> where the spoilers begin, perhaps above line {problems.LineOf(fits)}; or write 'spoilers: none' if there are none.");
        return new(0, 0);
    }

    /// <summary>A footnote is safe when it stands before the boundary and the open text refers to it.</summary>
    public bool IsSafe(Footnote footnote, BodyProblems problems)
    {
        var above = Index < 0 || footnote.Line < Line;
        var referred = false;
        foreach (var link in footnote.Links)
        {
            referred |= !link.IsBackLink && IsOpen(link);
        }

        if (referred && !above)
        {
            problems.Add(MarkdownRules.FootnoteHidden, footnote.Line, 0, "The safe part refers to this footnote, but it stands below the boundary and stays hidden.",
                "Move the footnote above the boundary if it gives nothing away.");
        }

        return above && referred;
    }

    private bool IsOpen(FootnoteLink link)
    {
        Inline inline = link;
        while (inline.Parent is { } parent)
        {
            if (parent is SpoilerPhrase or SpoilerPhraseDelimiter)
            {
                return false;
            }

            inline = parent;
        }

        for (Block? block = (inline as ContainerInline)?.ParentBlock; block is not null; block = block.Parent)
        {
            if (block is SpoilerContainer || (block.Parent is MarkdownDocument && Index >= 0 && block.Line >= Line))
            {
                return false;
            }
        }

        return true;
    }
}
