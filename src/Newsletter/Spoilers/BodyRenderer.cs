using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;
using Newsletter.Articles;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Spoilers;

/// <summary>Turns a Markdown tree into HTML with marks beside it. Spoilers, links, pictures and raw HTML go through here and nowhere else.</summary>
internal sealed class BodyRenderer : HtmlRenderer
{
    private readonly StringBuilder output;
    private readonly List<BodyMark> marks = [];
    private readonly List<BodySpoiler> spoilers = [];
    private readonly List<BodyHeading> headings = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Stack<BodySpoiler> open = new();

    public BodyRenderer(StringBuilder output, BodyProblems problems)
        : base(new StringWriter(output))
    {
        this.output = output;
        Problems = problems;
        UseNonAsciiNoEscape = true;
        ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new BodyHeadingRenderer());
        ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new BodyLinkRenderer());
        ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new BodyAutolinkRenderer());
        ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new BodyHtmlBlockRenderer());
        ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new BodyHtmlInlineRenderer());
        ObjectRenderers.Insert(0, new SpoilerContainerRenderer());
        ObjectRenderers.Insert(0, new SpoilerPhraseRenderer());
        // Before the renderer of all delimiters, which would write it out as text.
        ObjectRenderers.Insert(0, new SpoilerPhraseDelimiterRenderer());
        ObjectRenderers.Add(new BodyFootnoteLinkRenderer());
    }

    public BodyProblems Problems { get; }

    /// <summary>The level of a phrase that stands in the open: the article's.</summary>
    public required SpoilerLevel ArticleLevel { get; init; }

    /// <summary>Where the article is cut.</summary>
    public required Cut Cut { get; init; }

    public bool IsHidden => open.Count > 0;

    public SpoilerLevel EnclosingLevel => open.Count > 0 ? open.Peek().Level : SpoilerLevel.None;

    public int SpoilerCount => spoilers.Count;

    public void Open(SpoilerLevel level, string? label, SpoilerForm form, int line, bool isRest = false)
    {
        var spoiler = new BodySpoiler(SpoilerLevels.Max(level, EnclosingLevel), label, form, spoilers.Count, line) { IsRest = isRest };
        spoilers.Add(spoiler);
        open.Push(spoiler);
        Mark(BodyMarkKind.Open, spoiler.Number);
    }

    public void CloseSpoiler() => Mark(BodyMarkKind.Close, open.Pop().Number);

    public void Mark(BodyMarkKind kind, int value = 0, string? target = null, string? text = null, string? title = null) =>
        marks.Add(new(output.Length, kind, value, target, text, title));

    public string Heading(int depth, string text, string visible)
    {
        var slug = Slug.Of(visible);
        var id = slug;
        for (var n = 2; !ids.Add(id); n++)
        {
            id = $"{slug}-{n}";
        }

        headings.Add(new(depth, id, text, IsHidden));
        return id;
    }

    /// <summary>Footnotes of one side of the boundary, in the order of their numbers.</summary>
    public void Footnotes(IEnumerable<Footnote> footnotes)
    {
        var any = false;
        foreach (var footnote in footnotes)
        {
            if (!any)
            {
                Write("<section class=\"footnotes\"><hr><ol>").WriteLine();
                any = true;
            }

            Write($"<li id=\"fn-{footnote.Order}\" value=\"{footnote.Order}\">");
            WriteChildren(footnote);
            Write("<p class=\"footnote-back\"><a href=\"");
            Mark(BodyMarkKind.Self);
            Write($"#fnref-{footnote.Order}\" aria-label=\"{footnote.Order}\">\u21A9</a></p></li>").WriteLine();
        }

        if (any)
        {
            Write("</ol></section>").WriteLine();
        }
    }

    public Body Finish(int words) => new(output.ToString(), [.. marks], [.. spoilers], [.. headings], words);

    /// <summary>The text of inlines as a reader sees it, without what is hidden.</summary>
    public static string PlainText(ContainerInline? inlines, bool withHidden)
    {
        var text = new StringBuilder();
        Append(text, inlines, withHidden);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline? container, bool withHidden)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case SpoilerPhrase or SpoilerPhraseDelimiter when !withHidden: break;
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case LineBreakInline: text.Append(' '); break;
                case Markdig.Extensions.SmartyPants.SmartyPant quote: text.Append(quote.OpeningCharacter); break;
                case ContainerInline nested: Append(text, nested, withHidden); break;
            }
        }
    }
}
