using System.Buffers;
using System.Text;
using Newsletter.Articles;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>A place in a mail for something of the reader's own, or, in a frame of many issues, of an issue's own.</summary>
public enum DigestSlot
{
    None,
    Unsubscribe,
    Preferences,

    /// <summary>The subject, where the HTML repeats it.</summary>
    Subject,
    Preheader,
    TextItems,
    HtmlItems,
}

/// <summary>What an issue is composed with where its readers' tokens will stand, and where they do.</summary>
public sealed class DigestSlots
{
    private readonly IReadOnlyDictionary<string, DigestSlot> standIns;

    /// <param name="seed">Makes stand-ins that nothing in the issue can hold by chance.</param>
    public DigestSlots(string seed, EndpointAddresses addresses)
    {
        var hash = ArticleReader.HashOf(Encoding.UTF8.GetBytes(seed))[..24];
        standIns = Enum.GetValues<DigestSlot>().Where(slot => slot != DigestSlot.None).ToDictionary(slot => StandIn(hash, slot));
        (Subject, Preheader, TextItems, HtmlItems) =
            (StandIn(hash, DigestSlot.Subject), StandIn(hash, DigestSlot.Preheader), StandIn(hash, DigestSlot.TextItems), StandIn(hash, DigestSlot.HtmlItems));
        Links = LinksOf(addresses, StandIn(hash, DigestSlot.Unsubscribe), StandIn(hash, DigestSlot.Preferences));
    }

    public string Subject { get; }

    public string Preheader { get; }

    public string TextItems { get; }

    public string HtmlItems { get; }

    /// <summary>With stand-ins for tokens.</summary>
    public DigestLinks Links { get; }

    public static DigestLinks LinksOf(EndpointAddresses addresses, string unsubscribe, string preferences) =>
        new(addresses.With(EndpointAddresses.UnsubscribePath, unsubscribe), addresses.With(EndpointAddresses.PreferencesPath, preferences));

    /// <summary>The body of a mail (RFC 2046 section 5.1), encoded, in pieces with a slot behind each.</summary>
    internal IReadOnlyList<(ReadOnlyMemory<byte> Bytes, DigestSlot Slot)> Cut(ComposedDigest digest, string boundary)
    {
        var pieces = new List<(ReadOnlyMemory<byte>, DigestSlot)>();
        var literal = new ArrayBufferWriter<byte>();
        void Part(string subtype, string text)
        {
            Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", literal);
            while (First(text) is var (at, length, slot))
            {
                QuotedPrintable.Encode(text[..at], literal);
                pieces.Add((literal.WrittenMemory, slot));
                literal = new();
                text = text[(at + length)..];
            }

            QuotedPrintable.Encode(text, literal);
            literal.Write("\r\n"u8);
        }

        Part("plain", digest.Text);
        Part("html", digest.Html);
        Encoding.ASCII.GetBytes($"--{boundary}--\r\n", literal);
        pieces.Add((literal.WrittenMemory, DigestSlot.None));
        return pieces;
    }

    private static string StandIn(string hash, DigestSlot slot) => $"slot{(int)slot}{hash}";

    private (int At, int Length, DigestSlot Slot)? First(string text) => standIns
        .Select(s => ((int At, int Length, DigestSlot Slot)?)(text.IndexOf(s.Key, StringComparison.Ordinal), s.Key.Length, s.Value))
        .Where(found => found!.Value.At >= 0)
        .MinBy(found => found!.Value.At);
}
