using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Storage;

namespace Newsletter.Subscribers;

/// <summary>What came of adding a subscriber.</summary>
/// <param name="Subscriber">As stored.</param>
/// <param name="IsNew">False: the address had one already, which stays as it was.</param>
public sealed record Added(Subscriber Subscriber, bool IsNew);

/// <summary>
/// All subscribers in one table: by id, by the keyed hash of the address, and by when their next digest is due. A record and the row of its address
/// are one batch: no address has two subscribers. A due row is written before the record that counts on it and removed after; one that no record
/// counts on is passed over, and removed when met. So a writer may die between any two writes, and two may write at once: nobody who is due is missed.
/// </summary>
/// <remarks>
/// A due row carries the number of the change of <see cref="Subscriber.NextDue"/> that it was written for. Of a row with a number up to the record's
/// own it is known whether the record counts on it, for ever; a higher number is of a writer who is under way, or died.
/// </remarks>
public sealed class SubscriberBook(ITable table, AddressHash hash)
{
    public const string TableName = "subscribers";

    /// <summary>The due times of a slot are found together: planners need not come more often.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromMinutes(15);

    private const int LoadedAtOnce = 32;
    private const string Shards = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private readonly SlotIndex due = new(table, "due", Slot);
    private readonly SlotIndex pending = new(table, "pending", TimeSpan.FromDays(1));

    public async ValueTask<Subscriber?> GetAsync(SubscriberId id, CancellationToken cancel) =>
        id.Value.Length > 0 && await table.GetAsync(Partition(id.Value), RecordRow(id), cancel) is { } row ? SubscriberJson.Read(id, row.Value, row.ETag) : null;

    public async ValueTask<Subscriber?> FindAsync(EmailAddress address, CancellationToken cancel) =>
        hash.Of(address) is var key && await table.GetAsync(Partition(key), AddressRow(key), cancel) is { } row ? await GetAsync(new(row.Value), cancel) : null;

    /// <summary>Adds a subscriber unless the address has one.</summary>
    /// <param name="subscriber">Not stored yet. The first letter of its id becomes that of its partition.</param>
    public async ValueTask<Added> AddAsync(Subscriber subscriber, CancellationToken cancel) => (await AddAsync([subscriber], cancel))[0];

    /// <summary>Adds many in a few writes. Of one address twice among them one is added.</summary>
    public async ValueTask<IReadOnlyList<Added>> AddAsync(IReadOnlyList<Subscriber> subscribers, CancellationToken cancel)
    {
        var known = await EachAsync(subscribers, subscriber => FindAsync(subscriber.Address, cancel));
        var drafts = subscribers.Where((_, i) => known[i] is null).Select(Draft).ToList();
        await due.PutAsync(drafts.Where(draft => draft.NextDue is not null).Select(draft => (draft.NextDue!.Value, Row(draft))), cancel);
        await pending.PutAsync(drafts.Where(draft => draft.State == SubscriberState.Pending).Select(draft => (draft.Consent.At, draft.Id.Value)), cancel);
        var written = await table.BatchesAsync([.. drafts.Select(Batch)], cancel);
        var stored = await EachAsync(drafts, draft => FindAsync(draft.Address, cancel));
        var added = new Added[subscribers.Count];
        for (int i = 0, next = 0; i < added.Length; i++)
        {
            // A new one who is gone by now was erased by somebody else meanwhile.
            added[i] = known[i] is { } old ? new(old, false)
                : stored[next] is { } record ? new(record, written[next])
                : await AddAsync(subscribers[i], cancel);
            next += known[i] is null ? 1 : 0;
        }

        return added;
    }

