using System.Text;
using MimeKit;
using Newsletter.Delivery;

namespace Newsletter.Digests;

/// <summary>A field of a mail's header, as it stands in the mail and as it is signed.</summary>
/// <param name="Raw">Encoded and folded by MimeKit, with CRLF at its end.</param>
internal sealed record HeaderField(ReadOnlyMemory<byte> Raw, DkimHeader Signed)
{
    private static readonly FormatOptions Format = Crlf();

    public static HeaderField Subject(string subject) => Of(new MimeMessage { Subject = DigestMessage.OneLine(subject) }.Headers.First(header => header.Id == HeaderId.Subject));

    public static HeaderField Of(Header header)
    {
        using var lines = new MemoryStream();
        new HeaderList { header }.WriteTo(Format, lines);
        var raw = Encoding.ASCII.GetString(lines.GetBuffer().AsSpan(0, (int)lines.Length)).TrimEnd('\r', '\n') + "\r\n";
        return new(Encoding.ASCII.GetBytes(raw), DkimHeader.Of(header.Field, raw[(header.Field.Length + 1)..]));
    }

    private static FormatOptions Crlf()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
