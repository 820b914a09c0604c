using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>Takes articles back: because their file is gone, or by command while it stays. Idempotent, as <see cref="Ingest"/> is.</summary>
public sealed class Retraction(Stores stores, SiteSettings site, TimeProvider clock)
{
    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);

    /// <summary>Takes back the articles of files that are gone. Returns files that waited for one of their slugs.</summary>
    public async Task<IReadOnlyList<string>> RetractAsync(IEnumerable<string> names, Action<IngestOutcome> report, CancellationToken cancel)
    {
        var heirs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            while (!await RetractOneAsync(name, keeps: false, heirs, report, cancel))
            {
            }
        }

        return [.. heirs];
    }

    /// <summary>
    /// Takes the article of a file back though the file stays in the inbox: its bytes, as they are now, are not taken again until they change or
    /// <see cref="Ingest.RestoreAsync"/> is asked. Returns files that waited for the slug.
    /// </summary>
    public async Task<IReadOnlyList<string>> WithdrawAsync(string name, Action<IngestOutcome> report, CancellationToken cancel)
    {
        // No upload would lead a later run here, should this process die.
        await stores.Table.PutAsync(Keys.Withdrawals, Keys.Escape(name), "", WriteCondition.None, cancel);
        var heirs = new SortedSet<string>(StringComparer.Ordinal);
        while (!await RetractOneAsync(name, keeps: true, heirs, report, cancel))
        {
        }

        await stores.Table.DeleteAsync(Keys.Withdrawals, Keys.Escape(name), WriteCondition.None, cancel);
        return [.. heirs];
    }

    /// <summary>Ends withdrawals that a crash broke off. Returns files that waited for a slug.</summary>
    public async Task<IReadOnlyList<string>> ResumeAsync(Action<IngestOutcome> report, CancellationToken cancel)
    {
        var heirs = new List<string>();
        foreach (var row in await stores.Table.QueryAsync(Keys.Withdrawals, null, null, int.MaxValue, cancel).ToListAsync(cancel))
        {
            heirs.AddRange(await WithdrawAsync(Keys.Unescape(row.Row), report, cancel));
        }

        return heirs;
    }

    /// <param name="keeps">What is in the inbox under the name is known from now on as taken back.</param>
    private async Task<bool> RetractOneAsync(string name, bool keeps, SortedSet<string> heirs, Action<IngestOutcome> report, CancellationToken cancel)
    {
        if (await catalogue.SourceAsync(name, cancel) is not { } source)
        {
            return true;
        }

        var writer = new CatalogueWriter(stores.Table, catalogue);
        if (keeps && await stores.Inbox.GetAsync(name, cancel) is { } file)
        {
            writer.AddSource(name, source with { ETag = file.Item.ETag, Hash = ArticleReader.HashOf(file.Content.Span), State = SourceState.Retracted, Problems = [] });
        }
        else
        {
            writer.RemoveSource(name);
        }

        var row = source.Slug is null ? null : await stores.Table.GetAsync(Keys.Articles, source.Slug, cancel);
        var article = row is null ? null : CatalogueJson.ReadArticle(row.Value);
        ArticleRecord? retracted = null;
        if (article?.Source == name && article.State != ArticleState.Moved)
        {
            var change = ArticleChange.Retraction(article!, clock.GetUtcNow());
            retracted = change.New;
            writer.Report(name, $"{nameof(IngestStatus.Retracted)}|{retracted.Slug}");
            writer.Add(change, row!.ETag, null);
        }
        else if (source.State == SourceState.Asset)
        {
            await writer.MarkWantersOfAssetAsync(name, cancel);
        }

        var waiting = retracted is null ? [] : await WaitingAsync(retracted, writer, cancel);
        if ((await writer.WriteAsync(cancel)).Count > 0)
        {
            return false;
        }

        heirs.UnionWith(waiting);
        if (retracted is not null)
        {
            report(new(name, IngestStatus.Retracted, retracted, []));
        }

        return true;
    }

    /// <summary>Files that waited for an article's slug. They are to be taken again, by the next scan should this process die first.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync(ArticleRecord article, CatalogueWriter writer, CancellationToken cancel)
    {
        var waiting = new List<string>();
        var (from, to) = Keys.Range(Keys.SlugWanted(article.Slug));
        await foreach (var want in stores.Table.QueryAsync(Keys.Wants, from, to, int.MaxValue, cancel))
        {
            if (want.Value != article.Source && await catalogue.SourceAsync(want.Value, cancel) is { State: SourceState.Rejected } source)
            {
                writer.RetakeSource(want.Value, source);
                waiting.Add(want.Value);
            }
        }

        return waiting;
    }
}
