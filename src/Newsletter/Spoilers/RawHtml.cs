using Ganss.Xss;
using Markdig.Syntax.Inlines;

namespace Newsletter.Spoilers;

/// <summary>Raw HTML in Markdown, by allow-list. A block is cleaned and balanced by itself; an inline tag stays only together with its partner.</summary>
internal static class RawHtml
{
    private const char Middle = '\uF8FF';

    private static readonly Lazy<HtmlSanitizer> Blocks = new(() => Make(
    [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
        "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
        "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ]));

    private static readonly Lazy<HtmlSanitizer> Inlines = new(() => Make(
    [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ]));

    /// <summary>Well-formed HTML with nothing but what is allowed; <paramref name="removed"/> names what is not.</summary>
    public static string Sanitise(string raw, out IReadOnlyList<string> removed)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var sanitiser = Blocks.Value;
        lock (sanitiser)
        {
            void Tag(object? sender, RemovingTagEventArgs e) => names.Add(HtmlNames.Element(e.Tag.LocalName));
            void Attribute(object? sender, RemovingAttributeEventArgs e) => names.Add(HtmlNames.Attribute(e.Attribute.Name));
            sanitiser.RemovingTag += Tag;
            sanitiser.RemovingAttribute += Attribute;
            var clean = sanitiser.Sanitize(raw);
            sanitiser.RemovingTag -= Tag;
            sanitiser.RemovingAttribute -= Attribute;
            removed = [.. names];
            return clean;
        }
    }

    /// <summary>True when an element is opened without being closed in the same text, or the other way round.</summary>
    public static bool IsUnbalanced(string raw)
    {
        var open = new Stack<string>();
        for (var at = raw.IndexOf('<'); at >= 0; at = raw.IndexOf('<', at + 1))
        {
            var closing = at + 1 < raw.Length && raw[at + 1] == '/';
            var name = Name(raw.AsSpan(at + (closing ? 2 : 1)));
            if (name.Length == 0 || IsVoid(name))
            {
                continue;
            }

            if (!closing)
            {
                open.Push(name);
            }
            else if (!open.TryPop(out var last) || last != name)
            {
                return true;
            }
        }

        return open.Count > 0;
    }

    /// <summary>
    /// An inline tag, cleaned, or nothing when its partner is not among its siblings. <paramref name="removed"/> names a tag that is not allowed.
    /// </summary>
    public static string Inline(HtmlInline tag, out string? removed)
    {
        removed = null;
        var text = tag.Tag;
        var closing = text.StartsWith("</", StringComparison.Ordinal);
        var name = Name(text.AsSpan(closing ? 2 : 1));
        if (name.Length == 0)
        {
            return "";
        }

        if (IsVoid(name))
        {
            return Report(Clean(text), name, out removed);
        }

        var opening = closing ? Partner(tag, name, forward: false) : tag;
        if (opening is null || (!closing && Partner(tag, name, forward: true) is null))
        {
            return "";
        }

        var pair = Clean(opening.Tag + Middle + $"</{name}>");
        var middle = pair.IndexOf(Middle);
        if (middle < 0)
        {
            removed = closing ? null : HtmlNames.Element(name);
            return "";
        }

        return closing ? pair[(middle + 1)..] : Report(pair[..middle], name, out removed);
    }

    private static string Report(string clean, string name, out string? removed)
    {
        removed = clean.Length == 0 ? HtmlNames.Element(name) : null;
        return clean;
    }

    /// <summary>The sibling tag that closes or opens this one, with proper nesting.</summary>
    private static HtmlInline? Partner(HtmlInline tag, string name, bool forward)
    {
        var depth = 0;
        for (Inline? sibling = forward ? tag.NextSibling : tag.PreviousSibling; sibling is not null; sibling = forward ? sibling.NextSibling : sibling.PreviousSibling)
        {
            if (sibling is not HtmlInline other || other.Tag.StartsWith("<!", StringComparison.Ordinal))
            {
                continue;
            }

            var otherCloses = other.Tag.StartsWith("</", StringComparison.Ordinal);
            var otherName = Name(other.Tag.AsSpan(otherCloses ? 2 : 1));
            if (IsVoid(otherName))
            {
                continue;
            }

            if (otherCloses != forward)
            {
                depth++;
            }
            else if (depth-- == 0)
            {
                return otherName == name ? other : null;
            }
        }

        return null;
    }

    private static string Clean(string html)
    {
        var sanitiser = Inlines.Value;
        lock (sanitiser)
        {
            return sanitiser.Sanitize(html);
        }
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end]))
        {
            end++;
        }

        return tag[..end].ToString().ToLowerInvariant();
    }

    private static bool IsVoid(string name) => name is "br" or "wbr" or "hr" or "img" or "col" or "input" or "embed" or "source" or "track" or "area" or "base" or "link" or "meta" or "param";

    private static HtmlSanitizer Make(IEnumerable<string> tags)
    {
        var sanitiser = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = tags.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "alt", "cite", "colspan", "datetime", "dir", "headers", "height", "href", "lang", "open", "rowspan", "scope", "span", "src", "start", "title", "value", "width",
            },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto", "tel" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src", "cite" },
        })
        {
            KeepChildNodes = false,
        };
        // A relative address would mean something else in a feed or a mail.
        sanitiser.FilterUrl += (_, e) =>
            e.SanitizedUrl = e.SanitizedUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme != Uri.UriSchemeFile ? url : null;
        return sanitiser;
    }
}
