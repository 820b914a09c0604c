using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>One article in a mail.</summary>
public sealed record DigestItemView
{
    public required SafeText Title { get; init; }

    /// <summary>Absolute.</summary>
    public required Uri Href { get; init; }

    public SafeText Section { get; init; }

    public WorkView? Work { get; init; }

    public SpoilerLevel Level { get; init; }

    public IReadOnlyList<SafeText> Advisories { get; init; } = [];

    public SafeText Summary { get; init; }

    /// <summary>Shown in place of the summary when there is one; paragraphs and inline markup only.</summary>
    public SafeHtml Lead { get; init; }

    public int? Minutes { get; init; }

    public Language Language { get; init; }

    /// <summary>Absolute links; titles that are awaited have none.</summary>
    public IReadOnlyList<LinkView> ReadMore { get; init; } = [];

    internal static SafeShape<DigestItemView> Shape { get; } = new SafeShape<DigestItemView>("digest_item")
        .Text("title", v => v.Title, "The safe title")
        .Link("href", v => v.Href, "The article's page, absolute")
        .Text("section", v => v.Section, "Its section")
        .View("work", WorkView.Shape, v => v.Work, "What it explains, if anything")
        .Level("level", v => v.Level, "How much the article gives away")
        .Texts("advisories", v => v.Advisories, "Content warnings that give nothing away")
        .Text("summary", v => v.Summary, "One or two safe sentences; may be empty")
        .Html("lead", v => v.Lead, "The part before the spoilers, to show instead of the summary, if wanted")
        .Number("minutes", v => v.Minutes, "Minutes of reading")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .Views("read_more", LinkView.Shape, v => v.ReadMore, "Related articles, and titles that are awaited");
}

public enum DigestCadence
{
    Instant,
    Daily,
    Weekly,
}

/// <summary>A mail to one subscriber, or to all who get the same. Every address is absolute.</summary>
public sealed record DigestView : IView
{
    public required Language Language { get; init; }

    public required SafeText Subject { get; init; }

    /// <summary>What inboxes show behind the subject: at best 40 to 90 characters.</summary>
    public SafeText Preheader { get; init; }

    public required SafeText Title { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required DigestCadence Cadence { get; init; }

    public SafeText Intro { get; init; }

    /// <summary>At most 20.</summary>
    public IReadOnlyList<DigestItemView> Items { get; init; } = [];

    /// <summary>How many articles are left out; 0: none.</summary>
    public int More { get; init; }

    /// <summary>This digest in the archive.</summary>
    public required Uri Archive { get; init; }

    /// <summary>What the subscriber chose; empty: everything.</summary>
    public IReadOnlyList<SafeText> Topics { get; init; } = [];

    public required Uri Unsubscribe { get; init; }

    public required Uri Preferences { get; init; }

    internal static SafeShape<DigestView> Shape { get; } = new SafeShape<DigestView>("digest")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .Text("subject", v => v.Subject, "The mail's subject")
        .Text("preheader", v => v.Preheader, "What inboxes show behind the subject; may be empty")
        .Text("title", v => v.Title, "The heading")
        .Date("date", v => v.Date, "The day of the digest")
        .Word("cadence", v => v.Cadence.ToString().ToLowerInvariant(), ["instant", "daily", "weekly"], "How often it comes")
        .Text("intro", v => v.Intro, "A sentence before the articles; may be empty")
        .Flag("has_spoilers", _ => false, "Never: this mail is safe")
        .Views("items", DigestItemView.Shape, v => v.Items, "The articles, at most 20")
        .Number("more", v => v.More, "How many are left out; 0 when none")
        .Link("archive", v => v.Archive, "This digest on the web")
        .Texts("topics", v => v.Topics, "What the subscriber chose; empty for everything")
        .Link("unsubscribe", v => v.Unsubscribe, "Where to stop it")
        .Link("preferences", v => v.Preferences, "Where to change it");
}
