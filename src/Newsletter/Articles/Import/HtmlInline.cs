using System.Buffers;
using System.Text;
using AngleSharp.Dom;

namespace Newsletter.Articles.Import;

/// <summary>Writes the words of a page as Markdown: emphasis, links, pictures, hidden phrases.</summary>
internal sealed class HtmlInline
{
    private const int Deepest = 20;

    private static readonly SearchValues<char> NeedsBrackets = SearchValues.Create(" ()<>\\&*_[]\"'`");

    private readonly StringBuilder markdown = new();
    private readonly bool plain;
    private readonly bool inside;

    /// <param name="inside">Whether words may stand before: then white space at the start counts.</param>
    private HtmlInline(bool plain, bool inside) => (this.plain, this.inside) = (plain, inside);

    /// <summary>
    /// One paragraph. Read back as a check: where emphasis between letters and punctuation can't be said in Markdown, the words count, and
    /// the emphasis is dropped.
    /// </summary>
    public static string Paragraph(IReadOnlyList<INode> nodes)
    {
        var marked = Write(nodes, plain: false);
        if (marked.Length == 0 || (!marked.Contains('*', StringComparison.Ordinal) && !marked.Contains('[', StringComparison.Ordinal)))
        {
            return marked;
        }

        var bare = Write(nodes, plain: true);
        return Words(marked) == Words(bare) ? marked : bare;
    }

    /// <summary><c>![alt](&lt;source&gt; "caption")</c>; null for a picture without a source that we can name.</summary>
    public static string? Picture(IElement picture, string caption)
    {
        var source = picture.GetAttribute("src");
        if (string.IsNullOrWhiteSpace(source) || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            source = picture.GetAttribute("data-src");
        }

        if (string.IsNullOrWhiteSpace(source) || Target(source) is not { } target)
        {
            return null;
        }

        var alt = SourceText.OneLine(picture.GetAttribute("alt") ?? "");
        if (alt.Length == 0)
        {
            (alt, caption) = (caption, "");
        }

        var title = caption.Length == 0 || caption == alt ? "" : " \"" + MarkdownEscape.Inline(caption).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        return $"![{MarkdownEscape.Inline(alt)}]({target}{title})";
    }

    private static string Words(string markdown) => SourceText.OneLine(string.Join(' ', MarkdownBody.Of(markdown).Blocks.Select(block => block.Text.Text)));

    private static string Write(IReadOnlyList<INode> nodes, bool plain)
    {
        var writer = new HtmlInline(plain, inside: false);
        foreach (var node in nodes)
        {
            writer.Write(node, 0);
        }

        var lines = writer.markdown.ToString().Split('\n');
        var kept = new List<string>();
        foreach (var line in lines)
        {
            if (line.Trim() is { Length: > 0 } text)
            {
                kept.Add(MarkdownEscape.LineStart(text));
            }
        }

        return string.Join("\\\n", kept);
    }

    private void Write(INode node, int depth)
    {
        switch (node)
        {
            case IText text:
                Text(text.Data);
                break;
            case IElement element when depth > Deepest:
                Text(element.TextContent);
                break;
            case IElement element when HtmlNoise.IsSpoiler(element):
                Hidden(element);
                break;
            case IElement element when !HtmlNoise.Is(element):
                Element(element, depth);
                break;
        }
    }

    private void Element(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "br":
                markdown.Append('\n');
                break;
            case "img":
                markdown.Append(plain ? "" : Picture(element, "") ?? "");
                break;
            case "em" or "i" or "cite" when !plain:
                Wrap(element, "*", "*", depth);
                break;
            case "strong" or "b" when !plain:
                Wrap(element, "**", "**", depth);
                break;
            case "a" when !plain && Link(element) is { } target:
                Wrap(element, "[", $"]({target})", depth);
                break;
            case "q":
                Text("\u201C");
                Children(element, depth);
                Text("\u201D");
                break;
            default:
                Children(element, depth);
                break;
        }
    }

    private void Children(IElement element, int depth)
    {
        foreach (var child in element.ChildNodes)
        {
            Write(child, depth + 1);
        }
    }

    /// <summary>White space goes outside the marks: <c>** word**</c> is no emphasis.</summary>
    private void Wrap(IElement element, string open, string close, int depth)
    {
        var inner = new HtmlInline(plain, inside: true);
        inner.Children(element, depth);
        var text = inner.markdown.ToString();
        var trimmed = text.Trim();
        var linkInLink = open == "[" && trimmed.Contains("](", StringComparison.Ordinal) && trimmed[0] != '!';
        if (trimmed.Length == 0 || linkInLink || trimmed.Contains('\n', StringComparison.Ordinal))
        {
            Space(text);
            markdown.Append(trimmed);
            return;
        }

        if (char.IsWhiteSpace(text[0]))
        {
            Space(" ");
        }
        // Marks that touch would be read as one.
        if (open[0] == '*' && markdown.Length > 0 && markdown[^1] == '*')
        {
            markdown.Append(trimmed);
        }
        else
        {
            markdown.Append(open).Append(trimmed).Append(close);
        }

        if (char.IsWhiteSpace(text[^1]))
        {
            Space(" ");
        }
    }

    private void Hidden(IElement element)
    {
        var text = SourceText.OneLine(element.TextContent);
        if (text.Length > 0)
        {
            markdown.Append("||").Append(MarkdownEscape.Inline(text)).Append("||");
        }
    }

    private void Text(string data)
    {
        var text = new StringBuilder(data.Length);
        foreach (var c in data)
        {
            if (c == '\u00A0' || !char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 ? text[^1] != ' ' : markdown.Length > 0 ? markdown[^1] is not (' ' or '\n') : inside)
            {
                text.Append(' ');
            }
        }

        markdown.Append(MarkdownEscape.Inline(text.ToString()));
    }

    private void Space(string text)
    {
        if (text.Length > 0 && char.IsWhiteSpace(text[0]) && markdown.Length > 0 && markdown[^1] is not (' ' or '\n'))
        {
            markdown.Append(' ');
        }
    }

    private static string? Link(IElement element)
    {
        var address = element.GetAttribute("href")?.Trim();
        var isEmpty = string.IsNullOrWhiteSpace(element.TextContent) && element.QuerySelector("img") is null;
        return isEmpty || string.IsNullOrEmpty(address) || address[0] == '#' ? null : Target(address);
    }

    /// <summary>A link's target in Markdown; null for addresses that run code or that no reader could follow.</summary>
    private static string? Target(string address)
    {
        address = address.Trim();
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var slash = address.AsSpan().IndexOfAny("/?#");
        var scheme = colon > 0 && (slash < 0 || colon < slash) ? address[..colon].ToLowerInvariant() : "";
        if (scheme is not ("" or "http" or "https" or "mailto") || address.Any(char.IsControl))
        {
            return null;
        }

        return address.AsSpan().ContainsAny(NeedsBrackets) ? "<" + address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
            .Replace("\\", "%5C", StringComparison.Ordinal) + ">" : address;
    }
}
