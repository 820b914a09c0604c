using Newsletter.Articles;
using Newsletter.Spoilers;

namespace Newsletter.Catalogue;

public enum ArticleState
{
    /// <summary>Out, in its lists.</summary>
    Published,

    /// <summary>Waits for its date.</summary>
    Scheduled,

    /// <summary>Taken back: its file is gone. The slug stays reserved for the same file.</summary>
    Retracted,

    /// <summary>Has another slug now: <see cref="ArticleRecord.MovedTo"/>.</summary>
    Moved,
}

/// <summary>What the catalogue knows of one article; keyed by slug.</summary>
public sealed record ArticleRecord
{
    public required string Slug { get; init; }

    /// <summary><c>tag:{host},{yyyy}:{first slug}</c> (RFC 4151), fixed at the first ingest.</summary>
    public required string Id { get; init; }

    /// <summary>Name of its file in the inbox.</summary>
    public required string Source { get; init; }

    /// <summary>Hash of the bytes it was read from.</summary>
    public required string SourceHash { get; init; }

    public required ArticleState State { get; init; }

    public required DateTimeOffset Published { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>When it first came out by the pipeline's clock; given once. Null while scheduled.</summary>
    public DateTimeOffset? Announced { get; init; }

    public required SafeArticle Safe { get; init; }

    /// <summary>The real title where it spoils.</summary>
    public string? FullTitle { get; init; }

    /// <summary>The picture that spoils.</summary>
    public ArticleImage? FullImage { get; init; }

    /// <summary>False: never in a digest.</summary>
    public bool Email { get; init; } = true;

    /// <summary>Article files that the body links to.</summary>
    public IReadOnlyList<string> LinkedFiles { get; init; } = [];

    /// <summary>Files beside the article that it shows or links to.</summary>
    public IReadOnlyList<string> Assets { get; init; } = [];

    /// <summary>Where a moved article is now.</summary>
    public string? MovedTo { get; init; }

    /// <summary>When it was retracted.</summary>
    public DateTimeOffset? Gone { get; init; }

    /// <summary>The lists it stands in now; none unless published.</summary>
    public IReadOnlyList<(ListKey Key, SafeText Name)> Lists(SiteSettings site) =>
        State == ArticleState.Published ? ListKey.Of(Safe, site) : [];
}

public enum SourceState
{
    Published,
    Scheduled,
    Rejected,

    /// <summary>A picture or other file that articles refer to.</summary>
    Asset,

    /// <summary>Taken back by command while its file stays in the inbox; only other bytes bring it back, or a command.</summary>
    Retracted,

    /// <summary>Still being written, by its editor's word: what was published of it before stays as it is.</summary>
    Draft,
}

/// <summary>What became of one file of the inbox; written last, so that a crash before it means the file is taken again.</summary>
/// <param name="ETag">The file's when it was taken.</param>
/// <param name="Hash">Of its bytes.</param>
/// <param name="Slug">The article it made, also when its latest version was rejected, or is a draft, and the last good one stays up; null when there is none.</param>
/// <param name="Problems">Its diagnostics.</param>
public sealed record SourceRecord(string ETag, string Hash, SourceState State, string? Slug, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Address of an asset, relative to the site.</summary>
    public string? Address { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public long Length { get; init; }
}
