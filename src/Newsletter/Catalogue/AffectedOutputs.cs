using Newsletter.Spoilers;
using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>Marks the outputs of other articles and lists that a change touches.</summary>
internal sealed class AffectedOutputs(ITable table, ArticleCatalogue catalogue)
{
    /// <summary>How many newer articles may have chosen an article as related: see <see cref="ReadMore.Related"/>.</summary>
    public const int Reach = 3;

    public async ValueTask MarkAsync(ArticleChange change, WriteBatch marks, CancellationToken cancel)
    {
        foreach (var record in change.States)
        {
            foreach (var (list, _) in record.Lists(catalogue.Site))
            {
                await MarkNeighboursAsync(list, record, marks, cancel);
            }
        }

        if (change.ShowsElsewhere)
        {
            await MarkWantersAsync(change.States.SelectMany(TitleKeys.Rows).Select(r => r[..r.IndexOf('|')]).Distinct(StringComparer.Ordinal), marks, cancel);
        }
    }

    /// <summary>Articles that wait for, or show, one of these titles, files or pictures.</summary>
    public async ValueTask MarkWantersAsync(IEnumerable<string> keys, WriteBatch marks, CancellationToken cancel)
    {
        foreach (var key in keys)
        {
            var (from, to) = Keys.Range(key);
            await foreach (var row in table.QueryAsync(Keys.Wants, from, to, int.MaxValue, cancel))
            {
                if (await catalogue.FindAsync(Keys.SlugOf(row.Row), cancel) is { State: ArticleState.Published } wanter)
                {
                    marks.Mark(DirtyMark.Page(wanter.Slug));
                    foreach (var (list, _) in wanter.Lists(catalogue.Site))
                    {
                        marks.Mark(DirtyMark.List(list));
                        marks.Mark(DirtyMark.Archive(list, Period.Of(list, wanter.Published)));
                    }
                }
            }
        }
    }

    /// <summary>Newer articles that may show this one as related, and the archives beside a period that was opened or emptied.</summary>
    private async ValueTask MarkNeighboursAsync(ListKey list, ArticleRecord record, WriteBatch marks, CancellationToken cancel)
    {
        if (list.Kind is ListKind.Tag or ListKind.Work)
        {
            await foreach (var row in table.QueryAsync(Keys.ListAscending(list), Keys.Oldest(record.Published, record.Slug) + "!", null, Reach, cancel))
            {
                marks.Mark(DirtyMark.Page(row.Value));
            }
        }

        await MarkBesideAsync(list, Period.Of(list, record.Published), marks, cancel);
        if (list == ListKey.Site && catalogue.Site.HasDigests)
        {
            await MarkBesideAsync(list, Period.WeekOf(record.Published), marks, cancel);
        }

        if (list.Kind != ListKind.Work && await IsNamedAnewAsync(list, catalogue.NameIn(list, record), cancel))
        {
            marks.Mark(DirtyMark.Directory);
        }
    }

    /// <summary>A period that was opened or emptied changes the archives beside it and the index of periods.</summary>
    private async ValueTask MarkBesideAsync(ListKey list, Period period, WriteBatch marks, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var _ in table.QueryAsync(Keys.List(list), period.FirstRow, period.EndRow, 2, cancel))
        {
            count++;
        }

        if (count > 1)
        {
            return;
        }

        foreach (var beside in new[] { await catalogue.BeforeAsync(list, period, cancel), await catalogue.AfterAsync(list, period, cancel) })
        {
            if (beside is { } other)
            {
                marks.Mark(DirtyMark.Archive(list, other));
            }
        }

        if (list == ListKey.Site)
        {
            marks.Mark(DirtyMark.Directory);
        }
    }

    /// <summary>A list that is new or empty, or bears another name than one of its articles gives it: the directory may say otherwise.</summary>
    private async ValueTask<bool> IsNamedAnewAsync(ListKey list, SafeText name, CancellationToken cancel)
    {
        var names = new List<string>();
        await foreach (var row in table.QueryAsync(Keys.List(list), null, null, 2, cancel))
        {
            names.Add(row.Value);
        }

        return names.Count < 2 || names[0] != name.ToString() || names[0] != names[1];
    }
}
