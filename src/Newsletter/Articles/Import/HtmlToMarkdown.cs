using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Newsletter.Articles.Import;

/// <summary>Writes the blocks of a page as Markdown.</summary>
internal sealed class HtmlToMarkdown
{
    /// <summary>No article is nested this deep; what lies deeper is taken as text.</summary>
    private const int Deepest = 20;

    private static readonly HashSet<string> BlockTags = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
        "pre", "figure", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "hr",
        "details", "summary", "address", "center", "hgroup", "fieldset", "body", "figcaption",
    };

    private int headingShift;

    /// <summary>How many parts of the page were no part of the article.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The body, ending in a line end; empty when there is no text.</summary>
    public string Write(IElement root)
    {
        var top = Enumerable.Range(1, 6).FirstOrDefault(level => root.QuerySelector("h" + level.ToString(CultureInfo.InvariantCulture)) is not null, 2);
        headingShift = 2 - top;
        var blocks = Blocks(root, 0);
        return blocks.Count == 0 ? "" : string.Join("\n\n", blocks) + "\n";
    }

    private List<string> Blocks(INode parent, int depth)
    {
        var blocks = new List<string>();
        var line = new List<INode>();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IComment comment && Spoilers.Boundary.Names("<!--" + comment.Data + "-->"))
            {
                AddLine(blocks, line);
                blocks.Add(BodyWriter.Marker);
            }
            else if (node is IElement element && HtmlNoise.Is(element) && !HtmlNoise.IsSpoiler(element))
            {
                LeftOut++;
            }
            else if (node is IElement block && (BlockTags.Contains(block.LocalName) || HoldsBlocks(block)))
            {
                AddLine(blocks, line);
                blocks.AddRange(Block(block, depth + 1));
            }
            else if (node is IElement { LocalName: "br" } && node.NextSibling is { } next && IsBreakAfter(next))
            {
                AddLine(blocks, line);
            }
            else if (node is IText or IElement)
            {
                line.Add(node);
            }
        }

        AddLine(blocks, line);
        return blocks;
    }

    private static bool HoldsBlocks(IElement element) =>
        element.LocalName is "span" or "a" or "font" or "b" or "strong" or "em" or "i"
        && element.QuerySelector("p, div, h2, h3, ul, ol, blockquote, figure, table") is not null;

    /// <summary>Two line breaks make a paragraph.</summary>
    private static bool IsBreakAfter(INode node)
    {
        for (var next = node; next is not null; next = next.NextSibling)
        {
            if (next is IElement { LocalName: "br" })
            {
                return true;
            }

            if (next is not IText { Data: var data } || !string.IsNullOrWhiteSpace(data))
            {
                return false;
            }
        }

        return false;
    }

    private static void AddLine(List<string> blocks, List<INode> line)
    {
        var paragraph = HtmlInline.Paragraph(line);
        if (paragraph.Length > 0)
        {
            blocks.Add(paragraph);
        }

        line.Clear();
    }

    private IEnumerable<string> Block(IElement element, int depth)
    {
        if (depth > Deepest)
        {
            return Text(element) is { Length: > 0 } deep ? [MarkdownEscape.Line(deep)] : [];
        }

        if (HtmlNoise.IsSpoiler(element) && element.LocalName != "details")
        {
            return Container(element, element.GetAttribute("data-title") ?? element.GetAttribute("title") ?? "", depth);
        }

        return element.LocalName switch
        {
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => Heading(element),
            "ul" or "ol" => List(element, depth),
            "blockquote" => Quote(element, depth),
            "pre" => [Code(element)],
            "figure" => Figure(element, depth),
            "table" => HtmlTable.Write(element) is { } table ? [table] : Blocks(element, depth),
            "hr" => ["* * *"],
            "details" => Container(element, Text(element.QuerySelector("summary")), depth),
            "summary" => [],
            _ => Blocks(element, depth),
        };
    }

    private IEnumerable<string> Heading(IElement element)
    {
        var text = HtmlInline.Paragraph([.. element.ChildNodes]).Replace("\\\n", " ", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return [];
        }

        var level = Math.Clamp(element.LocalName[1] - '0' + headingShift, 2, 6);
        return [new string('#', level) + " " + MarkdownEscape.HeadingEnd(text)];
    }

    private List<string> Quote(IElement element, int depth)
    {
        var inner = string.Join("\n\n", Blocks(element, depth));
        return inner.Length == 0 ? [] : ["> " + Indent(inner, "> ")];
    }

    private IEnumerable<string> List(IElement element, int depth)
    {
        var hasStart = int.TryParse(element.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start);
        var number = element.LocalName != "ol" ? -1 : hasStart ? Math.Min(start, 9999) : 1;
        var list = new StringBuilder();
        foreach (var item in element.Children)
        {
            var blocks = item.LocalName is "li" ? Blocks(item, depth) : [.. Block(item, depth + 1)];
            if (blocks.Count == 0)
            {
                continue;
            }

            var mark = number < 0 ? "- " : (number++).ToString(CultureInfo.InvariantCulture) + ". ";
            // An item of one paragraph with a list below it stays tight.
            var inner = string.Join(blocks.Count == 2 && blocks[1][0] is '-' ? "\n" : "\n\n", blocks);
            list.Append(list.Length == 0 ? "" : "\n").Append(mark).Append(Indent(inner, new string(' ', mark.Length)));
        }

        return list.Length == 0 ? [] : [list.ToString()];
    }

    /// <summary>A prefix before every line but the first; before empty ones without its white space.</summary>
    private static string Indent(string blocks, string prefix) =>
        string.Join('\n', blocks.Split('\n').Select((line, i) => i == 0 ? line : line.Length == 0 ? prefix.TrimEnd() : prefix + line));

    private static string Code(IElement element)
    {
        var code = element.TextContent.TrimEnd();
        var fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}\n{code}\n{fence}";
    }

    private List<string> Figure(IElement element, int depth)
    {
        var picture = element.QuerySelector("img");
        var caption = element.QuerySelector("figcaption");
        if (picture is null || element.QuerySelectorAll("img").Length > 1 || HtmlInline.Picture(picture, Text(caption)) is not { } markdown)
        {
            return Blocks(element, depth);
        }

        return [markdown];
    }

    /// <summary><c>::: spoiler ending Title</c>. What a page hides, we hide at the highest level; an editor may lower it.</summary>
    private IEnumerable<string> Container(IElement element, string title, int depth)
    {
        var blocks = Blocks(element, depth);
        if (blocks.Count == 0)
        {
            return title.Length == 0 ? [] : [MarkdownEscape.Line(title)];
        }

        var inner = string.Join("\n\n", blocks);
        var fence = ":::";
        while (inner.Contains("\n" + fence, StringComparison.Ordinal) || inner.StartsWith(fence, StringComparison.Ordinal))
        {
            fence += ":";
        }

        return [$"{fence} spoiler ending {SourceText.OneLine(title)}".TrimEnd() + "\n" + inner + "\n" + fence];
    }

    private static string Text(IElement? element) => element is null ? "" : SourceText.OneLine(element.TextContent);
}
