using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Newsletter.Delivery;

/// <summary>A message that is made one by one, as it goes out. Digests, of which there are many, are <see cref="Digests.CompiledDigest"/>'s.</summary>
internal static partial class SignedMessage
{
    /// <summary>Header and body, ASCII, CRLF at the end of each line and none beginning with a dot.</summary>
    /// <param name="message">Its parts are quoted-printable.</param>
    /// <param name="keys">That sign it; none: somebody on its way does.</param>
    public static byte[] Of(MimeMessage message, IReadOnlyList<DkimKey> keys)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);

        // In quoted-printable a dot at the beginning of a line may be written so.
        var text = Encoding.ASCII.GetString(stream.GetBuffer(), 0, (int)stream.Length).Replace("\r\n.", "\r\n=2E", StringComparison.Ordinal);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        DkimHeader[] headers = [.. Field().Matches(text[..end]).Select(field => DkimHeader.Of(field.Groups["name"].Value, field.Groups["value"].Value))];
        var body = Encoding.ASCII.GetBytes(Relaxed(text[(end + 2)..]));
        return Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => key.Sign(headers, body, message.Date))) + text);
    }

    /// <summary>RFC 6376 section 3.4.4.</summary>
    private static string Relaxed(string body) => TrailingSpace().Replace(Spaces().Replace(body, " "), "").TrimEnd('\r', '\n') + "\r\n";

    [GeneratedRegex(@"^(?<name>[^:\s]+):(?<value>.*\n(?:[ \t].*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(" (?=\r\n)")]
    private static partial Regex TrailingSpace();
}
