using System.Buffers;
using System.Globalization;
using System.Text;
using MimeKit;
using Newsletter.Delivery;

namespace Newsletter.Digests;

/// <summary>
/// An issue's mail, encoded once: the bytes that all its readers share, and slots for what is a reader's own. Whatever is in it, the mail that it makes is the
/// one of <see cref="DigestMessage"/>, as properties say. Safe for use by many threads at once.
/// </summary>
public sealed class CompiledDigest
{
    private const int MostReaderBytes = 4096;

    private static readonly FormatOptions Format = Crlf();
    private static readonly HashSet<HeaderId> OfReaders = [HeaderId.Date, HeaderId.MessageId, HeaderId.To, HeaderId.ListUnsubscribe];

    private readonly MailIdentity identity;
    private readonly ReadOnlyMemory<byte> headers;
    private readonly IReadOnlyList<DkimHeader> signed;
    private readonly IReadOnlyList<(ReadOnlyMemory<byte> Bytes, DigestSlot Slot)> body;
    private readonly int length;

    private CompiledDigest(MailIdentity identity, ReadOnlyMemory<byte> headers, IReadOnlyList<DkimHeader> signed, IReadOnlyList<(ReadOnlyMemory<byte> Bytes, DigestSlot Slot)> body)
    {
        (this.identity, this.headers, this.signed, this.body) = (identity, headers, signed, body);
        length = headers.Length + body.Sum(piece => piece.Bytes.Length);
    }

    /// <param name="digest">Composed with the stand-ins of <paramref name="slots"/> in place of tokens.</param>
    public static CompiledDigest Of(ComposedDigest digest, MailIdentity identity, DigestCadence cadence, DateTimeOffset date, DigestSlots slots)
    {
        var message = DigestMessage.Of(digest, identity, cadence, new("reader@invalid", date, "id@invalid", slots.Links));
        var fixedHeaders = message.Headers.Concat(message.Body!.Headers).Where(header => !OfReaders.Contains(header.Id)).ToList();
        var bytes = new ArrayBufferWriter<byte>();
        var signed = new List<DkimHeader>();
        foreach (var header in fixedHeaders)
        {
            using var lines = new MemoryStream();
            new HeaderList { header }.WriteTo(Format, lines);
            var raw = Encoding.ASCII.GetString(lines.GetBuffer().AsSpan(0, (int)lines.Length)).TrimEnd('\r', '\n') + "\r\n";
            Encoding.ASCII.GetBytes(raw, bytes);
            signed.Add(DkimHeader.Of(header.Field, raw[(header.Field.Length + 1)..]));
        }

        bytes.Write("\r\n"u8);
        return new(identity, bytes.WrittenMemory, signed, slots.Cut(digest, ((Multipart)message.Body).Boundary!));
    }

    /// <summary>One reader's mail: header and body, CRLF, in ASCII.</summary>
    /// <param name="tokens">Of the reader's links, by slot.</param>
    /// <param name="keys">That sign it; none: somebody on its way does.</param>
    public ReadOnlyMemory<byte> For(ReaderParts reader, Func<DigestSlot, string> tokens, IReadOnlyList<DkimKey> keys)
    {
        var text = new ArrayBufferWriter<byte>(length - headers.Length + MostReaderBytes);
        foreach (var (bytes, slot) in body)
        {
            text.Write(bytes.Span);
            if (slot != DigestSlot.None)
            {
                QuotedPrintable.Encode(tokens(slot), text);
            }
        }

        DkimHeader[] own =
        [
            new("Date", MimeKit.Utils.DateUtils.FormatDate(reader.Date)),
            new("Message-Id", $"<{reader.MessageId}>"),
            new("To", reader.Recipient),
            DkimHeader.Of("List-Unsubscribe", identity.UnsubscribeHeader(reader.Links.Unsubscribe)),
        ];
        var mail = new ArrayBufferWriter<byte>(length + MostReaderBytes);
        foreach (var key in keys)
        {
            Encoding.ASCII.GetBytes(key.Sign([.. own, .. signed], text.WrittenSpan, reader.Date), mail);
        }

        Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"Date: {own[0].Value}\r\nMessage-Id: {own[1].Value}\r\nTo: {own[2].Value}\r\nList-Unsubscribe: {identity.UnsubscribeHeader(reader.Links.Unsubscribe)}\r\n"),
            mail);
        mail.Write(headers.Span);
        mail.Write(text.WrittenSpan);
        return mail.WrittenMemory;
    }

    private static FormatOptions Crlf()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
