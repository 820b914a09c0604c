using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newsletter.Subscribers;

namespace Newsletter.Delivery.Bounces;

/// <summary>What came of reports.</summary>
/// <param name="Suppressed">Addresses that get nothing any more.</param>
/// <param name="Counted">Soft bounces that are remembered.</param>
/// <param name="Passed">Reports about nobody we know, about what was told before, or that don't prove that they know a mail of ours.</param>
public sealed record BounceTally(int Suppressed, int Counted, int Passed)
{
    public static BounceTally operator +(BounceTally one, BounceTally other) => new(one.Suppressed + other.Suppressed, one.Counted + other.Counted, one.Passed + other.Passed);
}

/// <summary>
/// Makes suppressions of reports. A mailbox that isn't there and a complaint suppress at once; soft bounces when <see cref="MostSoft"/> different mails came
/// back within <see cref="SoftSpan"/>. The same report again changes nothing.
/// </summary>
/// <param name="tokens">Those of the links in mails.</param>
/// <param name="host">That of Message-IDs.</param>
public sealed class BounceDesk(SubscriberBook book, Tokens tokens, string host, TimeProvider clock)
{
    public const int MostSoft = 5;

    /// <summary>How many of a subscriber's digests a report may be about, counted back from the newest.</summary>
    private const int Recent = 100;

    public static TimeSpan SoftSpan { get; } = TimeSpan.FromDays(30);

    public async Task<BounceTally> TakeAsync(IEnumerable<BounceReport> reports, CancellationToken cancel)
    {
        var tally = new BounceTally(0, 0, 0);
        foreach (var report in reports)
        {
            tally += await TakeAsync(report, cancel);
        }

        return tally;
    }

    private async Task<BounceTally> TakeAsync(BounceReport report, CancellationToken cancel)
    {
        if (await SubscriberAsync(report, cancel) is not { } subscriber || await book.SuppressionAsync(subscriber.Address, cancel) is not null)
        {
            return new(0, 0, 1);
        }

        if (report.Kind == BounceKind.Soft && await CountAsync(subscriber, report, cancel) is var count && count < MostSoft)
        {
            return count == 0 ? new(0, 0, 1) : new(0, 1, 0);
        }

        var reason = report.Kind == BounceKind.Complaint ? SuppressionReason.Complaint : SuppressionReason.Bounce;
        await book.SuppressAsync(subscriber.Address, new(reason, clock.GetUtcNow()), cancel);
        return new(1, 0, 0);
    }

    /// <summary>Whom it is about; null: nobody, or anybody could have said it.</summary>
    private async ValueTask<Subscriber?> SubscriberAsync(BounceReport report, CancellationToken cancel)
    {
        if (tokens.Read(TokenOf(report.Unsubscribe), TokenPurpose.Unsubscribe) is { } token && await book.GetAsync(token.Subscriber, cancel) is { } named)
        {
            return named;
        }

        foreach (var recipient in report.Recipients)
        {
            if (EmailAddress.TryParse(recipient, out var address) && await book.FindAsync(address, cancel) is { } found && (report.IsTrusted || IsOurs(report.MessageId, found)))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Message-IDs of digests are made of subscribers' ids, which nobody can guess.</summary>
    private bool IsOurs(string? messageId, Subscriber subscriber)
    {
        for (var number = subscriber.Digests; messageId is not null && number > Math.Max(0, subscriber.Digests - Recent); number--)
        {
            if (new DigestKey(subscriber.Id, number).MessageId(host) == messageId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many mails have come back lately, this one among them; 0: this one was counted before.</summary>
    private async ValueTask<int> CountAsync(Subscriber subscriber, BounceReport report, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var mail = report.MessageId is { } id ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8)) : now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var count = 0;
        await book.ChangeAsync(subscriber.Id, stored =>
        {
            SoftBounce[] lately = [.. stored.SoftBounces.Where(bounce => bounce.At > now - SoftSpan)];
            count = lately.Any(bounce => bounce.Mail == mail) ? 0 : lately.Length + 1;
            return count == 0 ? null : stored with { SoftBounces = [.. lately, new(mail, now)] };
        }, cancel);
        return count;
    }

    private static string? TokenOf(Uri? unsubscribe) =>
        unsubscribe?.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(EndpointAddresses.TokenField + "=", StringComparison.Ordinal))?[(EndpointAddresses.TokenField.Length + 1)..];
}
