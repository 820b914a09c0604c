using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
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
public sealed class Publisher(Stores stores, SiteSettings site, OutputRenderer renderer, OutputWriter output, TimeProvider clock)
{
    private const int PassSize = 1024;

    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);
    private readonly PublishNotes notes = new(stores.Table, clock);
    private MarkRendering? marking;

    /// <summary>What could not be rendered. It stays marked, and all else is published.</summary>
    public IReadOnlyDictionary<DirtyMark, Exception> Failures => Rendering.Failures;

    /// <summary>Outputs that were not written, since they would show what is hidden; their marks stay.</summary>
    public IReadOnlyList<OutputLeak> Leaks => Rendering.Leaks;

    /// <summary>Others publish the same site at the same time: see <see cref="SharedRendering"/>.</summary>
    public bool IsShared { get; init; }

    /// <summary>Titles met that nobody has written yet.</summary>
    public WaitingTitles Waiting { get; } = new(stores.Table);

    private MarkRendering Rendering => marking ??= new(IsShared ? catalogue.KeepingBodies() : catalogue, renderer, site, output, Waiting) { IsShared = IsShared };

    /// <summary>Until nothing is marked but what has leaks or can't be rendered; then the first of <see cref="Failures"/> is thrown.</summary>
    public async Task PublishAsync(Action<PublishProgress> progress, CancellationToken cancel)
    {
        var count = new PublishCount(progress, output);
        while (true)
        {
            var marks = await MarksAsync(PassSize + Rendering.Leaks.Count, cancel);
            marks.RemoveAll(Stays);
            if (marks.Count == 0)
            {
                break;
            }

            var outputs = marks.Select(mark => DirtyMark.Parse(mark.Row)).Where(mark => mark.Kind != DirtyKind.Arrival).ToList();
            var note = await notes.BeginAsync(outputs.Select(mark => mark.Row), cancel);
            var changed = await Rendering.RenderAsync(Rendering.NewPass(), outputs.ToAsyncEnumerable(), count, cancel);
            marks.RemoveAll(Stays);
            await RemoveAsync(marks, changed.Contains, cancel);
            await notes.EndAsync(note, cancel);
        }

        if (Failures.OrderBy(failure => failure.Key.Row, StringComparer.Ordinal).FirstOrDefault().Value is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>An upload whose page stays has not arrived.</summary>
    private bool Stays(TableRow row)
    {
        var mark = DirtyMark.Parse(row.Row);
        mark = mark.Kind == DirtyKind.Arrival ? DirtyMark.Page(mark.Key) : mark;
        return Failures.ContainsKey(mark) || Rendering.Stops(mark.Row);
    }

    /// <summary>
    /// Every output, marked or not: the first time, and after a change of templates, settings or program. The caller remembers that it isn't done
    /// until it is.
    /// </summary>
    public async Task PublishAllAsync(Action<PublishProgress> progress, CancellationToken cancel)
    {
        var note = await notes.BeginAsync(null, cancel);
        var marks = await MarksAsync(int.MaxValue, cancel);
        var count = new PublishCount(progress, output);
        string? version;
        do
        {
            // What others change and publish meanwhile, this may overwrite with what it read before, unless it takes care.
            version = await catalogue.VersionAsync(cancel);
            var pass = Rendering.NewPass();
            await Rendering.RenderAsync(pass, AllAsync(pass.Catalogue, cancel), count, cancel);
        }
        while (!IsShared && await catalogue.VersionAsync(cancel) != version);
        foreach (var row in Failures.Keys.Select(mark => mark.Row).Concat(Rendering.StoppedMarks))
        {
            await MarkAsync(row, cancel);
        }

        marks.RemoveAll(Stays);
        await RemoveAsync(marks, mark => false, cancel);
        await notes.EndAsync(note, cancel);
    }

    private static async IAsyncEnumerable<DirtyMark> AllAsync(ArticleCatalogue catalogue, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            if (article.State != ArticleState.Scheduled)
            {
                yield return DirtyMark.Page(article.Slug);
            }
        }

        // An empty site has a front page all the same.
        yield return DirtyMark.List(ListKey.Site);
        await foreach (var list in catalogue.ListsAsync(cancel))
        {
            if (list != ListKey.Site)
            {
                yield return DirtyMark.List(list);
            }

            await foreach (var period in catalogue.PeriodsAsync(list, cancel))
            {
                yield return DirtyMark.Archive(list, period);
            }
        }

        if (catalogue.Site.HasDigests)
        {
            await foreach (var week in catalogue.WeeksAsync(cancel))
            {
                yield return DirtyMark.Archive(ListKey.Site, week);
            }
        }

        yield return DirtyMark.Directory;
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
    public static async Task<int> CountMarksAsync(ITable table, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var _ in table.QueryAsync(Keys.Dirty, null, DirtyMark.Arrival("").Row, int.MaxValue, cancel))
        {
            count++;
        }

        return count;
    }

    private async Task<List<TableRow>> MarksAsync(int most, CancellationToken cancel)
    {
        var marks = new List<TableRow>();
        await foreach (var row in stores.Table.QueryAsync(Keys.Dirty, null, null, most, cancel))
        {
            marks.Add(row);
        }

        return marks;
    }

    /// <param name="changed">Whether outputs of a mark were written.</param>
    private async Task RemoveAsync(List<TableRow> marks, Predicate<string> changed, CancellationToken cancel)
    {
        foreach (var chunk in marks.Chunk(100))
        {
            var writes = chunk.Select(m => new TableWrite(m.Row, null, WriteCondition.IfUnchanged(m.ETag))).ToArray();
            if (await stores.Table.BatchAsync(Keys.Dirty, writes, cancel))
            {
                Array.ForEach(chunk, Arrive);
                continue;
            }

            foreach (var (row, write) in chunk.Zip(writes))
            {
                if (await stores.Table.DeleteAsync(Keys.Dirty, write.Row, write.Condition, cancel))
                {
                    Arrive(row);
                }
                else if (changed(write.Row))
                {
                    // Somebody marked it again, or another publisher was done with it first. That one may have known more than what was written
                    // here, so it is rendered once more.
                    await MarkAsync(write.Row, cancel);
                }
            }
        }
    }

    private void Arrive(TableRow removed)
    {
        if (DirtyMark.Parse(removed.Row).Kind == DirtyKind.Arrival && Arrival.Parse(removed.Value) is { } arrival)
        {
            Telemetry.Arrived(arrival, clock.GetUtcNow());
        }
    }

    private async Task MarkAsync(string row, CancellationToken cancel) => await stores.Table.PutAsync(Keys.Dirty, row, "1", WriteCondition.None, cancel);
}
