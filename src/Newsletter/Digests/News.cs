using Newsletter.Catalogue;

namespace Newsletter.Digests;

/// <summary>An article that was announced, as it is now.</summary>
public sealed record NewsItem(long Number, ArticleRecord Article);

/// <summary>What was announced up to one moment and is out and for mail now, read once for all subscribers. Not for use by many threads at once.</summary>
public sealed class News(ArticleCatalogue catalogue, Announcements announcements)
{
    private readonly List<NewsItem> items = [];
    private long from = long.MaxValue;

    /// <summary>The last announcement that this knows of; none that comes later will have a lesser number.</summary>
    public long UpTo { get; private set; }

    /// <summary>Must be called before what came after a number is asked for.</summary>
    public async ValueTask LoadAsync(long after, CancellationToken cancel)
    {
        if (from == long.MaxValue)
        {
            UpTo = await announcements.LastAsync(cancel);
            from = UpTo;
        }

        if (after >= from)
        {
            return;
        }

        var earlier = new List<NewsItem>();
        await foreach (var announcement in announcements.AfterAsync(after, cancel))
        {
            if (announcement.Number > from)
            {
                break;
            }

            if (await catalogue.FindAsync(announcement, cancel) is { } article)
            {
                earlier.Add(new(announcement.Number, article));
            }
        }

        items.InsertRange(0, earlier);
        from = after;
    }

    /// <summary>What came out after a number, in order.</summary>
    public IEnumerable<NewsItem> After(long number)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = items[middle].Number > number ? (low, middle) : (middle + 1, high);
        }

        return items.Skip(low);
    }
}
