using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;

namespace Newsletter.Subscribers.Csv;

public enum RowOutcome
{
    /// <summary>A new subscriber, in the state of the row.</summary>
    Added,

    /// <summary>The address was there before, in the book or in the file; what is known of it stays as it is.</summary>
    Known,

    /// <summary>Nothing may be sent to the address: it bounced, or its reader complained.</summary>
    Suppressed,

    /// <summary>They never confirmed where they come from: sent nothing here either.</summary>
    Unconfirmed,

    /// <summary>The row can't be used; the message says why.</summary>
    Refused,
}

/// <param name="Line">Of the file, 1-based, where the row begins.</param>
/// <param name="Message">Empty unless refused. No address is in it.</param>
public sealed record ImportedRow(long Line, RowOutcome Outcome, string Message);

/// <param name="Source">Where consent comes from, where the file has no column <c>source</c>.</param>
/// <param name="ConsentedAt">When consent was given, where the file has no column <c>asked</c>.</param>
public sealed record ImportOptions(string? Source, DateTimeOffset? ConsentedAt, bool IsDryRun);

/// <summary>
/// Takes subscribers from CSV, some hundreds at a time: memory does not grow with the file, but for eight bytes a row in a dry run, to find addresses
/// that are in it twice. A run that was cut short is simply run again.
/// </summary>
/// <param name="lastAnnouncement">The number of the newest article that mails know: imported readers get what comes after it.</param>
/// <param name="schedule">The next due time after an instant.</param>
public sealed class SubscriberImporter(
    SubscriberBook book, Func<CancellationToken, ValueTask<long>> lastAnnouncement, Func<Preferences, DateTimeOffset, DateTimeOffset> schedule, TimeProvider clock,
    RandomNumberGenerator random)
{
    private const int RowsAtOnce = 400;
    private const int LongestField = 20_000;
    private const int LongestSource = 200;

    /// <exception cref="FormatException">The file as a whole can't be read: no header, no column of addresses. Nothing was imported.</exception>
    public async IAsyncEnumerable<ImportedRow> ImportAsync(TextReader input, ImportOptions options, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var csv = new CsvParser(input, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MaxFieldSize = LongestField,
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
        });
        var columns = await HeaderAsync(csv);
        var seen = options.IsDryRun ? new HashSet<ulong>() : null;
        var last = await lastAnnouncement(cancel);
        await foreach (var rows in RowsAsync(csv, columns, options, last, cancel).Chunk(RowsAtOnce).WithCancellation(cancel))
        {
            foreach (var row in await TakeAsync(rows, seen, cancel))
            {
                yield return row;
            }
        }
    }

    private static async Task<Dictionary<string, int>> HeaderAsync(CsvParser csv)
    {
        var header = await csv.ReadAsync() ? csv.Record! : [];
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            var name = Formulas.Unguard(header[i].Trim('\ufeff', ' ')).ToLowerInvariant();
            columns.TryAdd(SubscriberCsv.AddressNames.Contains(name) ? "address" : name, i);
        }

        return columns.ContainsKey("address")
            ? columns
            : throw new FormatException($"The first line must name the columns, and one of them '{string.Join("' or '", SubscriberCsv.AddressNames.Take(2))}'");
    }

    private async IAsyncEnumerable<Draft> RowsAsync(
        CsvParser csv, Dictionary<string, int> columns, ImportOptions options, long last, [EnumeratorCancellation] CancellationToken cancel)
    {
        var line = csv.RawRow + 1L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Draft? draft = null;
            try
            {
                if (!await csv.ReadAsync())
                {
                    yield break;
                }

                var fields = csv.Record!;
                string? Field(string name) => columns.TryGetValue(name, out var at) && at < fields.Length && Formulas.Unguard(fields[at]) is { Length: > 0 } text ? text : null;
                draft = Read(line, Field, options, last);
            }
            catch (FormatException fault)
            {
                draft = new(line, null, new(line, RowOutcome.Refused, fault.Message + "."));
            }
            catch (MaxFieldSizeException)
            {
                draft = new(line, null, new(line, RowOutcome.Refused, "A field is too long; is a quotation mark missing?"));
            }

            yield return draft;
            line = csv.RawRow + 1L;
        }
    }

    private Draft Read(long line, Func<string, string?> field, ImportOptions options, long last)
    {
        if (!EmailAddress.TryParse(field("address") ?? "", out var address))
        {
            throw new FormatException(field("address") is null ? "There is no address" : "This is no address that mail can be sent to");
        }

        var state = SubscriberCsv.Enum<SubscriberState>(field("state"), "state") ?? SubscriberState.Active;
        var source = field("source") ?? options.Source ?? throw new FormatException("Where consent comes from is not said: add a column 'source', or say --source");
        var asked = SubscriberCsv.ReadTime(field("asked"), "asked") ?? options.ConsentedAt
            ?? throw new FormatException("When consent was given is not said: add a column 'asked', or say --consented");
        var preferences = SubscriberCsv.ReadPreferences(field);
        var isActive = state == SubscriberState.Active;
        var subscriber = new Subscriber
        {
            Id = SubscriberId.New(random),
            Address = address,
            State = state,
            Consent = new(source.Length <= LongestSource && !source.Any(char.IsControl) ? source : throw new FormatException($"'source' must be one line of at most {LongestSource} characters"),
                asked, SubscriberCsv.ReadTime(field("confirmed"), "confirmed")),
            Preferences = preferences,
            Watermark = last,
            NextDue = isActive ? schedule(preferences, clock.GetUtcNow()) : null,
            TokenVersion = Subscriber.NewVersion(random),
        };
        return new(line, subscriber, state == SubscriberState.Pending ? new(line, RowOutcome.Unconfirmed, "") : null);
    }

    private async Task<List<ImportedRow>> TakeAsync(Draft[] rows, HashSet<ulong>? seen, CancellationToken cancel)
    {
        var drafts = rows.Where(row => row.Outcome is null).ToList();
        var suppressed = await Task.WhenAll(drafts.Select(draft => book.SuppressionAsync(draft.Subscriber!.Address, cancel).AsTask()));
        var isNew = seen is null ? await AddAsync(drafts, suppressed, cancel) : await LookAsync(drafts, suppressed, seen, cancel);
        var outcomes = new List<ImportedRow>(rows.Length);
        var next = 0;
        foreach (var row in rows)
        {
            outcomes.Add(row.Outcome ?? new(row.Line, suppressed[next] is not null ? RowOutcome.Suppressed : isNew[next] ? RowOutcome.Added : RowOutcome.Known, ""));
            next += row.Outcome is null ? 1 : 0;
        }

        return outcomes;
    }

    private async Task<bool[]> AddAsync(List<Draft> drafts, Suppression?[] suppressed, CancellationToken cancel)
    {
        var isNew = new bool[drafts.Count];
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (suppressed[i] is null)
            {
                first.TryAdd(drafts[i].Subscriber!.Address.Value, i);
            }
        }

        var order = first.Values.Order().ToList();
        var added = await book.AddAsync([.. order.Select(i => drafts[i].Subscriber!)], cancel);
        for (var i = 0; i < order.Count; i++)
        {
            isNew[order[i]] = added[i].IsNew;
            if (added[i].IsNew && added[i].Subscriber is { State: SubscriberState.Suppressed } bounced)
            {
                await book.SuppressAsync(bounced.Address, new(SuppressionReason.Operator, clock.GetUtcNow()), cancel);
            }
        }

        return isNew;
    }

    private async Task<bool[]> LookAsync(List<Draft> drafts, Suppression?[] suppressed, HashSet<ulong> seen, CancellationToken cancel)
    {
        var known = await Task.WhenAll(drafts.Select(draft => book.FindAsync(draft.Subscriber!.Address, cancel).AsTask()));
        return [.. drafts.Select((draft, i) => suppressed[i] is null && known[i] is null && seen.Add(Fold(draft.Subscriber!.Address)))];
    }

    private static ulong Fold(EmailAddress address) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(address.Value.ToLowerInvariant().AsSpan()));

    private sealed record Draft(long Line, Subscriber? Subscriber, ImportedRow? Outcome);
}
