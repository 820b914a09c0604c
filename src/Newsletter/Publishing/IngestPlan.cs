using System.Diagnostics;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>Decides what a chunk of uploads changes, and writes it.</summary>
internal sealed class IngestPlan(Stores stores, ArticleCatalogue catalogue, SiteSettings site, DateTimeOffset now)
{
    private readonly List<(ArticleRecord Record, Body Body, ArticleRecord? Before)> bodies = [];
    private readonly List<AssetOutput> assets = [];
    private readonly List<IngestOutcome> outcomes = [];
    private readonly SharedWorks shared = new(catalogue);
    private readonly HashSet<string> slugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> deferred = new(StringComparer.Ordinal);
    private CatalogueWriter? writer;

    public required bool Marks { get; init; }

    /// <summary>Nothing is looked up: an article that is known after all makes its conditional write fail, and its upload is taken again.</summary>
    public required bool ExpectsNew { get; init; }

    public required bool Retakes { get; init; }

    public required bool ReportsAll { get; init; }

    /// <summary>See <see cref="Ingest.TakesErrors"/>.</summary>
    public required bool TakesErrors { get; init; }

    public IReadOnlyList<IngestOutcome> Outcomes => outcomes;

    private CatalogueWriter Writer => writer ??= new(stores.Table, catalogue) { Marks = Marks };

    public async ValueTask AddAsync(Upload upload, CancellationToken cancel)
    {
        try
        {
            switch (upload.Kind)
            {
                case InboxKind.Unusable:
                    outcomes.Add(new(upload.Name, IngestStatus.Rejected, null, [InboxName.Problem(upload.Name)]));
                    break;
                case var _ when upload.Fault is { } fault:
                    await FailAsync(upload.Name, fault, cancel);
                    break;
                case InboxKind.Asset:
                    await AddAssetAsync(upload, cancel);
                    break;
                default:
                    await AddArticleAsync(upload, upload.Article!, cancel);
                    break;
            }
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            await FailAsync(upload.Name, fault, cancel);
        }
    }

    /// <summary>Bodies and pictures first, then the catalogue. Returns names that must be taken again.</summary>
    public async ValueTask<IReadOnlySet<string>> WriteAsync(CancellationToken cancel)
    {
        await Parallel.ForEachAsync(bodies, cancel, async (b, token) =>
            await stores.State.PutAsync(ArticleCatalogue.BodyName(b.Record), b.Body.Save(), BodyHeaders, WriteCondition.None, token));
        foreach (var asset in assets)
        {
            await stores.Web.PutAsync(asset.Key, asset.Content, OutputHeaders.Of(asset.Key), WriteCondition.None, cancel);
        }

        var again = await Writer.WriteAsync(cancel);
        foreach (var (record, _, before) in bodies)
        {
            if (before is not null && ArticleCatalogue.BodyName(before) != ArticleCatalogue.BodyName(record) && !again.Contains(record.Source))
            {
                await stores.State.DeleteAsync(ArticleCatalogue.BodyName(before), WriteCondition.None, cancel);
            }
        }

        deferred.UnionWith(again);
        return deferred;
    }

    private static BlobHeaders BodyHeaders { get; } = new("application/octet-stream");

