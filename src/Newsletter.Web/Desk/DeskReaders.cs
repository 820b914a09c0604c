using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newsletter.Delivery;
using Newsletter.Subscribers;

namespace Newsletter.Web.Desk;

/// <summary>Readers by mail: how many, how they came, and what became of the last digests. No address of anybody is in it.</summary>
internal sealed class DeskReaders(DeskSite site, TimeProvider clock)
{
    private const int Weeks = 26;
    private const int MostListed = 50;
    private const int MostDigests = 12;

    public async Task AnswerAsync(HttpContext context)
    {
        if (site.Book is not { } book || site.Deliveries is not { } table)
        {
            await DeskJson.SendAsync(context, new { isThere = false });
            return;
        }

        var cancel = context.RequestAborted;
        var monday = Monday(clock.GetUtcNow());
        var states = Enum.GetValues<SubscriberState>().ToDictionary(state => state, _ => 0);
        var confirmed = new int[Weeks];
        var last = new Dictionary<DateTimeOffset, int>();
        await foreach (var subscriber in book.AllAsync(cancel))
        {
            states[subscriber.State]++;
            var came = subscriber.Consent.Confirmed ?? (subscriber.State == SubscriberState.Pending ? null : subscriber.Consent.At);
            if (came is { } at && (int)Math.Floor((monday.AddDays(7) - at).TotalDays / 7) is >= 0 and < Weeks and var ago)
            {
                confirmed[Weeks - 1 - ago]++;
            }

            if (subscriber.LastDue is { } due)
            {
                last[due] = last.GetValueOrDefault(due) + 1;
            }
        }

        var ledger = new Ledger(table);
        await DeskJson.SendAsync(context, new
        {
            isThere = true,
            states,
            weeks = confirmed.Select((count, i) => new { from = Day(monday.AddDays(-7 * (Weeks - 1 - i))), count }),
            digests = last.OrderByDescending(digest => digest.Key).Take(MostDigests).Select(digest => new { due = digest.Key, readers = digest.Value }),
            deliveries = new[]
            {
                await ListAsync(ledger, DeliveryState.Planned, "open", "to be sent or tried again", cancel),
                await ListAsync(ledger, DeliveryState.Failed, "failed", "refused for good", cancel),
                await ListAsync(ledger, DeliveryState.Uncertain, "uncertain", "the connection died at the end: they may have arrived", cancel),
            },
            paused = await new SendingPause(table, clock).SinceAsync(cancel),
        });
    }

    private static async Task<object> ListAsync(Ledger ledger, DeliveryState state, string word, string meaning, CancellationToken cancel)
    {
        var (some, count) = (new List<object>(), 0);
        await foreach (var delivery in ledger.ListAsync(state, cancel))
        {
            if (count++ < MostListed)
            {
                // A server's reply may quote the address that it refused.
                some.Add(new { key = delivery.Key.ToString(), delivery.State, delivery.Due, delivery.Changed, delivery.Attempts, reply = Code(delivery.Reply) });
            }
        }

        return new { word, meaning, count, some };
    }

    /// <summary>The three digits of an SMTP reply (RFC 5321 section 4.2), with the enhanced code behind them if there is one.</summary>
    private static string Code(string? reply) => reply is { Length: >= 3 } && reply.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0
        ? string.Join(' ', reply.Split(' ', 3).Take(2).Where(word => word.Length <= 8 && word.All(c => char.IsAsciiDigit(c) || c == '.')))
        : "";

    private static DateTimeOffset Monday(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(-(((int)now.UtcDateTime.DayOfWeek + 6) % 7)), TimeSpan.Zero);

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
