using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing.Previews;

/// <summary>A file of the inbox as it would be published now, or at its date: taken by the very code that takes uploads, into memory.</summary>
public sealed class Draft
{
    internal Draft(Stores stores, ReadArticle read, IngestOutcome outcome) => (Stores, Read, Outcome) = (stores, read, outcome);

    /// <summary>As it is in the inbox.</summary>
    public ReadArticle Read { get; }

    /// <summary>What would come of it. Its article is null when nothing can be shown of it.</summary>
    public IngestOutcome Outcome { get; }

    /// <summary>Whether the next publication would take it.</summary>
    public bool IsPublishable => Outcome.Article is not null && !Outcome.Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>The site with this article in it.</summary>
    internal Stores Stores { get; }

    /// <summary>A file that belongs to the published site, such as a picture of the article, though it is not published yet.</summary>
    public ValueTask<Blob?> FileAsync(string key, CancellationToken cancel) => Stores.Web.GetAsync(key, cancel);
}

/// <summary>Takes files of the inbox as a publication would, and changes nothing.</summary>
public sealed class DraftReader(Stores stores, SiteSettings site, TimeProvider clock)
{
    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);

    /// <summary>Reads one file, the pictures that it names, and of the catalogue what a publication would read; never the whole of it.</summary>
    /// <returns>Null when there is no such file.</returns>
    public async Task<Draft?> TakeAsync(string name, CancellationToken cancel)
    {
        if (await stores.Inbox.GetAsync(name, cancel) is not { } file)
        {
            return null;
        }

        var read = ArticleReader.Read(name, file.Content.Span, site);
        var date = read.Front?.Published?.ToDateTimeOffset();
        var then = new Then(date > clock.GetUtcNow() ? date.Value : clock.GetUtcNow());
        var inbox = new DraftBlobs(stores.Inbox, then);
        await inbox.PutAsync(name, file.Content, file.Headers, WriteCondition.None, cancel);
        var copy = new Stores(inbox, new DraftBlobs(stores.Web, then), new DraftBlobs(stores.Reports, then), new DraftBlobs(stores.State, then), new DraftTable(stores.Table));
        if (await catalogue.SourceAsync(name, cancel) is { } source)
        {
            // Taken anew, whatever became of these bytes before.
            await copy.Table.PutAsync(Keys.Sources, Keys.Escape(name), CatalogueJson.Write(source with { State = SourceState.Rejected, Problems = [] }), WriteCondition.None, cancel);
        }

        IngestOutcome? outcome = null;
        var ingest = new Ingest(copy, site, then) { AllWillBeRendered = true, TakesErrors = true };
        await ingest.TakeAsync([.. await NewPicturesAsync(read, cancel), name], o => outcome = o.Name == name ? o : outcome, cancel);
        return new(copy, read, outcome ?? new(name, IngestStatus.Rejected, null, read.Diagnostics));
    }

    private async Task<IReadOnlyList<string>> NewPicturesAsync(ReadArticle read, CancellationToken cancel)
    {
        var names = new List<string>();
        foreach (var name in read.Split is null ? [] : ArticleChange.AssetsOf(read.Split))
        {
            if (await stores.Inbox.GetItemAsync(name, cancel) is { } item && (await catalogue.SourceAsync(name, cancel))?.ETag != item.ETag)
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>The time at which the article is out.</summary>
    private sealed class Then(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
