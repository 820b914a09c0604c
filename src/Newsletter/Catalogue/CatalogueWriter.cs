using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>
/// Writes changes so that a crash between any two steps leaves something that taking the same upload again mends: rows of the new version and marks
/// first, then the record (conditional: of two writers one wins), then marks again (somebody may have used up the first ones before the record was
/// there) together with those of other articles that show this one, and last the source record, without which the upload counts as not taken.
/// Others are looked for after the record is there: of two articles that refer to each other and are taken at once, the later one sees the earlier.
/// Articles are announced once their records say that they are out. A release has no upload that could be taken again, so its row goes with the last step too.
/// </summary>
internal sealed class CatalogueWriter(ITable table, ArticleCatalogue catalogue)
{
    /// <summary>Of a file that has another name: what is reported on it goes.</summary>
    internal const string Renamed = "Renamed";

    private readonly AffectedOutputs others = new(table, catalogue);
    private readonly Announcements announcements = new(table);
    private readonly WriteBatch rows = new();
    private readonly WriteBatch marks = new();
    private readonly WriteBatch sources = new();
    private readonly List<(string Row, string Source)> released = [];
    private readonly List<(ArticleRecord Record, WriteCondition Condition, string Source)> records = [];
    private readonly List<ArticleChange> changes = [];
    private readonly Dictionary<string, Arrival> arrivals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> formerNames = new(StringComparer.Ordinal);

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

    /// <summary>The upload's way to readers is watched, once it is in the catalogue and if there is anything to render.</summary>
    public void Arrive(string source, Arrival arrival) => arrivals[source] = arrival;

    /// <summary>The upload is taken again with the next scan, unless that happens before.</summary>
    public void RetakeSource(string name, SourceRecord record) => AddSource(name, record with { ETag = "" });

    public void RemoveSource(string name) => sources.Delete(Keys.Sources, Keys.Escape(name));

    /// <summary>A file has another name now, and nothing is known under the former one any more.</summary>
    public void Rename(string former, string name)
    {
        RemoveSource(former);
        formerNames[name] = former;
        rows.Delete(Keys.Awaiting, Keys.Escape(former));
        Report(former, Renamed);
    }

    /// <summary>The file's editor is to be told of it.</summary>
    public void Report(string name, string outcome) => marks.Put(Keys.Reports, Keys.Escape(name), outcome);

    /// <summary>The upload waits for a slug that another file has.</summary>
    public void WaitForSlug(string slug, string name) => rows.Put(Keys.Wants, $"{Keys.SlugWanted(slug)}|{Keys.Escape(name)}", name);

    /// <summary>Articles that show a picture are rendered anew.</summary>
    public ValueTask MarkWantersOfAssetAsync(string name, CancellationToken cancel) => others.MarkWantersAsync([Keys.Asset(name)], marks, cancel);

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

        foreach (var (record, _, _) in records.Where(r => r.Record.State != ArticleState.Moved && !again.Contains(r.Source)))
        {
            marks.Put(Keys.Contents, record.SourceHash, record.Slug);
        }

        foreach (var change in changes.Where(c => !again.Contains(c.New.Source)))
        {
            await others.MarkAsync(change, marks, cancel);
            if (arrivals.TryGetValue(change.New.Source, out var arrival))
            {
                marks.Put(Keys.Dirty, DirtyMark.Arrival(change.New.Slug).Row, arrival.Value);
            }
        }

        await marks.WriteAsync(table, keep: false, cancel);
        await announcements.AnnounceAsync(records.Where(r => !again.Contains(r.Source)).Select(r => r.Record), cancel);
        foreach (var name in again)
        {
            sources.Forget(Keys.Sources, Keys.Escape(name));
            if (formerNames.TryGetValue(name, out var former))
            {
                sources.Forget(Keys.Sources, Keys.Escape(former));
            }
        }

        await sources.WriteAsync(table, keep: false, cancel);
        released.RemoveAll(r => again.Contains(r.Source));
        released.ForEach(r => rows.Delete(Keys.Scheduled, r.Row));
        await rows.WriteAsync(table, keep: false, cancel);
        released.Clear();
        records.Clear();
        changes.Clear();
        arrivals.Clear();
        formerNames.Clear();
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
                // A stub that could not be written: the article is not moved.
                if (!again.Contains(chunk[i].Source) && await table.PutAsync(Keys.Articles, writes[i].Row, writes[i].Value!, writes[i].Condition, cancel) is null)
                {
                    again.Add(chunk[i].Source);
                }
            }
        }
    }

    private void IndexRows(ArticleChange change)
    {
        var article = change.New;
        foreach (var old in new[] { change.Old, change.Left }.OfType<ArticleRecord>())
        {
            Remove(old);
            if (old.SourceHash != article.SourceHash)
            {
                rows.Delete(Keys.Contents, old.SourceHash);
            }

            if (article.State != ArticleState.Scheduled || Keys.Release(old) != Keys.Release(article))
            {
                released.Add((Keys.Release(old), article.Source));
            }
        }

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
            rows.Put(Keys.Scheduled, Keys.Release(article), "");
        }

        if (article.State == ArticleState.Retracted)
        {
            rows.Delete(Keys.Awaiting, Keys.Escape(article.Source));
        }

        if (article.State == ArticleState.Retracted && change.Old is { State: ArticleState.Published } published)
        {
            foreach (var (list, _) in published.Lists(Site))
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
    }

    private void MarkOwn(ArticleChange change)
    {
        foreach (var record in change.States)
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

            if (Site.HasDigests)
            {
                marks.Mark(DirtyMark.Archive(ListKey.Site, Period.WeekOf(record.Published)));
            }
        }
    }
}
