using System.Collections.Frozen;

namespace Newsletter.Spoilers.Leaks;

/// <summary>Reads one tag, comment or the like; of elements that hold no mark-up, and of hidden ones, all of it.</summary>
/// <param name="source">Begins with <c>&lt;</c>.</param>
internal readonly ref struct TagReader(OutputReader reader, ReadOnlySpan<char> source, int place)
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = Names(
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "tt", "u", "var", "wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Raw = Names("title", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Void = Names("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private readonly ReadOnlySpan<char> source = source;

    /// <returns>How many characters were read, the <c>&lt;</c> among them.</returns>
    public int Read()
    {
        if (source.StartsWith("<!--"))
        {
            var end = source.IndexOf("-->");
            reader.ReadAside(end < 0 ? source[4..] : source[4..Math.Max(4, end)], place + 4);
            return end < 0 ? source.Length : end + 3;
        }

        if (source.StartsWith("<![CDATA["))
        {
            reader.EndWord();
            return "<![CDATA[".Length;
        }

        var isClosing = source.Length > 1 && source[1] == '/';
        var first = isClosing ? 2 : 1;
        if (first >= source.Length || !char.IsAsciiLetter(source[first]))
        {
            reader.EndWord();
            return source.Length > 1 && source[1] is '!' or '?' && source.IndexOf('>') is var close and > 0 ? close + 1 : 1;
        }

        var name = source[first..(first + NameLength(source[first..]))];
        if (!Inline.Contains(name))
        {
            reader.EndWord();
        }

        var at = ReadAttributes(first + name.Length, out var isHidden);
        if (isClosing || source[at - 1] != '>' || (at > 1 && source[at - 2] == '/'))
        {
            return at;
        }

        if (Raw.Contains(name))
        {
            return ReadRaw(name, at);
        }

        return isHidden && reader.SkipsHidden && !Void.Contains(name) ? at + HiddenLength(name, at) : at;
    }

    /// <returns>The index behind the tag.</returns>
    private int ReadAttributes(int at, out bool isHidden)
    {
        isHidden = false;
        while (at < source.Length && source[at] != '>')
        {
            var length = NameLength(source[at..]);
            var name = source.Slice(at, length);
            at += Math.Max(1, length);
            isHidden |= name is "hidden";
            if (length == 0 || at >= source.Length || source[at] != '=')
            {
                continue;
            }

            var (value, end) = ValueAt(at + 1);
            isHidden &= !(name is "hidden" && value is "until-found");
            if (!reader.SkipsHidden || !IsUnseen(name, value))
            {
                reader.ReadAside(value, place + at + 1);
            }

            at = end;
        }

        return Math.Min(at + 1, source.Length);
    }

    private SpanPair ValueAt(int at)
    {
        if (at < source.Length && source[at] is '"' or '\'' && source[(at + 1)..].IndexOf(source[at]) is var length and >= 0)
        {
            return new(source.Slice(at + 1, length), at + length + 2);
        }

        var end = source[at..].IndexOfAny(" \t\n\r>");
        end = end < 0 ? source.Length : at + end;
        return new(source[at..end], end);
    }

    private int ReadRaw(ReadOnlySpan<char> name, int at)
    {
        var content = source[at..];
        var end = EndTag(content, name);
        reader.ReadRaw(end < 0 ? content : content[..end], place + at, name is "script");
        return end < 0 ? source.Length : at + end;
    }

    /// <summary>The length of a hidden element behind its first tag; 0 where its end isn't found, so that what follows is read.</summary>
    private int HiddenLength(ReadOnlySpan<char> name, int at)
    {
        var depth = 1;
        for (var from = at; source[from..].IndexOf('<') is var next and >= 0; from++)
        {
            from += next;
            var tag = source[(from + 1)..];
            var isClosing = tag.Length > 0 && tag[0] == '/';
            tag = isClosing ? tag[1..] : tag;
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && NameLength(tag) == name.Length)
            {
                depth += isClosing ? -1 : 1;
                if (depth == 0)
                {
                    return from - at;
                }
            }
        }

        return 0;
    }

    private static int EndTag(ReadOnlySpan<char> content, ReadOnlySpan<char> name)
    {
        for (var from = 0; content[from..].IndexOf("</") is var next and >= 0; from += 2)
        {
            from += next;
            if (content[(from + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return from;
            }
        }

        return -1;
    }

    /// <summary>Names for style, script and addresses within the page; the address of a hidden heading is made of its words.</summary>
    private static bool IsUnseen(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        name is "id" or "class" or "for" || name.StartsWith("data-") || (name is "href" && value.StartsWith("#"));

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '-' or '_' or ':' or '.' or '@'))
        {
            length++;
        }

        return length;
    }

    /// <summary>Names of tags or attributes, in whatever case.</summary>
    internal static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names(params string[] names) =>
        names.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly ref struct SpanPair(ReadOnlySpan<char> value, int end)
    {
        private readonly ReadOnlySpan<char> value = value;

        public void Deconstruct(out ReadOnlySpan<char> text, out int behind)
        {
            text = value;
            behind = end;
        }
    }
}
