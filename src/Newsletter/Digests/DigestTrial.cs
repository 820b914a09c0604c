using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newsletter.Delivery;
using Newsletter.Spoilers;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>What came of a mail that was sent to try.</summary>
public sealed record TrialResult(string Subject, int Articles, SendReply Reply);

/// <summary>
/// Sends the digest of a span of time to one address, as a test: composed, signed and sent as all are, over the same servers and within their limits. Nothing
/// is written down of it, nobody's next digest is changed by it, and its links are nobody's: they do nothing.
/// </summary>
public sealed class DigestTrial(DigestComposer composer, EndpointAddresses addresses, MailIdentity identity, IReadOnlyList<DkimKey> keys, IReadOnlyList<Provider> providers, TimeProvider clock)
{
    private const string Mark = "[Test] ";
    private const string Token = "test";

    /// <returns>Null: nothing came out.</returns>
    /// <exception cref="Publishing.LeakException">It would show what an article in it hides.</exception>
    public async Task<TrialResult?> SendAsync(EmailAddress to, DigestCadence cadence, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var slots = new DigestSlots(Token, addresses);
        if (await composer.ComposeAsync(cadence, from, until, Tolerance.None, slots.Links, cancel) is not { } digest)
        {
            return null;
        }

        var marked = digest with { Subject = Mark + digest.Subject };
        var now = clock.GetUtcNow();
        var name = "test-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{to.Value} {now.UtcTicks}"))).AsSpan(0, 16));
        var reader = new ReaderParts(to.Value, now, $"{name}@{identity.Host}", DigestSlots.LinksOf(addresses, Token, Token));
        var content = CompiledDigest.Of(marked, identity, cadence, now, slots).For(reader, _ => Token, keys);
        await using var line = new MailLine(providers);
        var (reply, _) = await line.SendAsync(new(name, (identity.Bounces ?? identity.From.Address).Value, to.Value, content), _ => new(true), cancel);
        return new(marked.Subject, digest.Articles.Count, reply);
    }
}
