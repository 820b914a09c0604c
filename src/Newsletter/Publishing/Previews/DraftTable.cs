using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Storage;

namespace Newsletter.Publishing.Previews;

/// <summary>A table as it would be after some changes, which are kept in memory and never reach the one below. For one draft, and few rows.</summary>
internal sealed class DraftTable(ITable below) : ITable
{
    private readonly Lock held = new();
    private readonly Dictionary<string, SortedDictionary<string, TableRow?>> changed = new(StringComparer.Ordinal);
    private int writes;

    public async ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel)
    {
        lock (held)
        {
            if (changed.TryGetValue(partition, out var rows) && rows.TryGetValue(row, out var mine))
            {
                return mine;
            }
        }

        return await below.GetAsync(partition, row, cancel);
    }

    public async ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel) =>
        await BatchAsync(partition, [new(row, value, condition)], cancel) ? (await GetAsync(partition, row, cancel))?.ETag : null;

    public async ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel) =>
        await GetAsync(partition, row, cancel) is not null && await BatchAsync(partition, [new(row, null, condition)], cancel);

    public async IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        var mine = Mine(partition);
        if (mine.Count == 0)
        {
            await foreach (var row in below.QueryAsync(partition, from, to, limit, cancel))
            {
                yield return row;
            }

            yield break;
        }

        var own = mine.Where(row => (from is null || string.CompareOrdinal(row.Key, from) >= 0) && (to is null || string.CompareOrdinal(row.Key, to) < 0)).ToList();
        var (next, left) = (0, limit);
        await foreach (var row in below.QueryAsync(partition, from, to, limit == int.MaxValue ? limit : limit + own.Count, cancel))
        {
            for (; next < own.Count && string.CompareOrdinal(own[next].Key, row.Row) < 0; next++)
            {
                if (own[next].Value is { } before && left-- > 0)
                {
                    yield return before;
                }
            }

            var shown = next < own.Count && own[next].Key == row.Row ? own[next++].Value : row;
            if (shown is not null && left-- > 0)
            {
                yield return shown;
            }

            if (left <= 0)
            {
                yield break;
            }
        }

        foreach (var (_, behind) in own.Skip(next))
        {
            if (behind is not null && left-- > 0)
            {
                yield return behind;
            }
        }
    }

    public async ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        foreach (var write in writes.Where(write => write.Condition != WriteCondition.None))
        {
            if (!write.Condition.Allows((await GetAsync(partition, write.Row, cancel))?.ETag))
            {
                return false;
            }
        }

        lock (held)
        {
            if (!changed.TryGetValue(partition, out var rows))
            {
                changed[partition] = rows = new(StringComparer.Ordinal);
            }

            foreach (var write in writes)
            {
                rows[write.Row] = write.Value is null ? null : new(partition, write.Row, write.Value, string.Create(CultureInfo.InvariantCulture, $"draft-{++this.writes}"));
            }
        }

        return true;
    }

    private List<KeyValuePair<string, TableRow?>> Mine(string partition)
    {
        lock (held)
        {
            return changed.TryGetValue(partition, out var rows) ? [.. rows] : [];
        }
    }
}
