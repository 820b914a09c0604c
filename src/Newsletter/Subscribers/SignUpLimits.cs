using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Newsletter.Storage;

namespace Newsletter.Subscribers;

/// <summary>
/// How much signing up may do, counted in storage and so shared by all workers. Rows stand under hashes in one partition a day (UTC), and are forgotten
/// after two.
/// </summary>
public sealed class SignUpLimits(ITable table, AddressHash hash, TimeProvider clock)
{
    /// <summary>Sign-ups an hour from one IPv4 address or one IPv6 network of 64 bits.</summary>
    public const int HourlyPerClient = 20;

    /// <summary>Mails about signing up that one mailbox gets in a day.</summary>
    public const int DailyPerAddress = 3;

    /// <summary>Sign-ups an hour altogether.</summary>
    public const int HourlyPerSite = 1_000;

    /// <summary>Between two mails about signing up to one mailbox.</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(10);

    private const int OldestForgotten = 30;

    /// <summary>Counts a sign-up of a client. False: they were too many; this one counts no more.</summary>
    /// <param name="client">Null: not known, counted together.</param>
    public async ValueTask<bool> AllowsClientAsync(IPAddress? client, CancellationToken cancel) =>
        await TakeAsync($"client|{hash.Of("client", Network(client))}|{Hour}", HourlyPerClient, cancel) && await TakeAsync($"site|{Hour}", HourlyPerSite, cancel);

    /// <summary>Counts a mail to an address. False: it had enough.</summary>
    public async ValueTask<bool> AllowsMailAsync(EmailAddress address, CancellationToken cancel)
    {
        var row = $"address|{hash.Of("mailbox", Mailbox(address))}";
        while (true)
        {
            var now = clock.GetUtcNow();
            var today = await table.GetAsync(Partition(now), row, cancel);
            var count = Read(today) ?? new(0, DateTimeOffset.MinValue);
            var last = today is null ? Read(await table.GetAsync(Partition(now.AddDays(-1)), row, cancel))?.Last ?? DateTimeOffset.MinValue : count.Last;
            if (count.Number >= DailyPerAddress || now - last < CoolDown)
            {
                return false;
            }

            if (await WriteAsync(row, today, new(count.Number + 1, now), cancel))
            {
                return true;
            }
        }
    }

    /// <summary>Removes the counts of past days.</summary>
    public async ValueTask ForgetAsync(CancellationToken cancel)
    {
        for (var day = 2; day <= OldestForgotten; day++)
        {
            var partition = Partition(clock.GetUtcNow().AddDays(-day));
            await foreach (var rows in table.QueryAsync(partition, null, null, int.MaxValue, cancel).Chunk(ITable.MaxBatch).WithCancellation(cancel))
            {
                await table.BatchAsync(partition, [.. rows.Select(row => new TableWrite(row.Row, null, WriteCondition.None))], cancel);
            }
        }
    }

    private string Hour => clock.GetUtcNow().ToString("HH", CultureInfo.InvariantCulture);

    private async ValueTask<bool> TakeAsync(string row, int most, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var stored = await table.GetAsync(Partition(now), row, cancel);
            var number = Read(stored)?.Number ?? 0;
            if (number >= most)
            {
                return false;
            }

            if (await WriteAsync(row, stored, new(number + 1, now), cancel))
            {
                return true;
            }
        }
    }

    private async ValueTask<bool> WriteAsync(string row, TableRow? stored, Count count, CancellationToken cancel) => await table.PutAsync(
        Partition(count.Last), row, string.Create(CultureInfo.InvariantCulture, $"{count.Number} {count.Last.ToUnixTimeSeconds()}"),
        stored is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(stored.ETag), cancel) is not null;

    private static Count? Read(TableRow? row) => row?.Value.Split(' ') is [var number, var last]
        ? new(int.Parse(number, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeSeconds(long.Parse(last, CultureInfo.InvariantCulture)))
        : null;

    private static string Partition(DateTimeOffset at) => $"limit|{at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    /// <summary>One household or host: whoever has an IPv6 address has 2^64 of them.</summary>
    private static string Network(IPAddress? client) => client switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => client.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(client.GetAddressBytes(), 0, 8),
        _ => client.ToString(),
    };

    /// <summary>What follows a plus sign leads into the same mailbox at most providers: one may not be flooded by way of many such addresses.</summary>
    private static string Mailbox(EmailAddress address)
    {
        var value = address.Value.ToLowerInvariant();
        var (plus, at) = (value.IndexOf('+', StringComparison.Ordinal), value.LastIndexOf('@'));
        return plus > 0 && plus < at ? value[..plus] + value[at..] : value;
    }

    private sealed record Count(int Number, DateTimeOffset Last);
}
