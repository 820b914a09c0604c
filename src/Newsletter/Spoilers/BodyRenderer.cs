using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;
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
    private readonly Dictionary<int, List<string>> anchors = [];
    private int sections;

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

    /// <summary>Titles of the works that the article spoils, its own first.</summary>
    public required IReadOnlyList<string> Works { get; init; }

    public bool IsHidden => open.Count > 0;

    public SpoilerLevel EnclosingLevel => open.Count > 0 ? open.Peek().Level : SpoilerLevel.None;

    public int SpoilerCount => spoilers.Count;

    /// <param name="work">The one work that the part is about; null: those of the part around it, or all.</param>
    public void Open(SpoilerLevel level, string? label, SpoilerForm form, int line, bool isRest = false, string? work = null)
    {
        var around = open.Count > 0 ? open.Peek() : null;
        var spoiler = new BodySpoiler(SpoilerLevels.Max(level, EnclosingLevel), label, form, spoilers.Count, line)
        {
            IsRest = isRest,
            Works = work is null ? around?.Works ?? Works : [work],
            Parent = around?.Number,
        };
        spoilers.Add(spoiler);
        open.Push(spoiler);
        Mark(BodyMarkKind.Open, spoiler.Number);
    }

    public void CloseSpoiler() => Mark(BodyMarkKind.Close, open.Pop().Number);

    public void Mark(BodyMarkKind kind, int value = 0, string? target = null, string? text = null, string? title = null) =>
        marks.Add(new(output.Length, kind, value, target, text, title));

    /// <summary>The attribute that names a heading; what is hidden has no id (see <see cref="BodySpoiler.Anchors"/>).</summary>
    public string Heading(int depth, string slug, string text)
    {
        var id = slug;
        for (var n = 2; !ids.Add(id); n++)
        {
            id = $"{slug}-{n}";
        }

        headings.Add(new(depth, id, text, open.Count > 0 ? open.Peek().Number : null));
        return depth > 2 ? Named(id) : Named(id, BodySection.NeutralName(++sections));
    }

    /// <summary>The attribute that names an element; the page's script finds hidden ones by it.</summary>
    public string Named(string id, string? neutral = null)
    {
        if (!IsHidden)
        {
            return $" id=\"{id}\"";
        }

        var outermost = open.Last().Number;
        if (!anchors.TryGetValue(outermost, out var names))
        {
            anchors[outermost] = names = [];
        }

        names.Add(id);
        if (neutral is null)
        {
            return $" data-anchor=\"{id}\"";
        }

        names.Add(neutral);
        return $" data-anchor=\"{id} {neutral}\"";
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

            Write($"<li{Named($"fn-{footnote.Order}")} value=\"{footnote.Order}\">");
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

    public Body Finish(int words) => new(
        output.ToString(),
        [.. marks],
        [.. spoilers.Select(s => anchors.TryGetValue(s.Number, out var names) ? s with { Anchors = names } : s)],
        [.. headings],
        words);

    /// <summary>The text of inlines as a reader sees it.</summary>
    /// <param name="hidden">What stands for each hidden phrase; null: its own words.</param>
    public static string PlainText(ContainerInline? inlines, string? hidden = "")
    {
        var text = new StringBuilder();
        Append(text, inlines, hidden);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline? container, string? hidden)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case SpoilerPhrase or SpoilerPhraseDelimiter when hidden is not null: text.Append(hidden); break;
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case LineBreakInline: text.Append(' '); break;
                case Markdig.Extensions.SmartyPants.SmartyPant quote: text.Append(quote.OpeningCharacter); break;
                case ContainerInline nested: Append(text, nested, hidden); break;
            }
        }
    }
}
