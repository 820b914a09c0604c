using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Tests.Subscribers;

/// <summary>What the book of subscribers promises on every table.</summary>
public abstract class SubscriberBookContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly AddressHash Hash = new(new byte[32]);
    private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();

    protected abstract ITable Table { get; }

    protected abstract ITable OtherWorker();

    private SubscriberBook Book => new(Table, Hash);

    [Fact]
    public async Task WhatWasSavedIsReadBackWhole()
    {
        var all = Somebody("ida@example.org") with
        {
            State = SubscriberState.Suppressed,
            Consent = new("import: \"the old list\"", Noon.AddDays(-9), Noon.AddDays(-8)),
            TokenVersion = int.MaxValue,
            Watermark = long.MaxValue,
            Digests = 12,
            NextDue = Noon.AddTicks(1),
            Preferences = new()
            {
                Cadence = DigestCadence.Daily,
                Day = DayOfWeek.Sunday,
                Hour = 23,
                Zone = "Asia/Tokyo",
                Topics = [new(ListKind.Tag, "horror"), new(ListKind.Work, "日本")],
                Tolerance = new(SpoilerLevel.Minor) { Works = new Dictionary<string, SpoilerLevel> { ["faust"] = SpoilerLevel.Ending, ["anna-karenina"] = SpoilerLevel.None } },
                Language = "de",
                PausedUntil = Noon.AddMonths(1),
            },
        };
        var added = await Book.AddAsync(all, default);

        Assert.True(added.IsNew);
        var read = (await Book.GetAsync(added.Subscriber.Id, default))!;
        Assert.Equal(SubscriberJson.Write(added.Subscriber), SubscriberJson.Write(read));
        Assert.Equal((added.Subscriber.Id, all.Address, all.State, all.Consent, all.NextDue), (read.Id, read.Address, read.State, read.Consent, read.NextDue));
        Assert.Equal((all.TokenVersion, all.Watermark, all.Digests), (read.TokenVersion, read.Watermark, read.Digests));
        Assert.Equal(all.Preferences.Topics, read.Preferences.Topics);
        Assert.Equal(all.Preferences.Tolerance.Works, read.Preferences.Tolerance.Works);
        Assert.Equal(all.Preferences, read.Preferences, Alike);
        Assert.Equal(read.ETag, (await Book.FindAsync(Address("IDA@Example.ORG"), default))!.ETag);
    }

    [Fact]
    public async Task NobodyIsThereWhoWasNotAdded()
    {
        Assert.Null(await Book.GetAsync(SubscriberId.New(Random), default));
        Assert.Null(await Book.FindAsync(Address("nobody@example.org"), default));
        Assert.False(await Book.EraseAsync(SubscriberId.New(Random), default));
        Assert.Empty(await Book.DueAsync(Noon, default).ToListAsync());
    }

    [Fact]
    public async Task TheSlowerOfTwoSaversIsTold()
    {
        var one = (await Book.AddAsync(Somebody("ida@example.org"), default)).Subscriber;

        var first = await Book.SaveAsync(one with { Watermark = 1, NextDue = Noon }, default);
        Assert.NotNull(first);
        Assert.Null(await new SubscriberBook(OtherWorker(), Hash).SaveAsync(one with { Watermark = 2, NextDue = Noon.AddHours(1) }, default));
        Assert.NotNull(await Book.SaveAsync(first with { Watermark = 3 }, default));
        Assert.Equal([Noon], await DueAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task TwoSignUpsOfOneAddressAtOnceMakeOneSubscriber()
    {
        SubscriberBook[] books = [Book, new(OtherWorker(), Hash)];
        for (var round = 0; round < 10; round++)
        {
            var address = $"ida{round}@example.org";
            var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () => await books[i % 2].AddAsync(Somebody(i % 2 == 0 ? address : address.ToUpperInvariant()), default))));

            Assert.Single(added, a => a.IsNew);
            Assert.Single(added.Select(a => a.Subscriber.Id).Distinct());
        }

        Assert.Equal(10, await Book.AllAsync(default).CountAsync());
    }

    [Fact]
    public async Task WhoIsAddedWhileBeingErasedIsThereWholeOrNot()
    {
        SubscriberBook[] books = [Book, new(OtherWorker(), Hash)];
        for (var round = 0; round < 10; round++)
        {
            var address = Address($"ida{round}@example.org");
            var id = (await Book.AddAsync(Somebody(address.Value), default)).Subscriber.Id;
            await Task.WhenAll(
                Task.Run(async () => await books[0].EraseAsync(id, default)),
                Task.Run(async () => await books[1].AddAsync(Somebody(address.Value), default)),
                Task.Run(async () => await books[0].AddAsync(Somebody(address.Value), default)));

            var stored = await Book.AllAsync(default).Where(s => s.Address == address).Select(s => s.Id).ToListAsync();
            Assert.Equal(stored, await Book.FindAsync(address, default) is { } found ? [found.Id] : []);
        }
    }

    [Fact]
    public async Task ManyAreAddedAtOnceAndThoseKnownStay()
    {
        var known = (await Book.AddAsync(Somebody("reader7@example.org") with { Watermark = 7 }, default)).Subscriber;

        var added = await Book.AddAsync([.. Enumerable.Range(0, 300).Select(i => Somebody($"reader{i}@example.org") with { NextDue = Noon.AddMinutes(i) })], default);

        Assert.Equal(299, added.Count(a => a.IsNew));
        Assert.Equal((known.Id, known.ETag), (added[7].Subscriber.Id, added[7].Subscriber.ETag));
        Assert.Equal(300, await Book.AllAsync(default).CountAsync());
        Assert.Equal(299, (await DueAsync(Noon.AddDays(1))).Count);
        Assert.Equal(100, (await DueAsync(Noon.AddMinutes(100))).Count);
    }

    [Fact]
    public async Task WhoIsDueIsFoundInOrderOfSlotsOnceAndNotBefore()
    {
        var times = new[] { 0, 1, 14, 15, 16, 60, 24 * 60 };
        await Book.AddAsync([.. times.Select(t => Somebody($"a{t}@example.org") with { NextDue = Noon.AddMinutes(t) }), Somebody("never@example.org")], default);

        Assert.Empty(await DueAsync(Noon.AddTicks(-1)));
        Assert.Equal([Noon], await DueAsync(Noon));
        Assert.Equal(5, (await DueAsync(Noon.AddMinutes(16))).Count);
        var all = await DueAsync(Noon.AddYears(1));
        Assert.Equal(times.Select(t => Noon.AddMinutes(t)), all.Order());
        Assert.Equal(times.Select(t => t / 15), all.Select(t => (int)(t - Noon).TotalMinutes / 15));
    }

    [Fact]
    public async Task ADueTimeThatMovedIsFoundWhereItIsNow()
    {
        var one = (await Book.AddAsync(Somebody("ida@example.org") with { NextDue = Noon }, default)).Subscriber;
        one = (await Book.SaveAsync(one with { NextDue = Noon.AddDays(7) }, default))!;
        Assert.Empty(await DueAsync(Noon.AddDays(6)));

        one = (await Book.SaveAsync(one with { NextDue = Noon }, default))!;
        Assert.Equal([Noon], await DueAsync(Noon.AddDays(8)));

        one = (await Book.SaveAsync(one with { NextDue = null }, default))!;
        Assert.Empty(await DueAsync(Noon.AddDays(8)));
        Assert.Empty(await RowsAsync("due", Noon.AddDays(8)));

        await Book.SaveAsync(one with { NextDue = Noon }, default);
        Assert.Equal([Noon], await DueAsync(Noon));
    }

    [Fact]
    public async Task ErasedIsErasedToTheLastRowAndAddingAgainIsNew()
    {
        var one = (await Book.AddAsync(Somebody("ida@example.org") with { NextDue = Noon }, default)).Subscriber;
        Assert.True(await Book.EraseAsync(one.Id, default));

        Assert.Null(await Book.GetAsync(one.Id, default));
        Assert.Null(await Book.FindAsync(one.Address, default));
        Assert.Empty(await DueAsync(Noon));
        Assert.Empty(await RowsAsync("due", Noon.AddDays(1)));
        Assert.Empty(await Table.QueryAsync(Partition(one.Address), null, null, 9, default).ToListAsync());
        var again = await Book.AddAsync(Somebody("ida@example.org"), default);
        Assert.True(again.IsNew);
        Assert.NotEqual(one.Id, again.Subscriber.Id);
    }

    [Fact]
    public async Task ASuppressionOutlivesErasureAndKeepsItsFirstReason()
    {
        var one = (await Book.AddAsync(Somebody("ida@example.org") with { NextDue = Noon }, default)).Subscriber;
        await Book.SuppressAsync(Address("Ida@example.org"), new(SuppressionReason.Complaint, Noon), default);
        await Book.SuppressAsync(one.Address, new(SuppressionReason.Operator, Noon.AddDays(1)), default);

        Assert.Equal(SubscriberState.Suppressed, (await Book.GetAsync(one.Id, default))!.State);
        Assert.Empty(await DueAsync(Noon));
        await Book.EraseAsync(one.Id, default);
        Assert.Equal(new Suppression(SuppressionReason.Complaint, Noon), await Book.SuppressionAsync(one.Address, default));
        Assert.Null(await Book.SuppressionAsync(Address("tobias@example.org"), default));

        Assert.True(await Book.LiftAsync(one.Address, default));
        Assert.Null(await Book.SuppressionAsync(one.Address, default));
        Assert.False(await Book.LiftAsync(one.Address, default));
    }

    [Fact]
    public async Task NoKeyHoldsAnAddress()
    {
        var one = Somebody("ida@example.org");
        one = (await Book.AddAsync(one, default)).Subscriber;
        await Book.SuppressAsync(one.Address, new(SuppressionReason.Bounce, Noon), default);
        var key = Hash.Of(one.Address);

        Assert.Equal(AddressHash.Length, key.Length);
        Assert.DoesNotContain("ida", key, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(key, new AddressHash([1, .. new byte[31]]).Of(one.Address));
        Assert.Equal(one.Id.Value, (await Table.GetAsync(Partition(one.Address), "address|" + key, default))!.Value);
        Assert.DoesNotContain("ida", (await Table.GetAsync(Partition(one.Address), "suppressed|" + key, default))!.Value, StringComparison.OrdinalIgnoreCase);
    }

    protected async Task<List<DateTimeOffset>> DueAsync(DateTimeOffset until) => await Book.DueAsync(until, default).Select(s => s.NextDue!.Value).ToListAsync();

    private async Task<List<string>> RowsAsync(string index, DateTimeOffset until) =>
        await new SlotIndex(Table, index, SubscriberBook.Slot).UntilAsync(until, default).Select(r => r.Row).ToListAsync();

    private static bool Alike(Preferences a, Preferences b) =>
        (a.Cadence, a.Day, a.Hour, a.Zone, a.Language, a.PausedUntil) == (b.Cadence, b.Day, b.Hour, b.Zone, b.Language, b.PausedUntil);

    private static string Partition(EmailAddress address) => $"subscriber|{Hash.Of(address)[0]}";

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    private static Subscriber Somebody(string address) => new()
    {
        Id = SubscriberId.New(Random),
        Address = Address(address),
        State = SubscriberState.Active,
        Consent = new("form", Noon, Noon),
    };
}
