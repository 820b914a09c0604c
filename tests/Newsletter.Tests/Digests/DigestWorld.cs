using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Tests.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>Articles, subscribers, planners and their storage, for tests of what is planned.</summary>
/// <param name="table">Another place for all but the queue; null, or null from it: SQLite.</param>
internal sealed class DigestWorld(Func<ITable?>? table = null) : IDisposable
{
    private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();
    private static readonly AddressHash Hash = new(new byte[32]);
    private readonly TempDatabase database = new();

    public SiteSettings Site { get; } = new() { BaseUrl = new("https://site.example/") };

    public HeldTime Clock { get; } = new();

    public ITable Table => table?.Invoke() ?? database.Main.Table("newsletter");

    public IWorkQueue Queue => database.Main.Queue(DeliveryQueue.Name);

    public SubscriberBook Book => new(Table, Hash);

    public Ledger Ledger => new(Table);

    public ArticleCatalogue Catalogue => new(Table, null!, Site);

    public Task<int> PlanAsync(TimeSpan skew = default, int lifetime = int.MaxValue)
    {
        var mortal = new Mortal(lifetime).Through(Table);
        return new DigestPlanner(new(mortal, null!, Site), new(mortal), new(mortal, Hash), new(mortal), Queue, new ShiftedTime(Clock, skew)).PlanAsync(default);
    }

    /// <summary>An upload, as a publisher takes it that may die.</summary>
    public async Task PublishAsync(ArticleRecord article, int lifetime = int.MaxValue)
    {
        var there = await Table.GetAsync(Keys.Articles, article.Slug, default);
        var mortal = new Mortal(lifetime).Through(Table);
        var writer = new CatalogueWriter(mortal, new(mortal, null!, Site));
        writer.Add(new(there is null ? null : CatalogueJson.ReadArticle(there.Value), article, null), there?.ETag, null);
        await writer.WriteAsync(default);
    }

    public async Task<Subscriber> SubscribeAsync(Preferences preferences, string name = "reader")
    {
        Assert.True(EmailAddress.TryParse(name + "@example.org", out var address));
        var now = Clock.GetUtcNow();
        var added = await Book.AddAsync(
            new Subscriber
            {
                Id = SubscriberId.New(Random),
                Address = address,
                State = SubscriberState.Active,
                Consent = new("form", now, now),
                Preferences = preferences,
                Watermark = await new Announcements(Table).LastAsync(default),
                NextDue = Schedule.Next(preferences, now),
            },
            default);
        return added.Subscriber;
    }

    /// <summary>All digests of a subscriber, by number.</summary>
    public async Task<List<DeliveryRecord>> DigestsAsync(SubscriberId subscriber)
    {
        var digests = new List<DeliveryRecord>();
        while (await Ledger.GetAsync(new DigestKey(subscriber, digests.Count + 1), default) is { } digest)
        {
            digests.Add(digest);
        }

        return digests;
    }

    public void Dispose() => database.Dispose();
}
