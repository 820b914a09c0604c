using System.Buffers;
using System.Text.Json;
using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Site.Views;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>Tells an editor what became of an upload: <c>reports/{name}.html</c> to read, <c>reports/{name}.json</c> for tools.</summary>
public sealed class ReportWriter(IBlobStore reports, SiteSettings site, TemplateSources templates, TimeProvider clock)
{
    private static readonly BlobHeaders Html = new("text/html; charset=utf-8", "no-store");
    private static readonly BlobHeaders Json = new("application/json; charset=utf-8", "no-store");

    private readonly Addresses addresses = new(site);
    private readonly Lazy<TemplateEngine> engine = new(() =>
    {
        var renderer = new OutputRenderer(site, templates);
        return renderer.Engine;
    });

    public async Task WriteAsync(IngestOutcome outcome, CancellationToken cancel)
    {
        var name = Name(outcome.Name);
        var view = View(outcome);
        await PutAsync(name + ".html", engine.Value.Render(AllTemplates.Report, view), Html, cancel);
        await PutAsync(name + ".json", WriteJson(outcome, view), Json, cancel);
    }

    /// <summary>The report's name without its extension.</summary>
    public static string Name(string upload) => BlobName.IsValid(upload) ? upload : Articles.Slug.Of(upload);

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

    private ReportView View(IngestOutcome outcome) => new()
    {
        Language = new(site.Language),
        FileName = outcome.Name,
        Status = outcome.Status switch
        {
            IngestStatus.Published or IngestStatus.Stored => ReportStatus.Published,
            IngestStatus.Unchanged => ReportStatus.Unchanged,
            IngestStatus.Scheduled => ReportStatus.Scheduled,
            IngestStatus.Retracted => ReportStatus.Retracted,
            _ => ReportStatus.Rejected,
        },
        When = clock.GetUtcNow(),
        Title = outcome.Article?.Safe.Title.ToString() ?? "",
        ComesOut = outcome.Status == IngestStatus.Scheduled ? outcome.Article?.Published : null,
        Links = outcome.Article is { State: ArticleState.Published } article ? [new("page", addresses.Page(article.Slug))] : [],
        Diagnostics = outcome.Diagnostics,
    };

    private static ReadOnlyMemory<byte> WriteJson(IngestOutcome outcome, ReportView view)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, outcome);
            json.WriteString("when", view.When);
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
        await reports.PutAsync(name, content, headers, WriteCondition.None, cancel);
}