    private async ValueTask AddArticleAsync(Upload upload, ReadArticle read, CancellationToken cancel)
    {
        var known = ExpectsNew ? null : await catalogue.SourceAsync(upload.Name, cancel);
        if (known?.Hash == read.Hash && (known.State == SourceState.Retracted || (!Retakes && known.State != SourceState.Rejected)))
        {
            // The same bytes: saved again, and nothing changes but the file's own date, or told of twice. What was taken back stays so, and a
            // failure is over.
            var problems = Failure.Without(known.Problems);
            var hasFailed = problems.Count < known.Problems.Count;
            Writer.AddSource(upload.Name, known with { ETag = upload.ETag, Problems = problems });
            var same = known.Slug is null ? null : await catalogue.FindAsync(known.Slug, cancel);
            var status = known.State == SourceState.Retracted ? IngestStatus.Retracted : hasFailed ? StatusOf(known.State) : IngestStatus.Unchanged;
            var outcome = new IngestOutcome(upload.Name, status, same, problems);
            if (known.ETag == upload.ETag)
            {
                outcomes.Add(outcome);
            }
            else
            {
                Tell(outcome, hasFailed ? known : null);
            }

            return;
        }

        if (Stops(read))
        {
            Reject(upload, read, known, read.Diagnostics);
            return;
        }

        if (read.Front is { Draft: true } && !TakesErrors)
        {
            Leave(upload, read, known, SourceState.Draft, read.Diagnostics);
            return;
        }

        var others = LeakSearch.SearchForOthers(read.Parts!, await shared.OthersAsync(upload.Name, read, cancel));
        read = read with { Diagnostics = [.. read.Diagnostics, .. others] };
        if (Stops(read))
        {
            Reject(upload, read, known, read.Diagnostics);
            return;
        }

        var former = known?.Slug is null && !ExpectsNew ? await FormerAsync(upload.Name, read, cancel) : null;
        if (!slugs.Add(read.Slug) || (former is not null && former.Slug != read.Slug && !slugs.Add(former.Slug)))
        {
            deferred.Add(upload.Name);
            return;
        }

        if (former is { State: ArticleState.Retracted } && await catalogue.SourceAsync(former.Source, cancel) is { State: SourceState.Retracted } withdrawn)
        {
            await RenameWithdrawnAsync(upload, former.Slug, withdrawn, cancel);
            return;
        }

        var row = ExpectsNew ? null : await stores.Table.GetAsync(Keys.Articles, read.Slug, cancel);
        var left = (former?.Slug ?? known?.Slug) is { } slug && slug != read.Slug ? await stores.Table.GetAsync(Keys.Articles, slug, cancel) : null;
        var leftRecord = left is null ? null : CatalogueJson.ReadArticle(left.Value);
        if (leftRecord?.Source != (former?.Source ?? upload.Name) || leftRecord.State == ArticleState.Moved)
        {
            (left, leftRecord) = (null, null);
        }

        var change = ArticleChange.Upload(read, row is null ? null : CatalogueJson.ReadArticle(row.Value), leftRecord, former?.Source, site, now);
        if (change is null)
        {
            var owner = CatalogueJson.ReadArticle(row!.Value).Source;
            Writer.WaitForSlug(read.Slug, upload.Name);
            Reject(upload, read, known, [.. read.Diagnostics, SlugTaken(read.Slug, owner)]);
            return;
        }

        if (former is not null)
        {
            Writer.Rename(former.Source, upload.Name);
        }

        Writer.Add(change, row?.ETag, left?.ETag);
        bodies.Add((change.New, read.Split!.Body, change.Before));
        shared.Add(upload.Name, read);
        var state = change.New.State == ArticleState.Scheduled ? SourceState.Scheduled : SourceState.Published;
        if (Telemetry.IsOn && state == SourceState.Published)
        {
            Writer.Arrive(upload.Name, new(upload.When, Activity.Current?.Id));
        }

        Writer.AddSource(upload.Name, new(upload.ETag, read.Hash, state, read.Slug, read.Diagnostics));
        Tell(new(upload.Name, StatusOf(state), change.New, read.Diagnostics), known);
    }

    /// <summary>The article that the file had under another name, where there is no file any more: of the same bytes, or at the same address and with the same title.</summary>
    private async ValueTask<ArticleRecord?> FormerAsync(string name, ReadArticle read, CancellationToken cancel)
    {
        var article = await catalogue.ReadFromAsync(read.Hash, cancel)
            ?? (await catalogue.FindAsync(read.Slug, cancel) is { } same && same.Safe.Title == read.Split!.Safe.Title ? same : null);
        return article is not null && article.State != ArticleState.Moved && article.Source != name && await stores.Inbox.GetItemAsync(article.Source, cancel) is null ? article : null;
    }

