using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Newsletter.Delivery;

namespace Newsletter.Digests;

/// <summary>
/// An issue's mail, encoded once: the bytes that all its readers share, and slots for what is a reader's own. Whatever is in it, the mail that it makes is the
/// one of <see cref="DigestMessage"/>, as properties say. A frame of many issues has slots for what is an issue's own, too. Safe for use by many threads at once.
/// </summary>
public sealed class CompiledDigest
{
    /// <summary>Room before the body for what is a reader's own: addresses, links, and two signatures with the names of all fields.</summary>
    private const int MostOwnHeader = 8192;

    private const int MostToken = 256;

    private static readonly HashSet<HeaderId> Own = [HeaderId.Date, HeaderId.MessageId, HeaderId.To, HeaderId.ListUnsubscribe, HeaderId.Subject];

    private readonly MailIdentity identity;
    private readonly HeaderField subject;
    private readonly ReadOnlyMemory<byte> headers;
    private readonly IReadOnlyList<DkimHeader> signed;
    private readonly IReadOnlyList<(ReadOnlyMemory<byte> Bytes, DigestSlot Slot)> body;
    private readonly int length;

    private CompiledDigest(
        MailIdentity identity, HeaderField subject, ReadOnlyMemory<byte> headers, IReadOnlyList<DkimHeader> signed, IReadOnlyList<(ReadOnlyMemory<byte> Bytes, DigestSlot Slot)> body)
    {
        (this.identity, this.subject, this.headers, this.signed, this.body) = (identity, subject, headers, signed, body);
        length = body.Sum(piece => piece.Bytes.Length + MostToken);
    }

    /// <param name="digest">Composed with the stand-ins of <paramref name="slots"/> in place of tokens.</param>
    public static CompiledDigest Of(ComposedDigest digest, MailIdentity identity, DigestCadence cadence, DateTimeOffset date, DigestSlots slots)
    {
        var message = DigestMessage.Of(digest, identity, cadence, new("reader@invalid", date, "id@invalid", slots.Links));
        var bytes = new ArrayBufferWriter<byte>();
        var signed = new List<DkimHeader>();
        foreach (var header in message.Headers.Concat(message.Body!.Headers).Where(header => !Own.Contains(header.Id)))
        {
            var field = HeaderField.Of(header);
            bytes.Write(field.Raw.Span);
            signed.Add(field.Signed);
        }

        bytes.Write("\r\n"u8);
        return new(identity, HeaderField.Subject(digest.Subject), bytes.WrittenMemory, signed, slots.Cut(digest, ((Multipart)message.Body).Boundary!));
    }

    /// <summary>One reader's mail: header and body, CRLF, in ASCII.</summary>
    /// <param name="tokens">Of the reader's links, by slot.</param>
    /// <param name="keys">That sign it; none: somebody on its way does.</param>
    public ReadOnlyMemory<byte> For(ReaderParts reader, Func<DigestSlot, string> tokens, IReadOnlyList<DkimKey> keys)
    {
        using var mail = new MailBuffer(MostOwnHeader, length);
        return Write(mail, reader, tokens, keys, null).ToArray();
    }

    /// <summary>The same, in memory that is lent: see <see cref="OutgoingMail.Lent"/>.</summary>
    /// <param name="issue">What is an issue's own, where this is the frame of many; null: it is one issue's.</param>
    internal (ReadOnlyMemory<byte> Content, IDisposable Lent) Lend(ReaderParts reader, Func<DigestSlot, string> tokens, IReadOnlyList<DkimKey> keys, IssueParts? issue)
    {
        var mail = new MailBuffer(MostOwnHeader, length + (issue?.Length ?? 0));
        return (Write(mail, reader, tokens, keys, issue), mail);
    }

    private ReadOnlyMemory<byte> Write(MailBuffer mail, ReaderParts reader, Func<DigestSlot, string> tokens, IReadOnlyList<DkimKey> keys, IssueParts? issue)
    {
        // The body first, since signatures cover it; then its header right before it, in the same array.
        foreach (var (bytes, slot) in body)
        {
            mail.Write(bytes.Span);
            Fill(slot, mail, tokens, issue);
        }

        var subjectNow = issue?.Subject ?? subject;
        var unsubscribe = identity.UnsubscribeHeader(reader.Links.Unsubscribe);
        DkimHeader[] own =
        [
            new("Date", MimeKit.Utils.DateUtils.FormatDate(reader.Date)),
            new("Message-Id", $"<{reader.MessageId}>"),
            new("To", reader.Recipient),
            DkimHeader.Of("List-Unsubscribe", unsubscribe),
            subjectNow.Signed,
        ];
        var header = new ArrayBufferWriter<byte>(MostOwnHeader);
        if (keys.Count > 0)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(mail.Body, hash);
            foreach (var key in keys)
            {
                Encoding.ASCII.GetBytes(key.SignHash([.. own, .. signed], hash, reader.Date), header);
            }
        }

        Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"Date: {own[0].Value}\r\nMessage-Id: {own[1].Value}\r\nTo: {own[2].Value}\r\nList-Unsubscribe: {unsubscribe}\r\n"),
            header);
        header.Write(subjectNow.Raw.Span);
        header.Write(headers.Span);
        return mail.Behind(header.WrittenSpan);
    }

    private static void Fill(DigestSlot slot, MailBuffer mail, Func<DigestSlot, string> tokens, IssueParts? issue)
    {
        switch (slot)
        {
            case DigestSlot.None:
                break;
            case DigestSlot.Unsubscribe or DigestSlot.Preferences:
                QuotedPrintable.Encode(tokens(slot), mail);
                break;
            case DigestSlot.Subject:
                mail.Write(issue!.SubjectHtml.Span);
                break;
            case DigestSlot.Preheader:
                mail.Write(issue!.PreheaderHtml.Span);
                break;
            default:
                foreach (var item in issue!.Items)
                {
                    mail.Write(slot == DigestSlot.TextItems ? item.Text.Span : item.Html.Span);
                }

                break;
        }
    }
}
