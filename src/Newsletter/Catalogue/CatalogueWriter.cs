using Newsletter.Spoilers;
using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>
/// Writes changes so that a crash between any two steps leaves something that taking the same upload again mends: rows of the new version and marks
/// first, then the record (conditional: of two writers one wins), then marks again (somebody may have used up the first ones before the record was
/// there) together with those of other articles that show this one, and last the source record, without which the upload counts as not taken.
/// Others are looked for after the record is there: of two articles that refer to each other and are taken at once, the later one sees the earlier.
/// </summary>
internal sealed class CatalogueWriter(ITable table, ArticleCatalogue catalogue)
{
    /// <summary>How many newer articles may have chosen an article as related: see <see cref="ReadMore.Related"/>.</summary>
    public const int RelatedReach = 3;

    private readonly WriteBatch rows = new();
    private readonly WriteBatch marks = new();
    private readonly WriteBatch sources = new();
    private readonly List<(ArticleRecord Record, WriteCondition Condition, string Source)> records = [];
    private readonly List<ArticleChange> changes = [];

    /// <summary>Whether outputs that show a changed article are marked; not needed while every output is still to be rendered.</summary>
    public bool Marks { get; init; } = true;

    private SiteSettings Site => catalogue.Site;

    /// <param name="etag">Of the record under the new slug; null: it must be new.</param>
    /// <param name="leftEtag">Of the record under the slug that is left.</param>
    public void Add(ArticleChange change, string? etag, string? leftEtag)
    {
        var source = change.New.Source;
        if (change.Stub is { } stub)
        {
            records.Add((stub, WriteCondition.IfUnchanged(leftEtag!), source));
        }

        records.Add((change.New, etag is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(etag), source));
        IndexRows(change);
        if (Marks)
        {
            MarkOwn(change);
            changes.Add(change);
        }
    }

    public void AddSource(string name, SourceRecord record) => sources.Put(Keys.Sources, Keys.Escape(name), CatalogueJson.Write(record));

    public void RemoveSource(string name) => sources.Delete(Keys.Sources, Keys.Escape(name));

    /// <summary>The upload waits for a slug that another file has.</summary>
    public void WaitForSlug(string slug, string name) => rows.Put(Keys.Wants, $"{Keys.SlugWanted(slug)}|{Keys.Escape(name)}", name);

    /// <summary>Articles that show a picture are rendered anew.</summary>
    public ValueTask MarkWantersOfAssetAsync(string name, CancellationToken cancel) => MarkWantersAsync([Keys.Asset(name)], cancel);

    public void Mark(DirtyMark mark) => marks.Mark(mark);

    /// <summary>Writes all that was added. Returns the sources whose record somebody else changed meanwhile: they must be taken again.</summary>
    public async ValueTask<IReadOnlySet<string>> WriteAsync(CancellationToken cancel)
    {
        await rows.WriteAsync(table, keep: false, cancel);
        var again = new HashSet<string>(StringComparer.Ordinal);
        if (records.Any(r => !r.Condition.MustBeNew))
        {
            await marks.WriteAsync(table, keep: true, cancel);
        }

        await WriteRecordsAsync(again, cancel);
        if (records.Count > 0)
        {
            marks.Put(Keys.Meta, Keys.Changed, "");
        }

        foreach (var change in changes.Where(c => !again.Contains(c.New.Source)))
        {
            await MarkOthersAsync(change, cancel);
        }

        await marks.WriteAsync(table, keep: false, cancel);
        foreach (var name in again)
        {
            sources.Forget(Keys.Sources, Keys.Escape(name));
        }

        await sources.WriteAsync(table, keep: false, cancel);
        records.Clear();
        changes.Clear();
        return again;
    }

    private async ValueTask WriteRecordsAsync(HashSet<string> again, CancellationToken cancel)
    {
        foreach (var chunk in records.Chunk(100))
        {
            var writes = chunk.Select(r => new TableWrite(r.Record.Slug, CatalogueJson.Write(r.Record), r.Condition)).ToArray();
            if (writes.DistinctBy(w => w.Row).Count() == writes.Length && await table.BatchAsync(Keys.Articles, writes, cancel))
            {
                continue;
            }

            for (var i = 0; i < writes.Length; i++)
            {
                if (await table.PutAsync(Keys.Articles, writes[i].Row, writes[i].Value!, writes[i].Condition, cancel) is null)
                {
                    again.Add(chunk[i].Source);
                }
            }
        }
    }

