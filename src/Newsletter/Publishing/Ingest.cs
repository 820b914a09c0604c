using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

public enum IngestStatus
{
    Published,
    Unchanged,
    Scheduled,
    Rejected,
    Retracted,

    /// <summary>A picture or other file beside articles.</summary>
    Stored,

    /// <summary>Still being written, by its editor's word.</summary>
    Draft,
}

/// <summary>What became of one upload.</summary>
/// <param name="Article">The article's record; null when there is none.</param>
public sealed record IngestOutcome(string Name, IngestStatus Status, ArticleRecord? Article, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether its editor will want to read of it.</summary>
    public bool HasNews => Diagnostics.Count > 0 || Status is IngestStatus.Rejected or IngestStatus.Scheduled or IngestStatus.Retracted or IngestStatus.Draft;
}

/// <summary>Takes uploads: steps 1 to 5 of design section 4. Idempotent; what a crash leaves half done is done again with the next call.</summary>
public sealed class Ingest(Stores stores, SiteSettings site, TimeProvider clock)
{
    /// <summary>Uploads read and written together; bounds memory.</summary>
    private const int ChunkSize = 256;

    private const int MostTries = 8;

    /// <summary>How long after its date a row of the schedule that has no article is certainly nobody's.</summary>
    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(1);

    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);

    /// <summary>Every output is rendered after this, so none is marked.</summary>
    public bool AllWillBeRendered { get; init; }

    /// <summary>Nothing was taken yet: uploads are tried as new ones before anybody looks for what is known of them.</summary>
    public bool StartsEmpty { get; init; }

    /// <summary>Files are read anew even when their bytes are known: the reader itself may have changed.</summary>
    public bool Retakes { get; init; }

    /// <summary>Editors are told of every upload, not only where there is something to tell.</summary>
    public bool ReportsAll { get; init; }

    /// <summary>Articles with errors are taken, too, as far as they can be read: for a preview, which goes nowhere.</summary>
    internal bool TakesErrors { get; init; }

    /// <summary>Takes files of the inbox. Outcomes come in chunks, each after it is durable.</summary>
    public async Task TakeAsync(IReadOnlyList<string> names, Action<IngestOutcome> report, CancellationToken cancel)
    {
        Task<IReadOnlyList<Upload>>? ahead = null;
        for (var start = 0; start < names.Count; start += ChunkSize)
        {
            var uploads = await (ahead ?? ReadChunkAsync(names, start, cancel));
            // The next files are read while these are written.
            ahead = ReadChunkAsync(names, start + ChunkSize, cancel);
            for (var attempt = 1; uploads.Count > 0; attempt++)
            {
                if (attempt > MostTries)
                {
                    throw new StorageConflictException($"{uploads.Count} uploads could not be written: somebody else keeps changing the same articles.");
                }

                var again = await WriteChunkAsync(uploads, StartsEmpty && attempt == 1, report, cancel);
                uploads = [.. uploads.Where(u => again.Contains(u.Name))];
            }
        }
    }

    /// <summary>Takes a file again whose article was withdrawn.</summary>
    public async Task RestoreAsync(string name, Action<IngestOutcome> report, CancellationToken cancel)
    {
        if (await catalogue.SourceAsync(name, cancel) is { State: SourceState.Retracted } source)
        {
            var writer = new CatalogueWriter(stores.Table, catalogue);
            writer.RetakeSource(name, source with { State = SourceState.Rejected, Problems = [] });
            await writer.WriteAsync(cancel);
            await TakeAsync([name], report, cancel);
        }
    }

    /// <summary>Publishes the scheduled articles whose date has come, and ends what a crash left of such a release.</summary>
    public async Task ReleaseAsync(Action<IngestOutcome> report, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = new List<string>();
        await foreach (var row in stores.Table.QueryAsync(Keys.Scheduled, null, Keys.Ascending(now) + "}", int.MaxValue, cancel))
        {
            due.Add(row.Row);
        }

        foreach (var release in due)
        {
            var row = await stores.Table.GetAsync(Keys.Articles, Keys.SlugOf(release), cancel);
            var article = row is null ? null : CatalogueJson.ReadArticle(row.Value);
            if (article is not { State: ArticleState.Scheduled or ArticleState.Published } || Keys.Release(article) != release)
            {
                // An old row is left over; a young one may be ahead of its article's record.
                if (string.CompareOrdinal(release, Keys.Ascending(now - LeftOver)) < 0)
                {
                    await stores.Table.DeleteAsync(Keys.Scheduled, release, WriteCondition.None, cancel);
                }

                continue;
            }

            var source = await catalogue.SourceAsync(article.Source, cancel);
            if (source?.State == SourceState.Draft)
            {
                // It comes out when that is over.
                continue;
            }

            var change = ArticleChange.Release(article, now);
            var writer = new CatalogueWriter(stores.Table, catalogue);
            writer.Add(change, row!.ETag, null);
            if (source is not null)
            {
                writer.AddSource(article.Source, source with { State = SourceState.Published });
                writer.Report(article.Source, nameof(IngestStatus.Published));
            }

            if ((await writer.WriteAsync(cancel)).Count == 0)
            {
                report(new(article.Source, IngestStatus.Published, change.New, []));
            }
        }
    }

    private async Task<IReadOnlyList<Upload>> ReadChunkAsync(IReadOnlyList<string> names, int start, CancellationToken cancel)
    {
        var uploads = new Upload?[Math.Clamp(names.Count - start, 0, ChunkSize)];
        await Parallel.ForAsync(0, uploads.Length, cancel, async (i, token) => uploads[i] = await ReadAsync(names[start + i], token));
        return [.. uploads.OfType<Upload>()];
    }

    private async Task<IReadOnlySet<string>> WriteChunkAsync(
        IReadOnlyList<Upload> uploads, bool expectsNew, Action<IngestOutcome> report, CancellationToken cancel)
    {
        var plan = new IngestPlan(stores, catalogue, site, clock.GetUtcNow()) { Marks = !AllWillBeRendered, ExpectsNew = expectsNew, Retakes = Retakes, ReportsAll = ReportsAll, TakesErrors = TakesErrors };
        foreach (var upload in uploads)
        {
            await plan.AddAsync(upload, cancel);
        }

        var again = await plan.WriteAsync(cancel);
        foreach (var outcome in plan.Outcomes.Where(o => !again.Contains(o.Name)))
        {
            report(outcome);
        }

        return again;
    }

    private async ValueTask<Upload?> ReadAsync(string name, CancellationToken cancel)
    {
        var kind = InboxName.KindOf(name);
        if (kind == InboxKind.Unusable)
        {
            // Programs that save make files beside, which are gone before anybody looks.
            var isGone = BlobName.IsValid(name) && await stores.Inbox.GetItemAsync(name, cancel) is null;
            return isGone ? null : new(name, "", default, null, kind);
        }

        if (kind == InboxKind.Ignored || await stores.Inbox.GetAsync(name, cancel) is not { } blob)
        {
            return null;
        }

        try
        {
            var article = kind == InboxKind.Article ? ArticleReader.Read(name, blob.Content.Span, site) : null;
            return new(name, blob.Item.ETag, article is null ? blob.Content : default, article, kind) { When = blob.Item.LastModified };
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            return new(name, blob.Item.ETag, default, null, kind) { Fault = fault };
        }
    }
}

/// <summary>One file as read from the inbox.</summary>
/// <param name="Content">Of an asset; articles are read already.</param>
internal sealed record Upload(string Name, string ETag, ReadOnlyMemory<byte> Content, ReadArticle? Article, InboxKind Kind)
{
    /// <summary>By the clock of the inbox.</summary>
    public DateTimeOffset When { get; init; }

    /// <summary>What kept it from being read, though the storage gave it.</summary>
    public Exception? Fault { get; init; }
}

/// <summary>Others kept changing the same records; nothing is lost, trying again later helps.</summary>
public sealed class StorageConflictException(string message) : IOException(message);
