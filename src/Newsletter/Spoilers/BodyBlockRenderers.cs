using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Newsletter.Articles;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Spoilers;

internal abstract class BodyObjectRenderer<T> : HtmlObjectRenderer<T>
    where T : MarkdownObject
{
    protected sealed override void Write(HtmlRenderer renderer, T obj) => Write((BodyRenderer)renderer, obj);

    protected abstract void Write(BodyRenderer renderer, T obj);
}

internal sealed class BodyHeadingRenderer : BodyObjectRenderer<HeadingBlock>
{
    protected override void Write(BodyRenderer renderer, HeadingBlock obj)
    {
        // The page's h1 is the article's title.
        var depth = Math.Clamp(obj.Level, 2, 6);
        var name = renderer.Heading(depth, Slug.Of(BodyRenderer.PlainText(obj.Inline)), BodyRenderer.PlainText(obj.Inline, "[\u2026]").Trim());
        renderer.EnsureLine();
        renderer.Write($"<h{depth}{name}>").WriteLeafInline(obj);
        renderer.Write($"</h{depth}>").WriteLine();
    }
}

internal sealed class SpoilerContainerRenderer : BodyObjectRenderer<SpoilerContainer>
{
    protected override void Write(BodyRenderer renderer, SpoilerContainer obj)
    {
        var (level, label) = Argument(renderer, obj);
        var (work, words) = WorkOf(label, renderer.Works);
        if (HiddenText.HasPhrase(label))
        {
            renderer.Problems.Add(HidingRules.PhraseMisplaced, obj.Line, obj.Column + 1, "The label of a container is shown while it is closed, and cannot hide words.", HidingRules.PhraseAdvice);
        }

        if (!obj.IsClosed)
        {
            renderer.Problems.Add(MarkdownRules.UnclosedContainer, obj.Line, obj.Column + 1,
                "The container that begins with '::: spoiler' here is never closed.", "Put a line ':::' where the hidden part ends.");
        }

        renderer.EnsureLine();
        renderer.Open(level, words, SpoilerForm.Block, renderer.Problems.LineOf(obj.Line), work: work);
        renderer.WriteChildren(obj);
        renderer.EnsureLine();
        renderer.CloseSpoiler();
    }

    /// <summary><c>Dracula: two knives</c> in an article that spoils Dracula: the part is about that work alone.</summary>
    private static (string? Work, string? Label) WorkOf(string? label, IReadOnlyList<string> works)
    {
        var named = works.Where(work => label is not null && label.StartsWith(work, StringComparison.OrdinalIgnoreCase)
            && (label.Length == work.Length || label[work.Length] == ':')).MaxBy(work => work.Length);
        var rest = named is null ? label : label![named.Length..].Trim(' ', '\t', ':');
        return (named, string.IsNullOrEmpty(rest) ? null : rest);
    }

    /// <summary><c>ending The last scene</c>: the level, then the label.</summary>
    private static (SpoilerLevel Level, string? Label) Argument(BodyRenderer renderer, SpoilerContainer obj)
    {
        var end = obj.Argument.AsSpan().IndexOfAny(" \t:");
        var word = end < 0 ? obj.Argument : obj.Argument[..end];
        var label = end < 0 ? "" : obj.Argument[end..].Trim(' ', '\t', ':', '"');
        switch (SpoilerLevels.Parse(word))
        {
            case SpoilerLevel.None:
                renderer.Problems.Add(MarkdownRules.ContainerLevel, obj.Line, obj.Column + 1,
                    "A spoiler container of level 'none' hides nothing worth hiding; it is kept hidden as 'minor'.", "Use minor, major or ending, or remove the container.");
                return (SpoilerLevel.Minor, label.Length > 0 ? label : null);
            case { } level:
                return (level, label.Length > 0 ? label : null);
            default:
                if (obj.Argument.Length == 0)
                {
                    return (renderer.ArticleLevel, null);
                }

                renderer.Problems.Add(MarkdownRules.ContainerLevel, obj.Line, obj.Column + 1,
                    "The word behind '::: spoiler' is not a level, so the part has the article's level and the words are its label.",
                    "Write '::: spoiler minor', 'major' or 'ending', then the label.");
                return (renderer.ArticleLevel, obj.Argument);
        }
    }
}

internal sealed class BodyHtmlBlockRenderer : BodyObjectRenderer<HtmlBlock>
{
    protected override void Write(BodyRenderer renderer, HtmlBlock obj)
    {
        var raw = obj.Lines.ToString();
        if (obj.Type is HtmlBlockType.Comment)
        {
            HiddenText.CheckComment(renderer.Problems, raw, obj.Line);
            return;
        }

        if (!renderer.IsHidden)
        {
            HiddenText.CheckHtml(renderer.Problems, raw, obj.Line, 0);
        }

        var clean = RawHtml.Sanitise(raw, out var removed);
        renderer.EnsureLine();
        renderer.Write(clean).WriteLine();
        foreach (var what in removed)
        {
            renderer.Problems.Add(MarkdownRules.RemovedHtml, obj.Line, 0, $"{what} is not allowed in an article and was left out.",
                "Use Markdown, or one of the allowed elements listed in docs/editors.md.");
        }

        if (RawHtml.IsUnbalanced(raw))
        {
            renderer.Problems.Add(MarkdownRules.UnbalancedHtml, obj.Line, 0,
                "An HTML element is opened or closed here without its partner in the same block, so it cannot wrap the Markdown that follows.",
                "Keep the element and all its content together, without blank lines.");
        }
    }
}

internal sealed class BodyFootnoteLinkRenderer : BodyObjectRenderer<FootnoteLink>
{
    protected override void Write(BodyRenderer renderer, FootnoteLink obj)
    {
        if (obj.IsBackLink)
        {
            return;
        }

        var order = obj.Footnote.Order;
        var id = obj.Footnote.Links.FindIndex(l => !l.IsBackLink) is var first && first >= 0 && ReferenceEquals(obj.Footnote.Links[first], obj)
            ? renderer.Named($"fnref-{order}")
            : "";
        renderer.Write($"<sup{id}><a href=\"");
        renderer.Mark(BodyMarkKind.Self);
        renderer.Write($"#fn-{order}\">{order}</a></sup>");
    }
}
