using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Newsletter.Articles;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Spoilers;

internal sealed class SpoilerPhraseRenderer : BodyObjectRenderer<SpoilerPhrase>
{
    protected override void Write(BodyRenderer renderer, SpoilerPhrase obj)
    {
        if (obj.FirstChild is null)
        {
            return;
        }

        var form = obj.FindParentOfType<LinkInline>().Any(link => !link.IsImage) ? SpoilerForm.PhraseInLink : SpoilerForm.Phrase;
        renderer.Open(renderer.ArticleLevel, null, form, renderer.Problems.LineOf(obj.Line));
        renderer.WriteChildren(obj);
        renderer.CloseSpoiler();
    }
}

/// <summary>An opening <c>||</c> without end: an error, and what follows stays hidden in the preview.</summary>
internal sealed class SpoilerPhraseDelimiterRenderer : BodyObjectRenderer<SpoilerPhraseDelimiter>
{
    protected override void Write(BodyRenderer renderer, SpoilerPhraseDelimiter obj)
    {
        renderer.Problems.Add(MarkdownRules.UnclosedPhrase, obj.Line, obj.Column + 1,
            "A hidden phrase begins with '||' here and is never closed.", "Close it with '||' in the same paragraph, or write '\\|\\|' for two bars.");
        renderer.Open(renderer.ArticleLevel, null, SpoilerForm.Phrase, renderer.Problems.LineOf(obj.Line));
        renderer.WriteChildren(obj);
        renderer.CloseSpoiler();
    }
}

internal sealed class BodyLinkRenderer : BodyObjectRenderer<LinkInline>
{
    protected override void Write(BodyRenderer renderer, LinkInline obj)
    {
        var url = obj.GetDynamicUrl?.Invoke() ?? obj.Url ?? "";
        if (!renderer.IsHidden && HiddenText.HasPhrase(obj.Title))
        {
            renderer.Problems.Add(HidingRules.PhraseMisplaced, obj.Line, obj.Column + 1, "A title cannot hide words.", HidingRules.PhraseAdvice);
        }

        if (IsFromHiddenPart(renderer, obj))
        {
            // Of a picture nothing is left: its children are its description.
            if (!obj.IsImage)
            {
                renderer.WriteChildren(obj);
            }

            return;
        }

        if (obj.IsImage)
        {
            Image(renderer, obj, url);
            return;
        }

        var address = LinkAddress.Of(url, isImage: false);
        switch (address.Kind)
        {
            case LinkKind.Refused:
                renderer.Problems.Add(MarkdownRules.LinkRefused, obj.Line, obj.Column + 1, "The address of this link is of a kind that is not allowed; the link is left out.",
                    "Use https:, http:, mailto:, tel:, a path of the site, or the name of another article's file.");
                renderer.WriteChildren(obj);
                break;
            case LinkKind.Article or LinkKind.Asset:
                renderer.Mark(address.Kind == LinkKind.Article ? BodyMarkKind.OpenLink : BodyMarkKind.OpenAssetLink, 0, address.Target, title: obj.Title);
                renderer.WriteChildren(obj);
                renderer.Mark(BodyMarkKind.CloseLink);
                break;
            default:
                renderer.Write("<a href=\"");
                Address(renderer, address);
                renderer.Write("\"");
                Title(renderer, obj.Title);
                renderer.Write(">").WriteChildren(obj);
                renderer.Write("</a>");
                break;
        }
    }

    internal static void Address(BodyRenderer renderer, LinkAddress address)
    {
        switch (address.Kind)
        {
            case LinkKind.Fragment:
                renderer.Mark(BodyMarkKind.Self);
                break;
            case LinkKind.Site:
                renderer.Mark(BodyMarkKind.Base);
                break;
        }

        renderer.WriteEscapeUrl(address.Target);
    }

