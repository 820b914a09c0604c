using System.Security.Cryptography;
using FsCheck.Xunit;
using Newsletter.Subscribers;
using Newsletter.Tests.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

/// <summary>What holds of the book of subscribers whenever its writers die.</summary>
public class SubscriberBookProperties
{
    private static readonly RandomNumberGenerator Random = RandomNumberGenerator.Create();

    public enum Act
    {
        Add,
        Move,
        Rest,
        Erase,
        Look,
    }

    /// <param name="Reader">Of a few, so that acts meet.</param>
    /// <param name="Slot">When the next digest is due.</param>
    /// <param name="Writes">After so many writes the writer dies.</param>
    public sealed record Step(Act Act, byte Reader, byte Slot, byte Writes);

    [Property(MaxTest = 60)]
    public async Task WriterAfterWriterMayDieAndNobodyIsMissedOrThereTwice(Step[] steps)
    {
        using var database = new TempDatabase();
        var table = database.Main.Table("subscribers");
        var hash = new AddressHash(new byte[32]);
        var book = new SubscriberBook(table, hash);
        foreach (var step in steps)
        {
            try
            {
                await DoAsync(new(new Mortal(step.Writes % 6).Through(table), hash), step);
            }
            catch (DeathException)
            {
                // The next one goes on.
            }

            var all = await book.AllAsync(default).ToListAsync();
            var due = await book.DueAsync(Some.Time.AddYears(1), default).ToListAsync();
            Assert.Equal(all.Where(s => s.NextDue is not null).Select(s => s.Id.Value).Order(), due.Select(s => s.Id.Value).Order());
            Assert.Equal(all.Count, all.DistinctBy(s => s.Address).Count());
            foreach (var subscriber in all)
            {
                Assert.Equal(subscriber.ETag, (await book.FindAsync(subscriber.Address, default))?.ETag);
            }
        }
    }

    private static async Task DoAsync(SubscriberBook book, Step step)
    {
        Assert.True(EmailAddress.TryParse($"reader{step.Reader % 3}@example.org", out var address));
        DateTimeOffset at = Some.Time.AddMinutes(step.Slot % 4 * 10);
        var stored = await book.FindAsync(address, default);
        switch (step.Act)
        {
            case Act.Add:
                await book.AddAsync(new Subscriber { Id = SubscriberId.New(Random), Address = address, State = SubscriberState.Active, Consent = new("form", at, at), NextDue = at }, default);
                break;
            case Act.Move when stored is not null:
                await book.SaveAsync(stored with { NextDue = at }, default);
                break;
            case Act.Rest when stored is not null:
                await book.SaveAsync(stored with { NextDue = null }, default);
                break;
            case Act.Erase when stored is not null:
                await book.EraseAsync(stored.Id, default);
                break;
            default:
                await book.DueAsync(at, default).CountAsync();
                break;
        }
    }
}