    private void IndexRows(ArticleChange change)
    {
        foreach (var old in new[] { change.Old, change.Left }.OfType<ArticleRecord>())
        {
            Remove(old);
        }

        var article = change.New;
        foreach (var (list, name) in article.Lists(Site))
        {
            rows.Put(Keys.List(list), Keys.Newest(article.Published, article.Slug), name.ToString());
            if (list.Kind is ListKind.Tag or ListKind.Work)
            {
                rows.Put(Keys.ListAscending(list), Keys.Oldest(article.Published, article.Slug), article.Slug);
            }

            rows.Put(Keys.Lists, list.ToString(), "");
        }

        if (article.State == ArticleState.Published)
        {
            foreach (var row in TitleKeys.Rows(article))
            {
                rows.Put(Keys.Titles, row, "");
            }
        }
        else if (article.State == ArticleState.Scheduled)
        {
            rows.Put(Keys.Scheduled, $"{Keys.Ascending(article.Published)}|{article.Slug}", "");
        }
        else if (article.State == ArticleState.Retracted && change.Old is { State: ArticleState.Published } old)
        {
            foreach (var (list, _) in old.Lists(Site))
            {
                rows.Put(Keys.Gone(list), Keys.Newest(article.Gone!.Value, article.Slug), article.Id);
            }
        }

        if (article.State is ArticleState.Published or ArticleState.Scheduled)
        {
            foreach (var key in TitleKeys.Wanted(article))
            {
                rows.Put(Keys.Wants, $"{key}|{article.Slug}", "");
            }
        }
    }

    private void Remove(ArticleRecord old)
    {
        foreach (var (list, _) in old.Lists(Site))
        {
            rows.Delete(Keys.List(list), Keys.Newest(old.Published, old.Slug));
            rows.Delete(Keys.ListAscending(list), Keys.Oldest(old.Published, old.Slug));
        }

        foreach (var row in TitleKeys.Rows(old))
        {
            rows.Delete(Keys.Titles, row);
        }

        foreach (var key in TitleKeys.Wanted(old))
        {
            rows.Delete(Keys.Wants, $"{key}|{old.Slug}");
        }

        rows.Delete(Keys.Scheduled, $"{Keys.Ascending(old.Published)}|{old.Slug}");
    }

    private static IEnumerable<ArticleRecord> States(ArticleChange change) => new[] { change.Old, change.Left, change.New }.OfType<ArticleRecord>();

    private void MarkOwn(ArticleChange change)
    {
        foreach (var record in States(change))
        {
            if (record.State != ArticleState.Scheduled)
            {
                marks.Mark(DirtyMark.Page(record.Slug));
            }

            foreach (var (list, _) in record.Lists(Site))
            {
                marks.Mark(DirtyMark.List(list));
                marks.Mark(DirtyMark.Archive(list, Period.Of(list, record.Published)));
            }
        }
    }

    private async ValueTask MarkOthersAsync(ArticleChange change, CancellationToken cancel)
    {
        foreach (var record in States(change))
        {
            foreach (var (list, _) in record.Lists(Site))
            {
                await MarkNeighboursAsync(list, record, cancel);
            }
        }

        // The same bytes taken again: a crash may have swallowed the marks of the first time.
        if (SeenByOthers(change.Before) != SeenByOthers(change.New) || change.Before?.SourceHash == change.New.SourceHash)
        {
            await MarkWantersAsync(States(change).SelectMany(TitleKeys.Rows).Select(r => r[..r.IndexOf('|')]).Distinct(StringComparer.Ordinal), cancel);
        }
    }

    /// <summary>Newer articles that may show this one as related, and the archives beside a period that was opened or emptied.</summary>
    private async ValueTask MarkNeighboursAsync(ListKey list, ArticleRecord record, CancellationToken cancel)
    {
        if (list.Kind is ListKind.Tag or ListKind.Work)
        {
            await foreach (var row in table.QueryAsync(Keys.ListAscending(list), Keys.Oldest(record.Published, record.Slug) + "!", null, RelatedReach, cancel))
            {
                marks.Mark(DirtyMark.Page(row.Value));
            }
        }

        await MarkBesideAsync(list, Period.Of(list, record.Published), cancel);
        if (list.Kind != ListKind.Work && await IsNamedAnewAsync(list, catalogue.NameIn(list, record), cancel))
        {
            marks.Mark(DirtyMark.Directory);
        }
    }

    /// <summary>A period that was opened or emptied changes the archives beside it and the index of periods.</summary>
    private async ValueTask MarkBesideAsync(ListKey list, Period period, CancellationToken cancel)
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

    private async ValueTask MarkWantersAsync(IEnumerable<string> keys, CancellationToken cancel)
    {
        foreach (var key in keys)
        {
            var (from, to) = Keys.Range(key);
            await foreach (var row in table.QueryAsync(Keys.Wants, from, to, int.MaxValue, cancel))
            {
                if (await catalogue.FindAsync(Keys.SlugOf(row.Row), cancel) is { State: ArticleState.Published } wanter)
                {
                    marks.Mark(DirtyMark.Page(wanter.Slug));
                    foreach (var (list, _) in wanter.Lists(Site))
                    {
                        marks.Mark(DirtyMark.List(list));
                        marks.Mark(DirtyMark.Archive(list, Period.Of(list, wanter.Published)));
                    }
                }
            }
        }
    }

    /// <summary>What other articles' outputs show of this one.</summary>
    private static (ArticleState?, string?, SafeText, SpoilerLevel, SafeText) SeenByOthers(ArticleRecord? record) =>
        record is null ? default : (record.State, record.Slug, record.Safe.Title, record.Safe.Level, record.Safe.Summary);
}
