using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>How far a publication has come.</summary>
public readonly record struct PublishProgress(int Done, int Pages, int Written);

/// <summary>
/// Renders what is marked dirty, once however many uploads marked it, and writes what changed (design section 4, step 6). A mark is removed only if
/// nobody set it again meanwhile. Any number of publishers may run at once; each may die anywhere.
/// </summary>
public sealed class Publisher(Stores stores, SiteSettings site, OutputRenderer renderer, OutputWriter output)
{
    private const int PassSize = 1024;
    private const int MostConflicts = 20;

    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);

    /// <summary>Others publish the same site at the same time: see <see cref="SharedRendering"/>.</summary>
    public bool IsShared { get; init; }

    /// <summary>Titles met that nobody has written yet.</summary>
    public WaitingTitles Waiting { get; } = new();

    /// <summary>Until nothing is marked.</summary>
    public async Task PublishAsync(Action<PublishProgress> progress, CancellationToken cancel)
    {
        var done = 0;
        var pages = 0;
        while (true)
        {
            var marks = await MarksAsync(cancel);
            if (marks.Count == 0)
            {
                return;
            }

            var pass = NewPass();
            await Parallel.ForEachAsync(marks, cancel, async (row, token) =>
            {
                var mark = DirtyMark.Parse(row.Row);
                await RenderAsync(pass, mark, token);
                var count = Interlocked.Increment(ref done);
                progress(new(count, mark.Kind == DirtyKind.Page ? Interlocked.Increment(ref pages) : pages, output.Written));
            });
            await RemoveAsync(marks, cancel);
        }
    }

    /// <summary>Marks every output: after a change of templates, settings or program.</summary>
    public async Task MarkAllAsync(CancellationToken cancel)
    {
        var batch = new WriteBatch();
        var count = 0;
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            if (article.State != ArticleState.Scheduled)
            {
                batch.Mark(DirtyMark.Page(article.Slug));
            }

            if (++count % 1000 == 0)
            {
                await batch.WriteAsync(stores.Table, keep: false, cancel);
            }
        }

        await foreach (var list in catalogue.ListsAsync(cancel))
        {
            batch.Mark(DirtyMark.List(list));
            await foreach (var period in catalogue.PeriodsAsync(list, cancel))
            {
                batch.Mark(DirtyMark.Archive(list, period));
            }
        }

        batch.Mark(DirtyMark.List(ListKey.Site));
        batch.Mark(DirtyMark.Directory);
        await batch.WriteAsync(stores.Table, keep: false, cancel);
    }

    /// <summary>Whether anything is marked.</summary>
    public async Task<bool> HasMarksAsync(CancellationToken cancel)
    {
        await foreach (var _ in stores.Table.QueryAsync(Keys.Dirty, null, null, 1, cancel))
        {
            return true;
        }

        return false;
    }

    /// <summary>How many groups of outputs are marked.</summary>
    public async Task<int> CountMarksAsync(CancellationToken cancel)
    {
        var count = 0;
        await foreach (var _ in stores.Table.QueryAsync(Keys.Dirty, null, null, int.MaxValue, cancel))
        {
            count++;
        }

        return count;
    }

    private async Task<List<TableRow>> MarksAsync(CancellationToken cancel)
    {
        var marks = new List<TableRow>();
        await foreach (var row in stores.Table.QueryAsync(Keys.Dirty, null, null, PassSize, cancel))
        {
            marks.Add(row);
        }

        return marks;
    }

    private async Task RenderAsync(PublishPass pass, DirtyMark mark, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await (IsShared ? new SharedRendering(renderer, output, NewPass).TryAsync(pass, mark, cancel) : WriteAsync(pass, mark, cancel)))
            {
                return;
            }

            if (attempt == MostConflicts)
            {
                throw new StorageConflictException($"The outputs of '{mark.Key}' keep being changed by somebody else.");
            }

            // What the other one wrote may be older or newer than what this pass knows.
            pass = NewPass();
        }
    }

    private async Task<bool> WriteAsync(PublishPass pass, DirtyMark mark, CancellationToken cancel)
    {
        var isDone = true;
        await foreach (var (key, content) in renderer.RenderAsync(pass, mark, cancel))
        {
            isDone &= await output.WriteAsync(key, content, cancel);
        }

        return isDone;
    }

    private PublishPass NewPass() => new(catalogue, renderer.Addresses, Waiting);

    private async Task RemoveAsync(List<TableRow> marks, CancellationToken cancel)
    {
        foreach (var chunk in marks.Chunk(100))
        {
            var writes = chunk.Select(m => new TableWrite(m.Row, null, WriteCondition.IfUnchanged(m.ETag))).ToArray();
            if (await stores.Table.BatchAsync(Keys.Dirty, writes, cancel))
            {
                continue;
            }

            foreach (var write in writes)
            {
                // False: somebody marked it again, or another publisher was done with it first.
                await stores.Table.DeleteAsync(Keys.Dirty, write.Row, write.Condition, cancel);
            }
        }
    }
}
