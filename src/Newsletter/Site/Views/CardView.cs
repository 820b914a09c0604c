using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>An article as lists and Read More show it.</summary>
public sealed record CardView
{
    public required SafeText Title { get; init; }

    /// <summary>Null: the title is awaited, and nothing else of the article is known.</summary>
    public Uri? Href { get; init; }

    public SpoilerLevel Level { get; init; }

    public WorkView? Work { get; init; }

    public SafeText Section { get; init; }

    public SafeText Summary { get; init; }

    public IReadOnlyList<SafeText> Advisories { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    /// <summary>Minutes of reading, at least 1; null when not known.</summary>
    public int? Minutes { get; init; }

    public Language Language { get; init; }

    internal static SafeShape<CardView> Shape { get; } = new SafeShape<CardView>("card")
        .Text("title", v => v.Title, "The safe title")
        .Link("href", v => v.Href, "The article's page; none for a title that isn't out yet (then nothing else is known)")
        .Level("level", v => v.Level, "How much the article gives away")
        .View("work", WorkView.Shape, v => v.Work, "What it explains, if anything")
        .Text("section", v => v.Section, "Its section")
        .Text("summary", v => v.Summary, "One or two safe sentences; may be empty")
        .Texts("advisories", v => v.Advisories, "Content warnings that give nothing away")
        .Date("published", v => v.Published, "When it came out")
        .Number("minutes", v => v.Minutes, "Minutes of reading")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute");
}