    /// <summary>Replaces the record if nobody was faster. Returns it as stored, or null: then load it again.</summary>
    /// <param name="subscriber">A loaded one, changed; neither its id nor its address.</param>
    public async ValueTask<Subscriber?> SaveAsync(Subscriber subscriber, CancellationToken cancel)
    {
        var next = Indexed(subscriber);
        if (next.Due != subscriber.Due && next.NextDue is { } at)
        {
            await due.PutAsync([(at, Row(next))], cancel);
        }

        var condition = WriteCondition.IfUnchanged(subscriber.ETag ?? throw new ArgumentException("Only a stored subscriber can be saved; add a new one.", nameof(subscriber)));
        if (await table.PutAsync(Partition(next.Id.Value), RecordRow(next.Id), SubscriberJson.Write(next), condition, cancel) is not { } etag)
        {
            return null;
        }

        if (next.Due != subscriber.Due && subscriber.Due.At is { } before)
        {
            await due.RemoveAsync(before, Row(subscriber), cancel);
        }

        return next with { ETag = etag };
    }

    /// <summary>Loads, changes and saves until nobody was faster. Null: there is no such subscriber.</summary>
    /// <param name="change">May be called several times; null leaves the record as it is, which is then returned.</param>
    public async ValueTask<Subscriber?> ChangeAsync(SubscriberId id, Func<Subscriber, Subscriber?> change, CancellationToken cancel)
    {
        while (await GetAsync(id, cancel) is { } stored)
        {
            if (change(stored) is not { } changed)
            {
                return stored;
            }

            if (await SaveAsync(changed, cancel) is { } saved)
            {
                return saved;
            }
        }

        return null;
    }

    /// <summary>Removes all that is known of a subscriber but a suppression. False: there was none.</summary>
    public ValueTask<bool> EraseAsync(SubscriberId id, CancellationToken cancel) => EraseAsync(id, _ => true, cancel);

    /// <summary>Erases who signed up up to an instant and never confirmed. Returns how many.</summary>
    public async ValueTask<int> ForgetPendingAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var erased = 0;
        await foreach (var (slot, row) in pending.UntilAsync(before, cancel))
        {
            var id = new SubscriberId(row);
            erased += await EraseAsync(id, s => s.State == SubscriberState.Pending && s.Consent.At <= before, cancel) ? 1 : 0;
            if (await GetAsync(id, cancel) is { State: SubscriberState.Pending } asked)
            {
                // Signed up again meanwhile.
                if (pending.SlotOf(asked.Consent.At) == slot)
                {
                    continue;
                }

                await pending.PutAsync([(asked.Consent.At, row)], cancel);
            }

            await pending.RemoveAsync(slot, row, cancel);
        }

