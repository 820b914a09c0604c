using System.Collections.Frozen;

namespace Newsletter.Spoilers.Leaks;

/// <summary>Takes what mark-up says.</summary>
internal interface IMarkupSink
{
    /// <summary>What stands between tags, as it is written: character references are not decoded.</summary>
    void Text(ReadOnlySpan<char> text);

    /// <summary>A word ends.</summary>
    void Border();

    /// <summary>An alternative text, title or the like, which readers' programs show or speak.</summary>
    void Description(string text);

    /// <summary>The value of another attribute that an author may have written: an address, a name of a file, an anchor.</summary>
    void Address(string text);
}

/// <summary>Reads well-formed HTML or XML.</summary>
internal static class MarkupReader
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = TagReader.Names(
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
        "time", "u", "var", "wbr");

    /// <summary>Values that only the pipeline's own code chooses.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OwnAttributes = TagReader.Names(
        "class", "loading", "referrerpolicy", "rel", "role", "width", "height", "value", "start", "type");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Described = TagReader.Names("alt", "title", "aria-label", "summary", "content", "label");

    public static void Read<TSink>(ReadOnlySpan<char> markup, TSink sink)
        where TSink : IMarkupSink
    {
        while (!markup.IsEmpty)
        {
            var tag = markup.IndexOf('<');
            if (tag != 0)
            {
                sink.Text(tag < 0 ? markup : markup[..tag]);
            }

            if (tag < 0)
            {
                return;
            }

            markup = markup[tag..];
            markup = markup[(NumberAbove(markup) is var note and > 0 ? note : Tag(markup, sink))..];
        }
    }

    /// <summary>Reads a tag. Returns the index behind it.</summary>
    private static int Tag<TSink>(ReadOnlySpan<char> markup, TSink sink)
        where TSink : IMarkupSink
    {
        var at = markup.Length > 1 && markup[1] == '/' ? 2 : 1;
        var name = Name(markup[at..]);
        if (name.IsEmpty)
        {
            sink.Border();
            return 1;
        }

        if (!Inline.Contains(name))
        {
            sink.Border();
        }

        at += name.Length;
        while (at < markup.Length && markup[at] != '>')
        {
            var attribute = Name(markup[at..]);
            at += Math.Max(1, attribute.Length);
            if (attribute.IsEmpty || at + 1 >= markup.Length || markup[at] != '=' || markup[at + 1] is not ('"' or '\''))
            {
                continue;
            }

            var value = markup[(at + 2)..];
            value = value.IndexOf(markup[at + 1]) is var end and >= 0 ? value[..end] : value;
            if (Described.Contains(attribute))
            {
                sink.Description(value.ToString());
            }
            else if (!OwnAttributes.Contains(attribute))
            {
                sink.Address(value.ToString());
            }

            at += value.Length + 3;
        }

        return Math.Min(at + 1, markup.Length);
    }

    /// <summary>The index behind <c>&lt;sup&gt;1&lt;/sup&gt;</c>: a note's number does not interrupt the sentence it stands in. 0: it is none.</summary>
    private static int NumberAbove(ReadOnlySpan<char> markup)
    {
        const string Close = "</sup>";
        if (!markup.StartsWith("<sup") || markup.IndexOf(Close) is not (> 0 and var end))
        {
            return 0;
        }

        var inTag = false;
        foreach (var c in markup[..end])
        {
            inTag = c == '<' || (inTag && c != '>');
            if (!inTag && c != '>' && !char.IsAsciiDigit(c))
            {
                return 0;
            }
        }

        return end + Close.Length;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> markup)
    {
        var end = 0;
        while (end < markup.Length && (char.IsAsciiLetterOrDigit(markup[end]) || markup[end] is '-' or ':' or '_'))
        {
            end++;
        }

        return markup[..end];
    }
}
