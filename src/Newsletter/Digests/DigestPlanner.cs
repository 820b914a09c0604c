using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>
/// Plans the digests of all who are due (design section 10), at the cost of those alone. Any number may plan at once, die anywhere and begin again: the
/// ledger has each digest once, and a subscriber who is still due when a planner dies is met by the next.
/// </summary>
public sealed class DigestPlanner(ArticleCatalogue catalogue, Announcements announcements, SubscriberBook book, Ledger ledger, IWorkQueue queue, TimeProvider clock)
{
    private const int PlannedAtOnce = 256;

    /// <summary>Returns how many digests were planned.</summary>
    public async Task<int> PlanAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var news = new News(catalogue, announcements);
        var planned = 0;
        await foreach (var due in book.DueAsync(now, cancel).Chunk(PlannedAtOnce))
        {
            IReadOnlyList<Subscriber> left = due;
            while (left.Count > 0)
            {
                await news.LoadAsync(left.Min(s => s.Watermark), cancel);
                (left, var count) = await PlanAsync(left, news, now, cancel);
                planned += count;
            }
        }

        return planned;
    }

    /// <summary>Returns those who are due still, and how many digests there are now for the others.</summary>
    private async Task<(IReadOnlyList<Subscriber> Left, int Planned)> PlanAsync(IReadOnlyList<Subscriber> due, News news, DateTimeOffset now, CancellationToken cancel)
    {
        var drafts = due.Select(subscriber => DigestPlan.Next(subscriber, news, catalogue.Site, now)).ToList();
        var counting = await ledger.PlanAsync([.. drafts.OfType<DeliveryRecord>()], cancel);
        await DeliveryQueue.EnqueueAsync(queue, counting.Where(d => d.State == DeliveryState.Planned).Select(d => d.Key), TimeSpan.Zero, cancel);
        var next = 0;
        var after = due.Select((subscriber, i) => drafts[i] is null
            ? DigestPlan.WithoutNews(subscriber, news, now)
            : DigestPlan.After(subscriber, counting[next++], now)).ToList();
        var left = await Task.WhenAll(after.OfType<Subscriber>().Select(subscriber => SaveAsync(subscriber, now, cancel)));
        return ([.. left.OfType<Subscriber>()], counting.Count);
    }

    /// <summary>Returns the subscriber if still, or again, due.</summary>
    private async Task<Subscriber?> SaveAsync(Subscriber subscriber, DateTimeOffset now, CancellationToken cancel)
    {
        var saved = await book.SaveAsync(subscriber, cancel) ?? await book.GetAsync(subscriber.Id, cancel);
        return saved is { State: SubscriberState.Active, NextDue: { } due } && due <= now ? saved : null;
    }
}
