using System.Security.Cryptography;
using System.Text;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;

namespace Newsletter.Tests.Delivery;

/// <summary>Subscribers with a planned digest each, and workers over the same storage.</summary>
/// <param name="path">Of a database.</param>
/// <param name="table">Another place for ledger and subscribers; null, or null from it: the database.</param>
internal sealed class SendingWorld(string path, TimeProvider clock, Func<ITable?>? table = null) : IDisposable
{
    private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();
    private readonly SqliteDatabase database = new(path, clock);

    public ITable Table => table?.Invoke() ?? database.Table("newsletter");

    public IWorkQueue Queue => database.Queue(DeliveryQueue.Name);

    public SubscriberBook Book => new(Table, new AddressHash(new byte[32]));

    public Ledger Ledger => new(Table);

    public SendingPause Pause => new(Table, clock);

    public DeliveryDesk Desk => new(Ledger, Queue, Pause, clock);

    /// <summary>Impatient, so that a test need not wait.</summary>
    public SendingRules Rules { get; init; } = new();

    public RateLimit Limit { get; init; } = RateLimit.None;

    public static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    public async Task<IReadOnlyList<Subscriber>> SubscribeAsync(int count)
    {
        var now = clock.GetUtcNow();
        var drafts = Enumerable.Range(0, count).Select(i => new Subscriber
        {
            Id = SubscriberId.New(Random),
            Address = Address($"reader{i}@example.org"),
            State = SubscriberState.Active,
            Consent = new("form", now, now),
        }).ToList();
        return [.. (await Book.AddAsync(drafts, default)).Select(added => added.Subscriber)];
    }

    /// <summary>A digest for each, and a message to workers for so many at a time.</summary>
    public async Task<IReadOnlyList<DeliveryRecord>> PlanAsync(IReadOnlyList<Subscriber> subscribers, int together = DeliveryQueue.MostInMessage)
    {
        var planned = await Ledger.PlanAsync([.. subscribers.Select(Draft)], default);
        foreach (var some in planned.Chunk(together))
        {
            await DeliveryQueue.EnqueueAsync(Queue, some.Select(d => d.Key), TimeSpan.Zero, default);
        }

        return planned;
    }

    public DigestSender Sender(params ITransport[] transports) => new(
        Ledger, Book, ComposeAsync, [.. transports.Select(t => new Provider(t, new(Table, t.Name, Limit, Rules.FirstHold, clock)))], Queue, Pause, Rules, clock);

    /// <summary>Takes one message of the queue, if there is any.</summary>
    public async Task<bool> WorkAsync(DigestSender sender, CancellationToken cancel = default)
    {
        foreach (var message in await Queue.ReceiveAsync(1, TimeSpan.FromSeconds(2), cancel))
        {
            await sender.SendAsync(message.Body, cancel);
            return await Queue.CompleteAsync(message, cancel) || true;
        }

        return false;
    }

    /// <summary>
    /// Nobody has two mails and nobody is forgotten: who is accepted has one, who failed has none, and whose connection the server dropped after it took the mail is
    /// uncertain. Returns who is uncertain, by Message-ID with angle brackets, with their addresses.
    /// </summary>
    /// <param name="did">By the server, to all whose digests were planned.</param>
    public async Task<IReadOnlyDictionary<string, string>> CheckAsync(IReadOnlyList<DeliveryRecord> planned, IReadOnlyList<(string Did, string Who, string More)> did)
    {
        var states = (await Ledger.GetAsync(planned.Select(p => p.Key), default)).ToDictionary(d => $"<{d.MessageId}>");
        var took = did.Where(d => d.Did == "took").ToLookup(d => d.More, d => d.Who);
        Assert.Equal(planned.Count, states.Count);
        Assert.DoesNotContain(took, mails => mails.Count() > 1);
        Assert.Empty(states.Values.Select(s => s.State).Distinct().Except([DeliveryState.Accepted, DeliveryState.Failed, DeliveryState.Uncertain]));
        foreach (var (id, delivery) in states)
        {
            Assert.True(delivery.State != DeliveryState.Accepted || took.Contains(id), "Accepted, but the server never took it.");
            Assert.True(delivery.State != DeliveryState.Failed || !took.Contains(id), "Failed, but the server took it.");
        }

        var uncertain = new Dictionary<string, string>();
        foreach (var (id, delivery) in states.Where(s => s.Value.State == DeliveryState.Uncertain))
        {
            uncertain[id] = (await Book.GetAsync(delivery.Key.Subscriber, default))!.Address.Value;
        }

        var people = did.Where(d => d.Did == "took").ToDictionary(d => d.Who, d => d.More);
        Assert.Subset(uncertain.Keys.ToHashSet(), did.Where(d => d.Did == "dropped").Select(d => people[d.Who]).ToHashSet());
        return uncertain;
    }

    public async Task<DeliveryRecord> NowAsync(DeliveryRecord delivery) => (await Ledger.GetAsync(delivery.Key, default))!;

    public void Dispose() => database.Dispose();

    private DeliveryRecord Draft(Subscriber subscriber)
    {
        var key = new DigestKey(subscriber.Id, subscriber.Digests + 1);
        return new()
        {
            Key = key,
            MessageId = key.MessageId("site.example"),
            Cadence = DigestCadence.Daily,
            Due = clock.GetUtcNow(),
            Articles = [1],
            UpTo = 1,
            Changed = clock.GetUtcNow(),
        };
    }

    private static ValueTask<OutgoingMail?> ComposeAsync(DeliveryRecord delivery, Subscriber subscriber, CancellationToken cancel)
    {
        var text = $"Message-ID: <{delivery.MessageId}>\r\nFrom: digest@site.example\r\nTo: {subscriber.Address.Value}\r\nSubject: A digest\r\n\r\n"
            + string.Concat(Enumerable.Repeat("A line of a digest with some words in it.\r\n", 100));
        return new(new OutgoingMail(delivery.MessageId[..32], "bounces@site.example", subscriber.Address.Value, Encoding.ASCII.GetBytes(text)));
    }
}
