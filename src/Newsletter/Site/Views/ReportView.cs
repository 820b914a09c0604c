using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

public enum ReportStatus
{
    Published,
    Unchanged,
    Scheduled,
    Rejected,
    Retracted,
    Draft,
}

/// <summary>Where an editor can look at what came of an upload.</summary>
/// <param name="Name">page, feed, preview, ...; <c>t.report.links</c> translates it.</param>
public sealed record ReportLinkView(string Name, Uri Href)
{
    internal static FullShape<ReportLinkView> Shape { get; } = new FullShape<ReportLinkView>("report_link")
        .AnyText("name", v => v.Name, "page, feed, preview, ...; `word t.report.links link.name` translates it")
        .Link("href", v => v.Href, "Where it goes");
}

/// <summary>The report beside the inbox on one upload, for its editor. It stands alone: it loads nothing.</summary>
public sealed record ReportView : IView
{
    public required Language Language { get; init; }

    public required string FileName { get; init; }

    public required ReportStatus Status { get; init; }

    public required DateTimeOffset When { get; init; }

    /// <summary>Empty when it could not be read.</summary>
    public string Title { get; init; } = "";

    /// <summary>When a scheduled article comes out.</summary>
    public DateTimeOffset? ComesOut { get; init; }

    /// <summary>Read More titles that no article has yet.</summary>
    public IReadOnlyList<SafeText> Waiting { get; init; } = [];

    public IReadOnlyList<ReportLinkView> Links { get; init; } = [];

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    private static readonly string[] StatusWords = ["published", "unchanged", "scheduled", "rejected", "retracted", "draft"];
    private static readonly string[] SeverityWords = ["hint", "warning", "error"];

    private static readonly FullShape<Diagnostic> DiagnosticShape = new FullShape<Diagnostic>("diagnostic")
        .AnyText("code", v => v.Code, "Such as NL012")
        .Word("severity", v => SeverityWords[(int)v.Severity], SeverityWords, "How bad it is; only errors stop the publication")
        .Number("line", v => v.Line, "1-based; 0 when it is about the whole file")
        .Number("column", v => v.Column, "1-based; 0 when it is about the whole line")
        .AnyText("message", v => v.Message, "What is wrong")
        .AnyText("advice", v => v.Advice, "What to do about it");

    internal static FullShape<ReportView> Shape { get; } = new FullShape<ReportView>("report")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .AnyText("file_name", v => v.FileName, "The uploaded file")
        .Word("status", v => StatusWords[(int)v.Status], StatusWords, "What came of it")
        .Date("when", v => v.When, "When it was looked at")
        .AnyText("title", v => v.Title, "The article's title; empty when it could not be read")
        .Date("comes_out", v => v.ComesOut, "When a scheduled article comes out")
        .Texts("waiting", v => v.Waiting, "Read More titles that no article has yet")
        .Views("links", ReportLinkView.Shape, v => v.Links, "Where to look")
        .Views("diagnostics", DiagnosticShape, v => v.Diagnostics, "What was found, in the file's order")
        .Number("errors", v => v.Diagnostics.Count(d => d.Severity == Severity.Error), "How many errors")
        .Number("warnings", v => v.Diagnostics.Count(d => d.Severity == Severity.Warning), "How many warnings");
}
