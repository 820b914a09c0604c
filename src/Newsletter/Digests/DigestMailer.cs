using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Subscribers;
using NodaTime;

namespace Newsletter.Digests;

/// <summary>
/// Makes the mails of digests as they are sent: an issue is rendered and encoded once, whatever number of readers it has, and each gets their own parts spliced
/// in. Articles are read anew every few seconds, so that a correction reaches whoever has not got the mail yet. Safe for use by many threads at once.
/// </summary>
public sealed class DigestMailer(
    ArticleCatalogue catalogue, Announcements announcements, OutputRenderer renderer, MailIdentity identity, Tokens tokens, IReadOnlyList<DkimKey> keys, TimeProvider clock)
{
    private const int MostIssues = 64;
    private const int MostArticles = 2_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly DigestComposer composer = new(catalogue, renderer, catalogue.Site);
    private readonly EndpointAddresses addresses = EndpointAddresses.Of(catalogue.Site);
    private readonly BoundedCache<string, CompiledDigest> issues = new(MostIssues);
    private readonly DigestFrames frames = new(new(catalogue, renderer, catalogue.Site), EndpointAddresses.Of(catalogue.Site), identity);
    private volatile Known? latest;

    /// <summary>Null: nothing is left of what was in it.</summary>
    /// <exception cref="LeakException">It would show what an article in it hides.</exception>
    public async ValueTask<OutgoingMail?> ComposeAsync(DeliveryRecord delivery, Subscriber subscriber, CancellationToken cancel)
    {
        // Articles and what is made of them are of one moment.
        var known = Latest();
        if (await IssueAsync(known, delivery, subscriber) is not { } issue)
        {
            return null;
        }

        var found = await frames.FindAsync(known.Pass, issue, CancellationToken.None);
        var compiled = found?.Frame ?? await CompiledAsync(issue);
        var unsubscribe = tokens.Issue(new(TokenPurpose.Unsubscribe, subscriber.Id, subscriber.TokenVersion, null));
        var preferences = tokens.Issue(new(TokenPurpose.Preferences, subscriber.Id, subscriber.TokenVersion, null));
        var reader = new ReaderParts(subscriber.Address.Value, clock.GetUtcNow(), delivery.MessageId, DigestSlots.LinksOf(addresses, unsubscribe, preferences));
        var (content, lent) = compiled.Lend(reader, slot => slot == DigestSlot.Unsubscribe ? unsubscribe : preferences, keys, found?.Parts);
        var name = delivery.MessageId[..delivery.MessageId.IndexOf('@', StringComparison.Ordinal)];
        return new(name, (identity.Bounces ?? identity.From.Address).Value, subscriber.Address.Value, content) { Lent = lent };
    }

    private async ValueTask<DigestIssue?> IssueAsync(Known known, DeliveryRecord delivery, Subscriber subscriber)
    {
        var articles = new List<ArticleRecord>();
        foreach (var number in delivery.Articles)
        {
            if (await ArticleAsync(known, number) is { } article)
            {
                articles.Add(article);
            }
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(subscriber.Preferences.Zone) ?? DateTimeZone.Utc;
        var date = Instant.FromDateTimeOffset(delivery.Due).InZone(zone).ToDateTimeOffset();
        return articles.Count == 0
            ? null
            : new(
                delivery.Cadence, date, [.. articles.OrderByDescending(a => a.Published).ThenBy(a => a.Slug, StringComparer.Ordinal)], delivery.More,
                subscriber.Preferences.Tolerance, new(subscriber.Preferences.Language ?? catalogue.Site.Language));
    }

    private async Task<CompiledDigest> CompiledAsync(DigestIssue issue)
    {
        var key = issue.Key;
        try
        {
            return await issues.GetOrAdd(key, (issue, key), (_, from) => CompileAsync(from.issue, from.key));
        }
        catch
        {
            issues.Forget(key);
            throw;
        }
    }

    private async Task<CompiledDigest> CompileAsync(DigestIssue issue, string key)
    {
        var slots = new DigestSlots(key, addresses);
        var digest = await composer.ComposeAsync(issue, slots.Links, CancellationToken.None);
        return CompiledDigest.Of(digest, identity, issue.Cadence, issue.Date, slots);
    }

    private Known Latest()
    {
        var now = clock.GetUtcNow();
        if (latest is not { } known || now - known.At >= Fresh || now < known.At)
        {
            latest = known = new(now, new(catalogue, renderer.Addresses), new(MostArticles));
        }

        return known;
    }

    private Task<ArticleRecord?> ArticleAsync(Known known, long number) =>
        known.Articles.GetOrAdd(number, (announcements, catalogue), static async (number, from) =>
            await from.announcements.FindAsync(number, CancellationToken.None) is { } announcement ? await from.catalogue.FindAsync(announcement, CancellationToken.None) : null);

    private sealed record Known(DateTimeOffset At, PublishPass Pass, BoundedCache<long, ArticleRecord?> Articles);
}
