using System.Text;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Subscribers;

namespace Newsletter.Tests.Delivery;

/// <summary>Signatures, verified by dkimpy with the keys handed in.</summary>
public sealed class DkimTests
{
    private static readonly DateTimeOffset Date = new(2020, 11, 27, 7, 0, 12, TimeSpan.Zero);
    private static readonly EndpointAddresses Addresses = EndpointAddresses.Of(new() { BaseUrl = new("https://site.example/") });

    [Theory]
    [InlineData("A digest", "A text.")]
    [InlineData("Ünïcödé 日本 & a very long subject that has to be folded over several lines since it goes on and on, as subjects do", "..dots\n\n\n  spaces  \n\t\nFrom here\n\n\n")]
    public async Task BothSignaturesOfASplicedMailAreVerifiedByAnIndependentVerifier(string subject, string text)
    {
        using var rsa = DkimKey.Parse("site.example", "r1", Dkimpy.RsaKey(2048));
        using var ed25519 = DkimKey.Parse("site.example", "e1", Dkimpy.Ed25519Key());
        var mail = Mail(subject, text, [ed25519, rsa]);

        Assert.Equal("True True", await Dkimpy.VerifyAsync(mail, rsa, ed25519));
    }

    [Theory]
    [InlineData("Subject: A digest", "Subject: Another digest")]
    [InlineData("To: reader@example.org", "To: other@example.org")]
    [InlineData("unsubscribe/?t=", "unsubscribe/?x=")]
    [InlineData("A text.", "An other text.")]
    [InlineData("Precedence: list\r\n", "Precedence: list\r\nReply-To: somebody@else.example\r\n")]
    public async Task AnythingThatIsChangedOnTheWayIsNoticed(string original, string changed)
    {
        using var rsa = DkimKey.Parse("site.example", "r1", Dkimpy.RsaKey(2048));
        var mail = Mail("A digest", "A text.", [rsa]).Replace(original, changed, StringComparison.Ordinal);
        Assert.Contains(changed, mail, StringComparison.Ordinal);

        Assert.Equal("False", await Dkimpy.VerifyAsync(mail, rsa));
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----")]
    public void WhatIsNoPrivateKeyIsRefused(string pem) =>
        Assert.Contains("'r1'", Assert.Throws<SettingsException>(() => DkimKey.Parse("site.example", "r1", pem)).Message, StringComparison.Ordinal);

    [Fact]
    public void AShortKeyIsRefused() => Assert.Contains("512 bits", Assert.Throws<SettingsException>(() => DkimKey.Parse("site.example", "r1", Dkimpy.RsaKey(512))).Message, StringComparison.Ordinal);

    private static string Mail(string subject, string text, IReadOnlyList<DkimKey> keys)
    {
        var slots = new DigestSlots("an issue", Addresses);
        var digest = new ComposedDigest(subject, "", $"<p>{text}</p><a href=\"{slots.Links.Unsubscribe}\">x</a>", text + "\n" + slots.Links.Unsubscribe) { Articles = [], More = 0 };
        Assert.True(Mailbox.TryParse("Explained, \"the\" list <news@site.example>", out var from));
        var identity = new MailIdentity(from, "Explained", "site.example", new("https://site.example/"), new("https://site.example/archive/"));
        var compiled = CompiledDigest.Of(digest, identity, DigestCadence.Weekly, Date, slots);
        var links = DigestSlots.LinksOf(Addresses, "token1", "token2");
        return Encoding.ASCII.GetString(compiled.For(new("reader@example.org", Date, "0123@site.example", links), slot => slot == DigestSlot.Unsubscribe ? "token1" : "token2", keys).Span);
    }
}