    /// <summary>What was taken back by command stays so under its new name.</summary>
    private async ValueTask RenameWithdrawnAsync(Upload upload, string slug, SourceRecord withdrawn, CancellationToken cancel)
    {
        var row = (await stores.Table.GetAsync(Keys.Articles, slug, cancel))!;
        var article = CatalogueJson.ReadArticle(row.Value);
        Writer.Rename(article.Source, upload.Name);
        Writer.Add(new(article, article with { Source = upload.Name }, null), row.ETag, null);
        Writer.AddSource(upload.Name, withdrawn with { ETag = upload.ETag });
        Tell(new(upload.Name, IngestStatus.Retracted, article, []), withdrawn);
    }

    private bool Stops(ReadArticle read) => TakesErrors ? read.Front is null || read.Split is null : !read.IsPublishable;

    private static IngestStatus StatusOf(SourceState taken) => taken switch
    {
        SourceState.Scheduled => IngestStatus.Scheduled,
        SourceState.Draft => IngestStatus.Draft,
        SourceState.Rejected => IngestStatus.Rejected,
        _ => IngestStatus.Published,
    };

    private async ValueTask FailAsync(string name, Exception fault, CancellationToken cancel)
    {
        var failure = Failure.Of(fault);
        var known = await catalogue.SourceAsync(name, cancel);
        Writer.AddSource(name, Failure.Add(known, failure));
        Tell(new(name, IngestStatus.Rejected, null, [failure]), known);
    }

    /// <param name="known">What was known of the file before: who was told of a problem is told that it is gone.</param>
    private void Tell(IngestOutcome outcome, SourceRecord? known)
    {
        outcomes.Add(outcome);
        if (ReportsAll || outcome.HasNews || known is { State: SourceState.Rejected or SourceState.Scheduled or SourceState.Retracted or SourceState.Draft } or { Problems.Count: > 0 })
        {
            Writer.Report(outcome.Name, outcome.Status.ToString());
        }
    }

    private void Reject(Upload upload, ReadArticle read, SourceRecord? known, IReadOnlyList<Diagnostic> problems) =>
        Leave(upload, read, known, SourceState.Rejected, problems);

    /// <summary>The file is known from now on; what was published of it before stays as it is.</summary>
    private void Leave(Upload upload, ReadArticle read, SourceRecord? known, SourceState state, IReadOnlyList<Diagnostic> problems)
    {
        Writer.AddSource(upload.Name, new(upload.ETag, read.Hash, state, known?.Slug, problems));
        Tell(new(upload.Name, StatusOf(state), null, problems), known);
    }

    private async ValueTask AddAssetAsync(Upload upload, CancellationToken cancel)
    {
        var known = await catalogue.SourceAsync(upload.Name, cancel);
        if (AssetOutput.Problem(upload.Name, upload.Content.Span) is { } problem)
        {
            Writer.AddSource(upload.Name, new(upload.ETag, "", SourceState.Rejected, null, [problem]));
            Tell(new(upload.Name, IngestStatus.Rejected, null, [problem]), known);
            return;
        }

        var asset = AssetOutput.Of(upload.Name, upload.Content);
        var size = ImageSize.Of(upload.Content.Span);
        Writer.AddSource(upload.Name, new(upload.ETag, asset.Hash, SourceState.Asset, null, [])
        {
            Address = asset.Key,
            Width = size?.Width,
            Height = size?.Height,
            Length = upload.Content.Length,
        });
        if (known?.Address == asset.Key)
        {
            Tell(new(upload.Name, IngestStatus.Unchanged, null, []), known);
            return;
        }

        assets.Add(asset);
        if (Marks)
        {
            await Writer.MarkWantersOfAssetAsync(upload.Name, cancel);
        }

        Tell(new(upload.Name, IngestStatus.Stored, null, []), known);
    }

    private static Diagnostic SlugTaken(string slug, string owner) => CatalogueRules.SlugTaken.At(0, 0,
        $"The address '{slug}' belongs to the file '{owner}' already.", "Give this article another 'slug:', or remove the other file; this one is then taken by itself.");
}
