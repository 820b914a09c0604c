using Newsletter.Catalogue;

namespace Newsletter.Publishing;

/// <summary>Tells the editors of articles whose pages could not be rendered.</summary>
internal sealed class FailedPages(Stores stores, ArticleCatalogue catalogue, ReportWriter reports)
{
    public async Task ReportAsync(IEnumerable<KeyValuePair<DirtyMark, Exception>> failures, CancellationToken cancel)
    {
        foreach (var (mark, fault) in failures)
        {
            if (mark.Kind == DirtyKind.Page && await catalogue.FindAsync(mark.Key, cancel) is { } article)
            {
                await ReportAsync(article.Source, article, fault, cancel);
            }
        }
    }

    /// <param name="article">What is known of it; null: nothing.</param>
    public async Task ReportAsync(string name, ArticleRecord? article, Exception fault, CancellationToken cancel)
    {
        var failure = Failure.Of(fault);
        var writer = new CatalogueWriter(stores.Table, catalogue);
        writer.AddSource(name, Failure.Add(await catalogue.SourceAsync(name, cancel), failure));
        await writer.WriteAsync(cancel);
        await reports.WriteAsync(new(name, IngestStatus.Rejected, article, [failure]), cancel);
    }
}
