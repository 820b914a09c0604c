using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>What well-formed HTML or XML says.</summary>
/// <param name="Text">What stands between tags.</param>
/// <param name="Descriptions">Alternative texts, titles, and the like, which readers' programs show or speak.</param>
/// <param name="Addresses">Values of all other attributes that an author may have written: addresses, names of files, anchors.</param>
internal sealed record MarkupText(string Text, IReadOnlyList<string> Descriptions, IReadOnlyList<string> Addresses)
{
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
        "time", "u", "var", "wbr",
    };

    /// <summary>Values that only the pipeline's own code chooses.</summary>
    private static readonly HashSet<string> OwnAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "class", "loading", "referrerpolicy", "rel", "role", "width", "height", "value", "start", "type",
    };

    private static readonly HashSet<string> Described = new(StringComparer.OrdinalIgnoreCase) { "alt", "title", "aria-label", "summary", "content", "label" };

    public static MarkupText Of(string markup)
    {
        if (!markup.Contains('<'))
        {
            return new(markup, [], []);
        }

        var text = new StringBuilder(markup.Length);
        var (descriptions, addresses) = (new List<string>(), new List<string>());
        for (var at = 0; at < markup.Length;)
        {
            var tag = markup.IndexOf('<', at);
            if (tag < 0)
            {
                text.Append(markup, at, markup.Length - at);
                break;
            }

            text.Append(markup, at, tag - at);
            at = NumberAbove(markup, tag) is var note and > 0 ? note : Tag(markup, tag, text, descriptions, addresses);
        }

        return new(text.ToString(), descriptions, addresses);
    }

    /// <summary>Skips a tag and keeps its attributes' values. Returns the index behind it.</summary>
    private static int Tag(string markup, int tag, StringBuilder text, List<string> descriptions, List<string> addresses)
    {
        var at = tag + 1;
        var closing = at < markup.Length && markup[at] == '/';
        var name = Name(markup, closing ? at + 1 : at);
        if (name.Length == 0)
        {
            text.Append(' ');
            return at;
        }

        text.Append(Inline.Contains(name) ? "" : " ");
        at += name.Length + (closing ? 1 : 0);
        while (at < markup.Length && markup[at] != '>')
        {
            var attribute = Name(markup, at);
            at += Math.Max(1, attribute.Length);
            if (attribute.Length == 0 || at + 1 >= markup.Length || markup[at] != '=' || markup[at + 1] is not ('"' or '\''))
            {
                continue;
            }

            var end = markup.IndexOf(markup[at + 1], at + 2);
            end = end < 0 ? markup.Length : end;
            if (!OwnAttributes.Contains(attribute))
            {
                (Described.Contains(attribute) ? descriptions : addresses).Add(markup[(at + 2)..end]);
            }

            at = end + 1;
        }

        return at + 1;
    }

    /// <summary>The index behind <c>&lt;sup&gt;1&lt;/sup&gt;</c>: a note's number does not interrupt the sentence it stands in. 0: it is none.</summary>
    private static int NumberAbove(string markup, int tag)
    {
        const string Close = "</sup>";
        if (string.CompareOrdinal(markup, tag, "<sup", 0, 4) != 0 || markup.IndexOf(Close, tag, StringComparison.Ordinal) is not (> 0 and var end))
        {
            return 0;
        }

        var inTag = false;
        foreach (var c in markup.AsSpan(tag, end - tag))
        {
            inTag = c == '<' || (inTag && c != '>');
            if (!inTag && c != '>' && !char.IsAsciiDigit(c))
            {
                return 0;
            }
        }

        return end + Close.Length;
    }

    private static string Name(string markup, int at)
    {
        var end = at;
        while (end < markup.Length && (char.IsAsciiLetterOrDigit(markup[end]) || markup[end] is '-' or ':' or '_'))
        {
            end++;
        }

        return markup[at..end];
    }
}
