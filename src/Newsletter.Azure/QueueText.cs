using System.Buffers.Text;
using System.Text;

namespace Newsletter.Azure;

/// <summary>
/// Messages travel in base64: what the Functions host expects, and what XML can carry whatever they hold. Other senders (Event Grid, a person in the
/// portal) may leave it out; what isn't base64 of UTF-8 text is taken as it is.
/// </summary>
internal static class QueueText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string body) => Convert.ToBase64String(Encoding.UTF8.GetBytes(body));

    public static string Decode(string message)
    {
        if (!Base64.IsValid(message))
        {
            return message;
        }

        try
        {
            return Strict.GetString(Convert.FromBase64String(message));
        }
        catch (DecoderFallbackException)
        {
            return message;
        }
    }
}
