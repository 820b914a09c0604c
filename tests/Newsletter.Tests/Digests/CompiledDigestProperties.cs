using System.Text;
using FsCheck.Xunit;
using MimeKit;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>Whatever is in a digest: the mail that is spliced is the one that the general way makes, and nothing on the way has a reason to change it.</summary>
[Properties(Arbitrary = [typeof(AnyText)], MaxTest = 300)]
public sealed class CompiledDigestProperties
{
    private static readonly DateTimeOffset Date = new(2026, 11, 27, 7, 0, 12, TimeSpan.FromHours(9));
    private static readonly EndpointAddresses Addresses = EndpointAddresses.Of(new() { BaseUrl = new("https://site.example/stories/") });

    [Property]
    public void ASplicedMailIsTheOneOfTheGeneralWay(AnyText subject, AnyText before, AnyText between, AnyText after, AnyText html, AnyText name)
    {
        var (spliced, links) = Splice(subject, before, between, after, html, name);
        var parsed = MimeMessage.Load(new MemoryStream(spliced));

        var digest = Digest(subject, before, between, after, html, links);
        var expected = MimeMessage.Load(Saved(DigestMessage.Of(digest, Identity(name), DigestCadence.Weekly, Reader(links))));
        Assert.Equal(
            expected.Headers.Select(h => (h.Field, h.Value)).OrderBy(h => h.Field, StringComparer.Ordinal),
            parsed.Headers.Select(h => (h.Field, h.Value)).OrderBy(h => h.Field, StringComparer.Ordinal));
        Assert.Equal("multipart/alternative", parsed.Body!.ContentType.MimeType);
        Assert.Equal(Texts(expected), Texts(parsed));
        Assert.Equal([Normal(digest.Text), Normal(digest.Html)], Texts(parsed));
    }

    [Property]
    public void NothingOnTheWayHasAReasonToChangeASplicedMail(AnyText subject, AnyText before, AnyText between, AnyText after, AnyText html, AnyText name)
    {
        var (spliced, _) = Splice(subject, before, between, after, html, name);
        var text = Encoding.ASCII.GetString(spliced);
        Assert.Equal(spliced, Encoding.ASCII.GetBytes(text));
        Assert.EndsWith("--\r\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.True(line.Length <= 998 && !line.Contains('\r') && !line.Contains('\n') && !line.StartsWith('.'), line);
        });
        var body = lines.SkipWhile(line => line.Length > 0).Skip(1);
        Assert.All(body, line => Assert.True(line.Length <= 78 && !line.EndsWith(' ') && !line.Contains("  ") && !line.StartsWith("From ", StringComparison.Ordinal), line));
    }

    [Property]
    public void NoTextGetsIntoTheHeader(AnyText subject, AnyText name)
    {
        var (spliced, _) = Splice(new(subject.Value + "\r\nBcc: victim@example.org\r\n\r\nbody"), subject, subject, subject, subject, new(name.Value + "\r\nX-Evil: 1\n"));
        var parsed = MimeMessage.Load(new MemoryStream(spliced));

        Assert.Empty(parsed.Bcc);
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "Feedback-ID", "From", "List-Archive", "List-Help", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-Id", "Precedence", "Reply-To", "Subject", "To"],
            parsed.Headers.Concat(parsed.Body!.Headers).Select(h => h.Field).Order(StringComparer.Ordinal));
    }

    private static (byte[] Mail, DigestLinks Links) Splice(AnyText subject, AnyText before, AnyText between, AnyText after, AnyText html, AnyText name)
    {
        var slots = new DigestSlots("an issue", Addresses);
        var compiled = CompiledDigest.Of(Digest(subject, before, between, after, html, slots.Links), Identity(name), DigestCadence.Weekly, Date, slots);
        const string Unsubscribe = "k1.Aq-_.9Zz0123456789012345678901234567890123456789012345678901234567890123", Preferences = ".F-x";
        var links = DigestSlots.LinksOf(Addresses, Unsubscribe, Preferences);
        return (compiled.For(Reader(links), slot => slot == DigestSlot.Unsubscribe ? Unsubscribe : Preferences, []).ToArray(), links);
    }

    private static ReaderParts Reader(DigestLinks links) => new("reader+x@example.org", Date, "0123abcd@site.example", links);

    private static ComposedDigest Digest(AnyText subject, AnyText before, AnyText between, AnyText after, AnyText html, DigestLinks links) => new(
        subject.Value, "", $"<p>{html.Value}</p>\n<a href=\"{links.Unsubscribe.AbsoluteUri}\">{between.Value}</a><a href=\"{links.Preferences.AbsoluteUri}\">x</a>{after.Value}",
        $"{before.Value}{links.Preferences.AbsoluteUri}{between.Value}\n{links.Unsubscribe.AbsoluteUri}{after.Value}")
    {
        Articles = [],
        More = 0,
    };

    /// <remarks>Settings accept no control characters in a name; more than that must not be needed.</remarks>
    private static MailIdentity Identity(AnyText name)
    {
        Assert.True(EmailAddress.TryParse("news@site.example", out var address));
        return new(new(name.Value, address), name.Value, "site.example", new("https://site.example/"), new("https://site.example/archive/")) { UnsubscribeBox = address };
    }

    private static MemoryStream Saved(MimeMessage message)
    {
        var bytes = new MemoryStream();
        message.WriteTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    private static List<string> Texts(MimeMessage message) => [.. ((Multipart)message.Body!).Cast<TextPart>().Select(part => Normal(part.Text))];

    private static string Normal(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))).TrimEnd('\n');
}
