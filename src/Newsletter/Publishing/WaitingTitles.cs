using System.Collections.Concurrent;
using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>
/// Read More titles that no published article has yet, as they are met while rendering. Stored for each file; when they change, its editor is to be told.
/// </summary>
public sealed class WaitingTitles(ITable table)
{
    private readonly SortedDictionary<string, IReadOnlyList<SafeText>> news = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<SafeText>> unsaved = new(StringComparer.Ordinal);
    private bool isAnyStored = true;

    /// <summary>Titles that did not wait before, in the order of files, then titles.</summary>
    public IReadOnlyList<(string Source, SafeText Title)> News =>
        [.. news.SelectMany(n => n.Value.OrderBy(t => t.ToString(), StringComparer.Ordinal), (n, title) => (n.Key, title))];

    /// <summary>Of an article's Read More entries those that wait: not addresses elsewhere, and nothing found.</summary>
    internal static IReadOnlyList<SafeText> Of(IEnumerable<(SafeReadMore Entry, ArticleRecord? Article)> entries) =>
        [.. entries.Where(e => e.Article is null && !e.Entry.Target.ToString().Contains("://", StringComparison.Ordinal)).Select(e => e.Entry.Label)];

    /// <summary>The titles that each file is known to wait for.</summary>
    public static async IAsyncEnumerable<(string Source, IReadOnlyList<string> Titles)> StoredAsync(
        ITable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Awaiting, null, null, int.MaxValue, cancel))
        {
            yield return (Keys.Unescape(row.Row), row.Value.Split('\n'));
        }
    }

    /// <summary>The titles that one file is known to wait for.</summary>
    public static async ValueTask<IReadOnlyList<string>> OfFileAsync(ITable table, string source, CancellationToken cancel) =>
        (await table.GetAsync(Keys.Awaiting, Keys.Escape(source), cancel))?.Value.Split('\n') ?? [];

    /// <summary>Before rendering: as long as nothing is stored, an article that waits for nothing needs no remembering.</summary>
    internal async Task BeginAsync(CancellationToken cancel) => isAnyStored = await table.QueryAsync(Keys.Awaiting, null, null, 1, cancel).AnyAsync(cancel);

    /// <param name="titles">All that the article of this file waits for; empty: nothing.</param>
    internal void Meet(string source, IReadOnlyList<SafeText> titles)
    {
        if (titles.Count > 0 || isAnyStored)
        {
            unsaved[source] = titles;
        }
    }

    /// <summary>Keeps what was met since the last time. Before the marks go that led to it: what is not kept is met again.</summary>
    internal async Task SaveAsync(CancellationToken cancel)
    {
        var changed = new WriteBatch();
        var told = new List<TableWrite>();
        foreach (var (source, titles) in unsaved)
        {
            var row = Keys.Escape(source);
            var stored = isAnyStored ? (await table.GetAsync(Keys.Awaiting, row, cancel))?.Value : null;
            var now = titles.Count == 0 ? null : string.Join('\n', titles);
            if (now == stored)
            {
                continue;
            }

            var before = stored?.Split('\n') ?? [];
            news[source] = [.. titles.Where(t => !before.Contains(t.ToString()))];
            // Who is to be told of something already learns this with it.
            told.Add(new(row, nameof(IngestStatus.Published), WriteCondition.IfNew));
            if (now is null)
            {
                changed.Delete(Keys.Awaiting, row);
            }
            else
            {
                changed.Put(Keys.Awaiting, row, now);
            }
        }

        unsaved.Clear();
        await OweAsync(told, cancel);
        await changed.WriteAsync(table, keep: false, cancel);
    }

    private async Task OweAsync(List<TableWrite> told, CancellationToken cancel)
    {
        foreach (var chunk in told.Chunk(100))
        {
            if (await table.BatchAsync(Keys.Reports, chunk, cancel))
            {
                continue;
            }

            foreach (var write in chunk)
            {
                await table.PutAsync(Keys.Reports, write.Row, write.Value!, write.Condition, cancel);
            }
        }
    }
}
