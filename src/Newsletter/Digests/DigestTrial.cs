using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newsletter.Delivery;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>What came of a mail that was sent to try.</summary>
public sealed record TrialResult(string Subject, int Articles, SendReply Reply)
{
    /// <summary>What kept it from being taken, for people; null: it was taken.</summary>
    public string? Problem => Reply.Outcome switch
    {
        SendOutcome.Accepted => null,
        SendOutcome.Unknown => $"Perhaps sent: the connection ended before the server said so. {Reply.Text}",
        _ => $"Not sent: {Reply.Text}",
    };
}

/// <summary>
/// Sends a digest to one address, as a test: composed, signed and sent as all are, over the same servers and within their limits. Nothing is written down of
/// it, nobody's next digest is changed by it, and its links are nobody's: they do nothing.
/// </summary>
public sealed class DigestTrial(EndpointAddresses addresses, MailOutlet outlet, TimeProvider clock)
{
    private const string Mark = "[Test] ";
    private const string Token = "test";

    /// <param name="compose">Gives the digest with these links in it; null: there is none.</param>
    /// <returns>Null: there is none.</returns>
    public async Task<TrialResult?> SendAsync(EmailAddress to, DigestCadence cadence, Func<DigestLinks, Task<ComposedDigest?>> compose, CancellationToken cancel)
    {
        var slots = new DigestSlots(Token, addresses);
        if (await compose(slots.Links) is not { } digest)
        {
            return null;
        }

        var identity = outlet.Identity;
        var marked = digest with { Subject = Mark + digest.Subject };
        var now = clock.GetUtcNow();
        var name = "test-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{to.Value} {now.UtcTicks}"))).AsSpan(0, 16));
        var reader = new ReaderParts(to.Value, now, $"{name}@{identity.Host}", DigestSlots.LinksOf(addresses, Token, Token));
        var content = CompiledDigest.Of(marked, identity, cadence, now, slots).For(reader, _ => Token, outlet.Keys);
        await using var line = new MailLine(outlet.Providers);
        var (reply, _) = await line.SendAsync(new(name, (identity.Bounces ?? identity.From.Address).Value, to.Value, content), _ => new(true), cancel);
        return new(marked.Subject, digest.Articles.Count, reply);
    }
}
