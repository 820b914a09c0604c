using Newsletter.Catalogue;

namespace Newsletter.Publishing;

/// <summary>Tells editors of a <see cref="Failure"/> that came after their files were read, and keeps it with them.</summary>
internal sealed class FailureReports(Stores stores, ArticleCatalogue catalogue, ReportWriter reports)
{
    /// <summary>Of pages that could not be rendered.</summary>
    public async Task WriteAsync(IEnumerable<KeyValuePair<DirtyMark, Exception>> failures, CancellationToken cancel)
    {
        foreach (var (mark, fault) in failures)
        {
            if (mark.Kind == DirtyKind.Page && await catalogue.FindAsync(mark.Key, cancel) is { } article)
            {
                await WriteAsync(article.Source, fault, cancel);
            }
        }
    }

    public async Task WriteAsync(string name, Exception fault, CancellationToken cancel)
    {
        var writer = new CatalogueWriter(stores.Table, catalogue);
        writer.AddSource(name, Failure.Add(await catalogue.SourceAsync(name, cancel), Failure.Of(fault)));
        writer.Report(name, nameof(IngestStatus.Rejected));
        await writer.WriteAsync(cancel);
        await reports.WriteOwedAsync(name, cancel);
    }
}
