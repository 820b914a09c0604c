using System.Globalization;
using System.Text;
using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>Counts in a blob and in a record by "read, add, write if unchanged", again and again until it works.</summary>
internal static class Counter
{
    public static async Task IncrementAsync(IBlobStore store, string name)
    {
        string? written;
        do
        {
            var blob = await store.GetAsync(name, default);
            var condition = blob is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(blob.Item.ETag);
            var next = blob is null ? 1 : int.Parse(Encoding.UTF8.GetString(blob.Content.Span), CultureInfo.InvariantCulture) + 1;
            var text = Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture));
            written = await store.PutAsync(name, text, new BlobHeaders("text/plain"), condition, default);
        }
        while (written is null);
    }

    public static async Task IncrementAsync(ITable table, string row)
    {
        string? written;
        do
        {
            var record = await table.GetAsync("counters", row, default);
            var condition = record is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(record.ETag);
            var next = record is null ? 1 : int.Parse(record.Value, CultureInfo.InvariantCulture) + 1;
            written = await table.PutAsync("counters", row, next.ToString(CultureInfo.InvariantCulture), condition, default);
        }
        while (written is null);
    }
}