    /// <summary>Whether the open text takes its address from a definition that is hidden: then it has none.</summary>
    private static bool IsFromHiddenPart(BodyRenderer renderer, LinkInline obj)
    {
        if (renderer.IsHidden || obj.Reference is not { } definition || !renderer.Cut.Hides(definition.Line))
        {
            return false;
        }

        renderer.Problems.Add(HidingRules.AddressHidden, obj.Line, obj.Column + 1,
            $"The safe part takes this address from line {renderer.Problems.LineOf(definition.Line)}, which is hidden; it is left out.",
            "Move that line above the boundary, out of any container, if it gives nothing away.");
        return true;
    }

    /// <summary>A picture, and behind it whatever of its description is hidden: an attribute cannot hide words.</summary>
    private static void Image(BodyRenderer renderer, LinkInline obj, string url)
    {
        Picture(renderer, obj, url);
        foreach (var phrase in renderer.IsHidden ? [] : obj.Descendants<ContainerInline>().Where(i => i is SpoilerPhrase or SpoilerPhraseDelimiter))
        {
            renderer.Write(phrase);
        }
    }

    private static void Picture(BodyRenderer renderer, LinkInline obj, string url)
    {
        var address = LinkAddress.Of(url, isImage: true);
        var alt = BodyRenderer.PlainText(obj, hidden: renderer.IsHidden ? null : "");
        if (alt.Length == 0)
        {
            renderer.Problems.Add(MarkdownRules.ImageWithoutAlt, obj.Line, obj.Column + 1, "This picture has no description for those who can't see it.",
                "Write it between the brackets: ![what it shows](name.jpg).");
        }

        switch (address.Kind)
        {
            case LinkKind.Asset:
                renderer.Mark(BodyMarkKind.Image, 0, address.Target, alt, obj.Title);
                break;
            case LinkKind.Web or LinkKind.Site:
                renderer.Write("<img src=\"");
                Address(renderer, address);
                renderer.Write("\" alt=\"").WriteEscape(alt);
                renderer.Write("\"");
                Title(renderer, obj.Title);
                renderer.Write(" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
                break;
            default:
                renderer.Problems.Add(MarkdownRules.LinkRefused, obj.Line, obj.Column + 1, "The address of this picture is of a kind that is not allowed; the picture is left out.",
                    "Upload the picture beside the article and name the file, or use an https address.");
                break;
        }
    }

    private static void Title(BodyRenderer renderer, string? title)
    {
        if (!string.IsNullOrEmpty(title))
        {
            renderer.Write(" title=\"").WriteEscape(title);
            renderer.Write("\"");
        }
    }
}

internal sealed class BodyAutolinkRenderer : BodyObjectRenderer<AutolinkInline>
{
    protected override void Write(BodyRenderer renderer, AutolinkInline obj)
    {
        var address = LinkAddress.Of(obj.IsEmail ? "mailto:" + obj.Url : obj.Url, isImage: false);
        if (address.Kind != LinkKind.Web)
        {
            renderer.WriteEscape(obj.Url);
            return;
        }

        renderer.Write("<a href=\"");
        BodyLinkRenderer.Address(renderer, address);
        renderer.Write("\">").WriteEscape(obj.Url);
        renderer.Write("</a>");
    }
}

internal sealed class BodyHtmlInlineRenderer : BodyObjectRenderer<HtmlInline>
{
    protected override void Write(BodyRenderer renderer, HtmlInline obj)
    {
        if (obj.Tag.StartsWith("<!--", StringComparison.Ordinal))
        {
            if (Boundary.Names(obj.Tag))
            {
                renderer.Problems.Add(MarkdownRules.BoundaryMisplaced, obj.Line, obj.Column + 1,
                    "The boundary stands inside other text, where it hides nothing.", "Put <!-- spoilers --> on a line of its own, outside lists and quotes.");
            }

            return;
        }

        if (!renderer.IsHidden)
        {
            HiddenText.CheckHtml(renderer.Problems, obj.Tag, obj.Line, obj.Column + 1);
        }

        renderer.Write(RawHtml.Inline(obj, out var removed));
        if (removed is not null)
        {
            renderer.Problems.Add(MarkdownRules.RemovedHtml, obj.Line, obj.Column + 1, $"{removed} is not allowed in an article and was left out.",
                "Use Markdown, or one of the allowed elements listed in docs/editors.md.");
        }
    }
}
