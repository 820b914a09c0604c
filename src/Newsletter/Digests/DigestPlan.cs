using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>
/// What one subscriber's next digest is, and what the subscriber is after it. Pure. A digest's number is the subscriber's and counts up, and what a digest
/// has looked at is behind the subscriber's watermark once it counts: so no two digests hold one article, whoever planned them, and none is passed over.
/// </summary>
public static class DigestPlan
{
    /// <summary>Whether an article is in one of the lists that a subscriber chose.</summary>
    public static bool Matches(Preferences preferences, ArticleRecord article, SiteSettings site) =>
        preferences.Topics.Count == 0 || ListKey.Of(article.Safe, site).Any(list => preferences.Topics.Contains(list.Key));

    /// <summary>The digest that is due; null when there is nothing new, or, of instant ones, while it is still gathered.</summary>
    /// <param name="news">Loaded from the subscriber's watermark on.</param>
    public static DeliveryRecord? Next(Subscriber subscriber, News news, SiteSettings site, DateTimeOffset now)
    {
        var articles = news.After(subscriber.Watermark).Where(item => Matches(subscriber.Preferences, item.Article, site)).ToList();
        if (articles.Count == 0 || (subscriber.Preferences.Cadence == DigestCadence.Instant && IsGathering(subscriber.Preferences, articles[0].Article, now)))
        {
            return null;
        }

        var key = new DigestKey(subscriber.Id, subscriber.Digests + 1);
        return new()
        {
            Key = key,
            MessageId = key.MessageId(site.Authority),
            Cadence = subscriber.Preferences.Cadence,
            Due = subscriber.NextDue!.Value,
            Articles = [.. articles.TakeLast(DeliveryRecord.MostArticles).Select(item => item.Number)],
            More = Math.Max(0, articles.Count - DeliveryRecord.MostArticles),
            UpTo = news.UpTo,
            Changed = now,
        };
    }

    /// <summary>A digest of the subscriber counts, by whoever it was planned: the subscriber after it. Due still, when it was planned for another time.</summary>
    public static Subscriber After(Subscriber subscriber, DeliveryRecord counting, DateTimeOffset now)
    {
        var after = subscriber with
        {
            Digests = counting.Key.Number,
            Watermark = Math.Max(subscriber.Watermark, counting.UpTo),
            LastDue = subscriber.LastDue > counting.Due ? subscriber.LastDue : counting.Due,
        };
        return counting.Due == subscriber.NextDue ? after with { NextDue = Schedule.Next(after.Preferences, after.FreeFrom(now)) } : after;
    }

    /// <summary>There was nothing new. Null: an instant subscriber stays due, at no cost until there is.</summary>
    public static Subscriber? WithoutNews(Subscriber subscriber, News news, DateTimeOffset now) => subscriber.Preferences.Cadence == DigestCadence.Instant
        ? null
        : subscriber with { Watermark = Math.Max(subscriber.Watermark, news.UpTo), NextDue = Schedule.Next(subscriber.Preferences, subscriber.FreeFrom(now)) };

    private static bool IsGathering(Preferences preferences, ArticleRecord first, DateTimeOffset now) =>
        first.Announced is { } announced && now < Schedule.Next(preferences, announced) && announced <= now;
}
