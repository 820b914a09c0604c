using Newsletter.Spoilers;
using NodaTime;

namespace Newsletter.Articles;

/// <summary>What the editor wrote above the body, checked and with defaults filled in. Nothing here is safe by itself: the splitter decides.</summary>
public sealed record FrontMatter
{
    /// <summary>Plain text, 1 to 300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Stands in for a title that itself spoils; null when the title is safe.</summary>
    public string? SafeTitle { get; init; }

    /// <summary>The editor's own slug, already a valid one; null: from the safe title when there is one, else from the file name.</summary>
    public string? Slug { get; init; }

    /// <summary>The work explained; null when the article is about none (a guide).</summary>
    public Work? Work { get; init; }

    /// <summary>Other works that the article spoils.</summary>
    public IReadOnlyList<Work> Spoils { get; init; } = [];

    /// <summary>Default: <c>Explainers</c>.</summary>
    public required string Section { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When it was or will be published; null: at the first ingest.</summary>
    public Instant? Published { get; init; }

    /// <summary>It is still being written: nothing of the file is published, and what was published of it before stays.</summary>
    public bool Draft { get; init; }

    /// <summary>The editor's own word on when it last changed; null: the pipeline keeps it.</summary>
    public Instant? Updated { get; init; }

    /// <summary>One or two safe sentences; null when missing.</summary>
    public string? Summary { get; init; }

    /// <summary>The article's level; missing means <see cref="SpoilerLevel.Ending"/>, with a warning.</summary>
    public required SpoilerLevel Spoilers { get; init; }

    /// <summary>Content warnings that give nothing away.</summary>
    public IReadOnlyList<string> Advisories { get; init; } = [];

    public ArticleImage? Image { get; init; }

    /// <summary>Related articles by slug, file name or title, in the editor's order.</summary>
    public IReadOnlyList<string> ReadMore { get; init; } = [];

    /// <summary>Single words and phrases that no safe channel may show.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Findings of the search for leaks that are meant, each with its reason: <c>NL052: the poster says it</c>.</summary>
    public IReadOnlyList<string> AllowLeak { get; init; } = [];

    /// <summary>False: never in a digest.</summary>
    public bool Email { get; init; } = true;

    /// <summary>BCP 47; default: the site's.</summary>
    public required string Language { get; init; }
}

/// <summary>What an article explains.</summary>
/// <param name="Kind">film, series, book, game, play, myth, ... lower case; null when not said.</param>
/// <param name="Year">Astronomical: 1 BC is 0, 429 BC is -428; null when not said.</param>
/// <param name="By">Director, author, ...; null when not said.</param>
public sealed record Work(string Title, string? Kind = null, int? Year = null, string? By = null);

/// <summary>The article's picture.</summary>
/// <param name="Source">Name beside the article, or an https address.</param>
/// <param name="Spoiler">The picture itself gives something away: it stays out of every safe channel.</param>
public sealed record ArticleImage(string Source, string Alt, bool Spoiler);
