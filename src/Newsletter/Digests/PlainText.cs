using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Newsletter.Spoilers;
using Newsletter.Templates.Functions;

namespace Newsletter.Digests;

/// <summary>An article's HTML as plain text for a mail: paragraphs in lines, headings on lines of their own, addresses behind their words.</summary>
internal static class PlainText
{
    private const int DeepestIndent = 16;

    public static string Of(FullHtml html)
    {
        var blocks = new List<string>();
        Blocks(new HtmlParser().ParseDocument(html.Markup).Body!, 0, blocks);
        return string.Join("\n\n", blocks);
    }

    private static void Blocks(INode parent, int indent, List<string> blocks)
    {
        var line = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                Flush(line, indent, blocks);
                Block(element, indent, blocks);
            }
            else
            {
                Inline(node, line);
            }
        }

        Flush(line, indent, blocks);
    }

    private static bool IsBlock(IElement element) => element.LocalName is
        "p" or "div" or "section" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "li" or "dl" or "dt" or "dd" or "blockquote" or "pre" or "figure"
        or "figcaption" or "table" or "hr" or "details" or "summary";

    private static void Block(IElement element, int indent, List<string> blocks)
    {
        switch (element.LocalName)
        {
            case "h2" or "h3" or "h4" or "h5" or "h6":
                blocks.Add(Fold("## " + Words(element), indent));
                break;
            case "ul" or "ol":
                Items(element, indent, blocks);
                break;
            case "blockquote" or "dd":
                Blocks(element, Math.Min(indent + 4, DeepestIndent), blocks);
                break;
            case "pre":
                blocks.Add(element.TextContent.TrimEnd());
                break;
            case "table":
                blocks.Add(string.Join('\n', element.QuerySelectorAll("tr").Select(row => Fold(string.Join(" | ", row.Children.Select(Words)), indent))));
                break;
            case "hr":
                blocks.Add("* * *");
                break;
            case "p" when element.ClassName == "footnote-back":
                break;
            default:
                Blocks(element, indent, blocks);
                break;
        }
    }

    private static void Items(IElement list, int indent, List<string> blocks)
    {
        var number = 1;
        foreach (var item in list.Children)
        {
            var inner = new List<string>();
            Blocks(item, Math.Min(indent + 4, DeepestIndent), inner);
            if (inner.Count == 0)
            {
                continue;
            }

            var mark = list.LocalName == "ol"
                ? (item.GetAttribute("value") ?? number.ToString(CultureInfo.InvariantCulture)) + ". "
                : "* ";
            number++;
            inner[0] = new string(' ', indent) + mark.PadRight(4) + inner[0].TrimStart();
            blocks.AddRange(inner);
        }
    }

    private static void Inline(INode node, StringBuilder line)
    {
        switch (node)
        {
            case IText text:
                line.Append(text.Data);
                break;
            case IElement { LocalName: "br" }:
                line.Append(' ');
                break;
            case IElement { LocalName: "img" } picture:
                line.Append(CultureInfo.InvariantCulture, $"[{picture.GetAttribute("alt")}]");
                break;
            case IElement { LocalName: "sup", Children: [{ LocalName: "a" }] } note:
                line.Append(CultureInfo.InvariantCulture, $"[{note.TextContent}]");
                break;
            case IElement { LocalName: "a" } link:
                line.Append(Words(link));
                if (link.GetAttribute("href") is { } href && href != link.TextContent)
                {
                    line.Append(CultureInfo.InvariantCulture, $" <{href}>");
                }

                break;
            case IElement element:
                foreach (var child in element.ChildNodes)
                {
                    Inline(child, line);
                }

                break;
        }
    }

    private static string Words(INode node)
    {
        var line = new StringBuilder();
        foreach (var child in node.ChildNodes)
        {
            Inline(child, line);
        }

        return string.Join(' ', line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Flush(StringBuilder line, int indent, List<string> blocks)
    {
        var folded = Fold(line.ToString(), indent);
        line.Clear();
        if (folded.Length > 0)
        {
            blocks.Add(folded);
        }
    }

    private static string Fold(string text, int indent) => FoldLines.Fold(text, indent);
}
