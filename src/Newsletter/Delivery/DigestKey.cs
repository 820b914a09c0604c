using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newsletter.Subscribers;

namespace Newsletter.Delivery;

/// <summary>
/// Names one digest before it is planned: whoever plans it, when and how often, names it alike, so that the ledger has it once.
/// </summary>
/// <param name="Number">1 for a subscriber's first digest, then one more each.</param>
public readonly record struct DigestKey(SubscriberId Subscriber, long Number)
{
    /// <summary>Without angle brackets (RFC 5322 section 3.6.4); the same at every attempt, and no way back to the subscriber.</summary>
    /// <param name="host">The site's.</param>
    public string MessageId(string host) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("digest " + this)).AsSpan(0, 16)) + "@" + host;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subscriber.Value}.{Number}");

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static DigestKey Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new(text[..dot]), number)
            : throw new FormatException("Not the key of a digest.");
    }
}
