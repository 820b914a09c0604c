using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Storage;

namespace Newsletter.Subscribers;

/// <summary>
/// Rows by the time they are wanted: one partition for each slot of time, and one with the slots there are, so that what is wanted by now is found
/// at the cost of that alone. A row is written before its slot; a slot is removed only where its row did not change since it was seen empty. So no
/// row is ever without its slot, but for one whose writer died in between, which nobody misses.
/// </summary>
internal sealed class SlotIndex(ITable table, string name, TimeSpan length)
{
    private const string Format = "yyyyMMddHHmm";

    public DateTimeOffset SlotOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % length.Ticks, TimeSpan.Zero);

    public async ValueTask PutAsync(IEnumerable<(DateTimeOffset At, string Row)> rows, CancellationToken cancel)
    {
        var slots = rows.GroupBy(row => Text(SlotOf(row.At)), row => row.Row, StringComparer.Ordinal).ToList();
        await table.BatchesAsync([.. slots.SelectMany(slot => slot.Distinct(StringComparer.Ordinal).Chunk(ITable.MaxBatch), (slot, some) => Batch(Partition(slot.Key), some))], cancel);
        await table.BatchesAsync([.. slots.Select(slot => slot.Key).Chunk(ITable.MaxBatch).Select(some => Batch(name, some))], cancel);
    }

    public async ValueTask RemoveAsync(DateTimeOffset at, string row, CancellationToken cancel) =>
        await table.DeleteAsync(Partition(Text(SlotOf(at))), row, WriteCondition.None, cancel);

    /// <summary>The rows of all slots up to that of an instant, the earliest first. Slots found empty are forgotten.</summary>
    public async IAsyncEnumerable<(DateTimeOffset Slot, string Row)> UntilAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        var last = SlotOf(until);
        await foreach (var slot in table.QueryAsync(name, null, Text(last) + "!", int.MaxValue, cancel))
        {
            var start = DateTimeOffset.ParseExact(slot.Row, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            await foreach (var row in table.QueryAsync(Partition(slot.Row), null, null, int.MaxValue, cancel))
            {
                yield return (start, row.Row);
            }

            if (start < last && !await table.QueryAsync(Partition(slot.Row), null, null, 1, cancel).AnyAsync(cancel))
            {
                await table.DeleteAsync(name, slot.Row, WriteCondition.IfUnchanged(slot.ETag), cancel);
            }
        }
    }

    private static TableBatch Batch(string partition, string[] rows) => new(partition, Array.ConvertAll(rows, row => new TableWrite(row, "", WriteCondition.None)));

    private static string Text(DateTimeOffset slot) => slot.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private string Partition(string slot) => $"{name}|{slot}";
}