        return erased;
    }

    private async ValueTask<bool> EraseAsync(SubscriberId id, Func<Subscriber, bool> when, CancellationToken cancel)
    {
        while (await GetAsync(id, cancel) is { } stored && when(stored))
        {
            TableWrite[] writes = [new(RecordRow(id), null, WriteCondition.IfUnchanged(stored.ETag!)), new(AddressRow(hash.Of(stored.Address)), null, WriteCondition.None)];
            if (!await table.BatchAsync(Partition(id.Value), writes, cancel))
            {
                continue;
            }

            if (stored.Due.At is { } at)
            {
                await due.RemoveAsync(at, Row(stored), cancel);
            }

            return true;
        }

        return false;
    }

    /// <summary>Everybody whose <see cref="Subscriber.NextDue"/> is not after an instant, by slot. Costs as much as they are, however many others there are.</summary>
    public async IAsyncEnumerable<Subscriber> DueAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var rows in due.UntilAsync(until, cancel).Chunk(LoadedAtOnce).WithCancellation(cancel))
        {
            var loaded = await EachAsync(rows, row => GetAsync(IdOf(row.Row), cancel));
            for (var i = 0; i < rows.Length; i++)
            {
                var (slot, row) = rows[i];
                if (loaded[i] is { NextDue: { } at } subscriber && due.SlotOf(at) == slot && Row(subscriber) == row)
                {
                    if (at <= until)
                    {
                        yield return subscriber;
                    }
                }
                else if (loaded[i] is { } other ? ChangeOf(row) <= other.Due.Change : slot < until - LongestWrite)
                {
                    await due.RemoveAsync(slot, row, cancel);
                }
            }
        }
    }

    /// <summary>Everybody, in no order that means something. Not a snapshot.</summary>
    public async IAsyncEnumerable<Subscriber> AllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var shard in Shards)
        {
            await foreach (var row in table.QueryAsync(Partition($"{shard}"), "record|", "record}", int.MaxValue, cancel))
            {
                yield return SubscriberJson.Read(new(row.Row["record|".Length..]), row.Value, row.ETag);
            }
        }
    }

    /// <summary>Why nothing may be sent to an address; null: it may. Asked again right before each mail.</summary>
    public async ValueTask<Suppression?> SuppressionAsync(EmailAddress address, CancellationToken cancel) =>
        hash.Of(address) is var key && await table.GetAsync(Partition(key), SuppressedRow(key), cancel) is { } row ? SubscriberJson.ReadSuppression(row.Value) : null;

    /// <summary>Nothing is sent to an address from now on, subscriber or not. The first reason stays.</summary>
    public async ValueTask SuppressAsync(EmailAddress address, Suppression suppression, CancellationToken cancel)
    {
        var key = hash.Of(address);
        await table.PutAsync(Partition(key), SuppressedRow(key), SubscriberJson.Write(suppression), WriteCondition.IfNew, cancel);
        if (await FindAsync(address, cancel) is { } subscriber)
        {
            await ChangeAsync(subscriber.Id, s => s.State == SubscriberState.Suppressed ? null : s with { State = SubscriberState.Suppressed, NextDue = null }, cancel);
        }
    }

    /// <summary>An operator's word that the address is well again. The subscriber, if any, has to sign up anew. False: it was not suppressed.</summary>
    public async ValueTask<bool> LiftAsync(EmailAddress address, CancellationToken cancel)
    {
        if (await FindAsync(address, cancel) is { } subscriber)
        {
            await ChangeAsync(subscriber.Id, s => s.State == SubscriberState.Suppressed ? s with { State = SubscriberState.Unsubscribed } : null, cancel);
        }

        var key = hash.Of(address);
        return await table.DeleteAsync(Partition(key), SuppressedRow(key), WriteCondition.None, cancel);
    }

    private static async ValueTask<List<Subscriber?>> EachAsync<T>(IReadOnlyList<T> those, Func<T, ValueTask<Subscriber?>> load)
    {
        var loaded = new List<Subscriber?>(those.Count);
        foreach (var some in those.Chunk(LoadedAtOnce))
        {
            loaded.AddRange(await Task.WhenAll(some.Select(one => load(one).AsTask())));
        }

        return loaded;
    }

    private Subscriber Draft(Subscriber subscriber) => Indexed(subscriber with { Id = new(hash.Of(subscriber.Address)[..1] + subscriber.Id.Value[1..]), ETag = null });

    private TableBatch Batch(Subscriber draft) => new(Partition(draft.Id.Value),
    [
        new(AddressRow(hash.Of(draft.Address)), draft.Id.Value, WriteCondition.IfNew),
        new(RecordRow(draft.Id), SubscriberJson.Write(draft), WriteCondition.IfNew),
    ]);

    private static Subscriber Indexed(Subscriber subscriber) => subscriber.NextDue == subscriber.Due.At && subscriber.ETag is not null
        ? subscriber
        : subscriber with { Due = new(subscriber.NextDue, subscriber.Due.Change + 1) };

    private static string Row(Subscriber subscriber) => string.Create(CultureInfo.InvariantCulture, $"{subscriber.Id.Value}|{subscriber.Due.Change}");

    private static SubscriberId IdOf(string row) => new(row[..row.IndexOf('|', StringComparison.Ordinal)]);

    private static int ChangeOf(string row) => int.Parse(row.AsSpan(row.IndexOf('|', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <param name="key">An id, or the hash of an address: who has the one has the other in the same partition.</param>
    private static string Partition(string key) => $"subscriber|{key[0]}";

    private static string RecordRow(SubscriberId id) => $"record|{id.Value}";

    private static string AddressRow(string key) => $"address|{key}";

    private static string SuppressedRow(string key) => $"suppressed|{key}";
}
