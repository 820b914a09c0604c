using Newsletter.Articles;

namespace Newsletter.Spoilers;

/// <summary>
/// How much a reader wants to know: for the works they named, and for all others. Works are the same when their titles make the same
/// slug, as in the lists of works.
/// </summary>
/// <param name="Otherwise">For every work that <see cref="Works"/> does not name, and for articles about no work.</param>
public sealed record Tolerance(SpoilerLevel Otherwise)
{
    /// <summary>Nothing that spoils: what every safe channel shows.</summary>
    public static Tolerance None { get; } = new(SpoilerLevel.None);

    public static Tolerance Everything { get; } = new(SpoilerLevel.Ending);

    /// <summary>By the slug of the work's title.</summary>
    public IReadOnlyDictionary<string, SpoilerLevel> Works { get; init; } = new Dictionary<string, SpoilerLevel>();

    /// <summary>This tolerance, and everything about the works of these titles.</summary>
    public Tolerance WithSeen(IEnumerable<string> titles)
    {
        var works = new Dictionary<string, SpoilerLevel>(Works, StringComparer.Ordinal);
        foreach (var title in titles)
        {
            works[Slug.Of(title)] = SpoilerLevel.Ending;
        }

        return this with { Works = works };
    }

    public SpoilerLevel Of(string title) => Works.Count > 0 && Works.TryGetValue(Slug.Of(title), out var level) ? level : Otherwise;

    /// <summary>
    /// Whether a part of this level that spoils these works may be shown. Of several works each must allow it: a reader who knows one
    /// still minds the others. <c>templates/web/assets/site.js</c> decides by the same rule in the browser.
    /// </summary>
    public bool Shows(SpoilerLevel level, IReadOnlyList<string> works) =>
        works.Count == 0 ? level <= Otherwise : works.All(work => level <= Of(work));
}
