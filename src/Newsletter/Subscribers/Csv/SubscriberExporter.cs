using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Newsletter.Subscribers.Csv;

/// <summary>Writes subscribers as CSV (RFC 4180), one after the other: memory does not grow with them.</summary>
public sealed class SubscriberExporter(SubscriberBook book)
{
    /// <param name="state">Only those; null: all.</param>
    /// <returns>How many.</returns>
    public async Task<long> WriteAsync(TextWriter output, SubscriberState? state, CancellationToken cancel)
    {
        await using var csv = new CsvWriter(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        await WriteRowAsync(csv, SubscriberCsv.Columns);
        var count = 0L;
        await foreach (var subscriber in book.AllAsync(cancel))
        {
            if (state is null || subscriber.State == state)
            {
                await WriteRowAsync(csv, SubscriberCsv.Fields(subscriber));
                count++;
            }
        }

        return count;
    }

    private static async Task WriteRowAsync(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        await csv.NextRecordAsync();
    }
}
