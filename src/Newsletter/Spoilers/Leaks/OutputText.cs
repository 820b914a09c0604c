using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>The bytes of an output as text that can be read: the outer layer of XML and JSON is decoded, since HTML may stand in it.</summary>
internal sealed class OutputText : IDisposable
{
    private char[] buffer;
    private int length;

    private OutputText(ReadOnlySpan<byte> content)
    {
        buffer = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(content.Length));
        length = Encoding.UTF8.GetChars(content, buffer);
    }

    public ReadOnlySpan<char> Text => buffer.AsSpan(0, length);

    public Notation Notation { get; private init; }

    /// <param name="contentType">Tells HTML, XML and JSON; anything else is plain text.</param>
    public static OutputText Of(ReadOnlySpan<byte> content, string contentType)
    {
        var end = contentType.IndexOf(';');
        var type = end < 0 ? contentType : contentType[..end];
        if (type.EndsWith("json", StringComparison.Ordinal))
        {
            var json = new OutputText(content) { Notation = Notation.Markup };
            json.Decode('\\', Escape);
            return json;
        }

        if (type.EndsWith("xml", StringComparison.Ordinal) || type == "text/x-opml")
        {
            var xml = new OutputText(content) { Notation = Notation.Markup };
            xml.Decode('&', Reference);
            return xml;
        }

        return new(content) { Notation = type == "text/html" ? Notation.Markup : Notation.Plain };
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    private delegate int Decoder(ReadOnlySpan<char> source, Span<char> target, out int written);

    /// <summary>In place: what is decoded is never longer than what it is decoded from.</summary>
    private void Decode(char mark, Decoder decode)
    {
        var (from, to) = (0, 0);
        while (from < length)
        {
            var next = buffer.AsSpan(from, length - from).IndexOf(mark);
            var plain = next < 0 ? length - from : next;
            if (from != to)
            {
                buffer.AsSpan(from, plain).CopyTo(buffer.AsSpan(to));
            }

            (from, to) = (from + plain, to + plain);
            if (next >= 0)
            {
                from += decode(buffer.AsSpan(from, length - from), buffer.AsSpan(to), out var written);
                to += written;
            }
        }

        length = to;
    }

    /// <summary>Returns how much of the source was read; at least the mark.</summary>
    private static int Escape(ReadOnlySpan<char> source, Span<char> target, out int written)
    {
        written = 1;
        if (source.Length >= 6 && source[1] == 'u' && ushort.TryParse(source[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            target[0] = (char)unit;
            return 6;
        }

        target[0] = source.Length < 2 || source[1] is 'n' or 'r' or 't' or 'b' or 'f' ? ' ' : source[1];
        return Math.Min(2, source.Length);
    }

    private static int Reference(ReadOnlySpan<char> source, Span<char> target, out int written)
    {
        const int Longest = 12;
        var end = source[..Math.Min(source.Length, Longest)].IndexOf(';');
        var value = end < 0 ? "&" : source[..(end + 1)] switch
        {
            "&lt;" => "<",
            "&gt;" => ">",
            "&amp;" => "&",
            "&quot;" => "\"",
            "&apos;" => "'",
            var other => WebUtility.HtmlDecode(other.ToString()),
        };
        end = value.Length > end + 1 || end < 0 ? 0 : end;
        value = end == 0 ? "&" : value;
        value.CopyTo(target);
        written = value.Length;
        return end + 1;
    }
}
