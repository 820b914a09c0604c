using System.Buffers;
using System.Text.Json;
using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Site;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>Tells an editor what became of an upload: <c>reports/{name}.html</c> to read, <c>reports/{name}.json</c> for tools.</summary>
public sealed class ReportWriter(Stores stores, SiteSettings site, TemplateSources templates, TimeProvider clock)
{
    private static readonly BlobHeaders Html = new("text/html; charset=utf-8", "no-store");
    private static readonly BlobHeaders Json = new("application/json; charset=utf-8", "no-store");

    private readonly Addresses addresses = new(site);
    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);
    private readonly Lazy<TemplateEngine> engine = new(() => new OutputRenderer(site, templates).Engine);

    /// <summary>Writes every report that is owed. What a crash or the storage keeps from being written is owed still.</summary>
    /// <returns>Files whose report could not be written now, and why.</returns>
    public async Task<IReadOnlyList<(string Name, string Problem)>> WriteOwedAsync(CancellationToken cancel)
    {
        var unwritten = new List<(string, string)>();
        var owed = await stores.Table.QueryAsync(Keys.Reports, null, null, int.MaxValue, cancel).ToListAsync(cancel);
        foreach (var row in owed)
        {
            if (await WriteAsync(row, cancel) is { } problem)
            {
                unwritten.Add((Keys.Unescape(row.Row), problem));
            }
        }

        return unwritten;
    }

    /// <summary>Writes the report on one file, if one is owed. What keeps it from being written is met by <see cref="WriteOwedAsync(CancellationToken)"/>.</summary>
    public async Task WriteOwedAsync(string name, CancellationToken cancel)
    {
        if (await stores.Table.GetAsync(Keys.Reports, Keys.Escape(name), cancel) is { } row)
        {
            await WriteAsync(row, cancel);
        }
    }

    private async Task<string?> WriteAsync(TableRow row, CancellationToken cancel)
    {
        var problem = await TryPayAsync(Keys.Unescape(row.Row), row.Value, cancel);
        if (problem is null)
        {
            await stores.Table.DeleteAsync(Keys.Reports, row.Row, WriteCondition.IfUnchanged(row.ETag), cancel);
        }

        return problem;
    }

    /// <summary>A report on a file of which the catalogue knows nothing. Returns why it could not be written; null: it was.</summary>
    public Task<string?> TryWriteAsync(IngestOutcome outcome, CancellationToken cancel) => TryWriteAsync(outcome, [], cancel);

    /// <summary>The form that <c>--json</c> and the report have in common.</summary>
    public static void Write(Utf8JsonWriter json, IngestOutcome outcome)
    {
        json.WriteString("file", outcome.Name);
        json.WriteString("status", outcome.Status.ToString().ToLowerInvariant());
        if (outcome.Article is { } article)
        {
            json.WriteString("slug", article.Slug);
            json.WriteString("published", article.Published);
        }

        json.WriteStartArray("diagnostics");
        foreach (var d in outcome.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", d.Code);
            json.WriteString("severity", d.Severity.ToString().ToLowerInvariant());
            json.WriteNumber("line", d.Line);
            json.WriteNumber("column", d.Column);
            json.WriteString("message", d.Message);
            json.WriteString("advice", d.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string FileName(string name) => BlobName.IsValid(name + ".html") ? name : Articles.Slug.Of(name);

    private async Task<string?> TryPayAsync(string name, string owed, CancellationToken cancel)
    {
        if (owed == CatalogueWriter.Renamed)
        {
            return await TryAsync(async () =>
            {
                await stores.Reports.DeleteAsync(FileName(name) + ".html", WriteCondition.None, cancel);
                await stores.Reports.DeleteAsync(FileName(name) + ".json", WriteCondition.None, cancel);
            });
        }

        var (outcome, waiting) = await OwedAsync(name, owed, cancel);
        return await TryWriteAsync(outcome, waiting, cancel);
    }

    /// <param name="owed">A status, and behind a bar the slug of an article whose file is gone.</param>
    private async Task<(IngestOutcome Outcome, IReadOnlyList<SafeText> Waiting)> OwedAsync(string name, string owed, CancellationToken cancel)
    {
        var (status, slug) = owed.IndexOf('|') is var bar and >= 0 ? (owed[..bar], owed[(bar + 1)..]) : (owed, null);
        var source = await catalogue.SourceAsync(name, cancel);
        var article = (slug ?? source?.Slug) is { } its ? await catalogue.FindAsync(its, cancel) : null;
        // As the page was last rendered: when that changes, a report is owed anew.
        var known = article is { State: ArticleState.Published } ? await WaitingTitles.OfFileAsync(stores.Table, name, cancel) : [];
        SafeText[] waiting = [.. article?.Safe.ReadMore.Select(entry => entry.Label).Where(label => known.Contains(label.ToString())) ?? []];
        return (new(name, Enum.Parse<IngestStatus>(status), article, source?.Problems ?? []), waiting);
    }

    /// <summary>One report that the storage refuses is a problem of that report alone.</summary>
    private async Task<string?> TryWriteAsync(IngestOutcome outcome, IReadOnlyList<SafeText> waiting, CancellationToken cancel)
    {
        var name = FileName(outcome.Name);
        var view = View(outcome, waiting);
        var html = engine.Value.Render(AllTemplates.Report, view);
        return await TryAsync(async () =>
        {
            await PutAsync(name + ".html", html, Html, cancel);
            await PutAsync(name + ".json", WriteJson(outcome, view), Json, cancel);
        });
    }

    private static async Task<string?> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or StorageException)
        {
            return problem.Message;
        }
    }

    private ReportView View(IngestOutcome outcome, IReadOnlyList<SafeText> waiting) => new()
    {
        Language = new(site.Language),
        FileName = outcome.Name,
        Status = outcome.Status switch
        {
            IngestStatus.Published or IngestStatus.Stored => ReportStatus.Published,
            IngestStatus.Unchanged => ReportStatus.Unchanged,
            IngestStatus.Scheduled => ReportStatus.Scheduled,
            IngestStatus.Retracted => ReportStatus.Retracted,
            IngestStatus.Draft => ReportStatus.Draft,
            _ => ReportStatus.Rejected,
        },
        When = clock.GetUtcNow(),
        Title = outcome.Article?.Safe.Title.ToString() ?? "",
        ComesOut = outcome.Status == IngestStatus.Scheduled ? outcome.Article?.Published : null,
        Waiting = waiting,
        Links = outcome.Article is { State: ArticleState.Published } article ? Links(article) : [],
        Diagnostics = outcome.Diagnostics,
    };

    /// <summary>The page, and a feed that the article is in.</summary>
    private ReportLinkView[] Links(ArticleRecord article)
    {
        var list = article.Lists(site).Select(l => l.Key).FirstOrDefault(l => l.Kind == ListKind.Section, ListKey.Site);
        return [new("page", addresses.Page(article.Slug)), new("feed", addresses.Absolute(list.Path + FeedFiles.Rss))];
    }

    private static ReadOnlyMemory<byte> WriteJson(IngestOutcome outcome, ReportView view)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, outcome);
            json.WriteString("when", view.When);
            json.WriteStartArray("waiting");
            foreach (var title in view.Waiting)
            {
                json.WriteStringValue(title.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("links");
            foreach (var link in view.Links)
            {
                json.WriteStringValue(link.Href.AbsoluteUri);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private async ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, CancellationToken cancel) =>
        await stores.Reports.PutAsync(name, content, headers, WriteCondition.None, cancel);
}
