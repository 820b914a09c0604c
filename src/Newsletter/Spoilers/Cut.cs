using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Newsletter.Articles;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Spoilers;

/// <summary>Where a document is cut.</summary>
/// <param name="Index">Index of the first top-level block that is hidden; -1: nothing below a boundary.</param>
/// <param name="Line">0-based line of the body at which the hidden rest begins.</param>
/// <param name="Containers">The hidden parts that have an end of their own.</param>
internal readonly record struct Cut(int Index, int Line, IReadOnlyList<SpoilerContainer> Containers)
{
    public static Cut Of(MarkdownDocument document, SpoilerLevel level, BodyProblems problems)
    {
        var containers = document.Descendants<SpoilerContainer>().ToList();
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

            return new(index, boundary.Line, containers);
        }

        if (document.Count == 0)
        {
            problems.Add(MarkdownRules.EmptyBody, 0, 0, "The article has no text.", "Write it below the front matter.");
            return new(-1, 0, containers);
        }

        if (level == SpoilerLevel.None || containers.Count > 0)
        {
            return new(-1, 0, containers);
        }

        var fits = document.OfType<HeadingBlock>().FirstOrDefault()?.Line ?? document.Skip(1).FirstOrDefault()?.Line ?? 0;
        problems.Add(MarkdownRules.NoBoundary, fits, 0, "No boundary and no '::: spoiler' container, so everything is hidden and only the summary is shown.",
            $"Put <!-- spoilers --> where the spoilers begin, perhaps above line {problems.LineOf(fits)}; or write 'spoilers: none' if there are none.");
        return new(0, 0, containers);
    }

    /// <summary>Whether a line, 0-based in the body, is hidden: below the boundary or in a container.</summary>
    public bool Hides(int line) => (Index >= 0 && line >= Line) || Containers.Any(c => c.Line <= line && line <= c.LastLine);

    /// <summary>Footnotes that stand before the boundary and that the open text, or another safe one, refers to.</summary>
    public HashSet<Footnote> SafeNotes(IReadOnlyList<Footnote> footnotes, BodyProblems problems)
    {
        var safe = new HashSet<Footnote>();
        bool found;
        do
        {
            found = false;
            foreach (var footnote in footnotes)
            {
                found |= !Hides(footnote.Line) && !safe.Contains(footnote) && IsReferredTo(footnote, safe) && safe.Add(footnote);
            }
        }
        while (found);

        foreach (var footnote in footnotes)
        {
            if (Hides(footnote.Line) && IsReferredTo(footnote, safe))
            {
                problems.Add(MarkdownRules.FootnoteHidden, footnote.Line, 0, "The safe part refers to this footnote, but it stands below the boundary and stays hidden.",
                    "Move the footnote above the boundary if it gives nothing away.");
            }
        }

        return safe;
    }

    private bool IsReferredTo(Footnote footnote, HashSet<Footnote> safe)
    {
        foreach (var link in footnote.Links)
        {
            if (!link.IsBackLink && IsOpen(link, safe))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOpen(FootnoteLink link, HashSet<Footnote> safe)
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
            if (block is Footnote footnote)
            {
                return safe.Contains(footnote);
            }

            if (block is SpoilerContainer || (block.Parent is MarkdownDocument && Index >= 0 && block.Line >= Line))
            {
                return false;
            }
        }

        return true;
    }
}
