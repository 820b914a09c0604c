using System.Text.Json.Serialization;

namespace Newsletter.Spoilers;

/// <summary>All that a safe channel may know of an article, beside the safe part of its body. Only <see cref="Splitter"/> makes one.</summary>
public sealed record SafeArticle
{
    [JsonConstructor]
    internal SafeArticle()
    {
    }

    /// <summary>The title, or the one that stands in for it.</summary>
    public required SafeText Title { get; init; }

    public required SafeText Summary { get; init; }

    public required SafeText Section { get; init; }

    public required IReadOnlyList<SafeText> Tags { get; init; }

    public required IReadOnlyList<SafeText> Authors { get; init; }

    public required IReadOnlyList<SafeText> Advisories { get; init; }

    public SafeWork? Work { get; init; }

    /// <summary>Other works that the article spoils.</summary>
    public required IReadOnlyList<SafeWork> Spoils { get; init; }

    /// <summary>Titles of the works that the article spoils, its own first; each work once.</summary>
    [JsonIgnore]
    public IEnumerable<string> Works =>
        (Work is null ? Spoils : Spoils.Prepend(Work)).Select(work => work.Title.ToString()).DistinctBy(title => Articles.Slug.Of(title));

    /// <summary>The highest level of the article and its parts.</summary>
    public required SpoilerLevel Level { get; init; }

    /// <summary>The picture that may be shown anywhere; null when there is none or it spoils.</summary>
    public SafeImage? Image { get; init; }

    /// <summary>Whether anything is hidden.</summary>
    public required bool HasSpoilers { get; init; }

    /// <summary>The editor's Read More titles, in order.</summary>
    public required IReadOnlyList<SafeReadMore> ReadMore { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Minutes to read the whole, at least 1.</summary>
    public required int Minutes { get; init; }
}

public sealed record SafeWork(SafeText Title, SafeText Kind, int? Year, SafeText By);

public sealed record SafeImage(SafeText Source, SafeText Alt);

/// <param name="Target">File, slug or address by the editor's hand; empty when the title alone must find it.</param>
public sealed record SafeReadMore(SafeText Label, SafeText Target);
