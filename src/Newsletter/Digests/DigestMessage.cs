using System.Globalization;
using System.Text;
using MimeKit;
using Newsletter.Articles;

namespace Newsletter.Digests;

/// <summary>What differs from reader to reader.</summary>
/// <param name="Recipient">An address of ASCII.</param>
/// <param name="MessageId">Without angle brackets.</param>
public sealed record ReaderParts(string Recipient, DateTimeOffset Date, string MessageId, DigestLinks Links);

/// <summary>A digest as a message (RFC 5322), its text first. The way to see what a mail is; <see cref="CompiledDigest"/> makes the same one for many readers.</summary>
public static class DigestMessage
{
    public static MimeMessage Of(ComposedDigest digest, MailIdentity identity, DigestCadence cadence, ReaderParts reader)
    {
        var message = new MimeMessage { Subject = OneLine(digest.Subject), Date = reader.Date, MessageId = reader.MessageId, MimeVersion = new(1, 0), Body = Body(digest, Boundary(identity, cadence, reader.Date)) };
        message.From.Add(new MailboxAddress(OneLine(identity.From.Name), identity.From.Address.Value));
        var answers = identity.ReplyTo ?? identity.From;
        message.ReplyTo.Add(new MailboxAddress(OneLine(answers.Name), answers.Address.Value));
        message.To.Add(new MailboxAddress("", reader.Recipient));
        message.Headers.Add("List-Id", $"{Phrase(identity.Title)} <digest.{identity.Host}>");
        message.Headers.Add(new Header(Encoding.ASCII, "List-Unsubscribe", identity.UnsubscribeHeader(reader.Links.Unsubscribe)));
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add("List-Help", $"<{identity.Help.AbsoluteUri}>");
        message.Headers.Add("List-Archive", $"<{identity.Archive.AbsoluteUri}>");
        message.Headers.Add("Feedback-ID", FeedbackId(identity, cadence, reader.Date));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Precedence", "list");
        return message;
    }

    /// <summary>For a sender's statistics of complaints: names the mailing, never the reader.</summary>
    private static string FeedbackId(MailIdentity identity, DigestCadence cadence, DateTimeOffset date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.UtcDateTime:yyyyMMdd}:{cadence.ToString().ToLowerInvariant()}:digest:{identity.Host}");

    /// <summary>The same for all digests of a day. No line of an encoded part begins with a hyphen (see <see cref="QuotedPrintable"/>), so that none can be taken for it.</summary>
    internal static string Boundary(MailIdentity identity, DigestCadence cadence, DateTimeOffset date) =>
        "=_" + ArticleReader.HashOf(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{identity.Host} {cadence} {date:yyyy-MM-dd}")))[..24];

    private static Multipart Body(ComposedDigest digest, string boundary)
    {
        var parts = new Multipart("alternative")
        {
            new TextPart("plain") { Text = digest.Text.ReplaceLineEndings("\n"), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = digest.Html.ReplaceLineEndings("\n"), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        parts.Boundary = boundary;
        return parts;
    }

    /// <summary>A header is one line, whatever is in it.</summary>
    internal static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A name before an address in angle brackets (RFC 5322 section 3.2.5).</summary>
    private static string Phrase(string name)
    {
        name = OneLine(name);
        return name.All(c => c == ' ' || char.IsLetterOrDigit(c) || c >= 0x80 || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
