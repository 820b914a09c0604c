using Newsletter.Catalogue;
using Newsletter.Spoilers;

namespace Newsletter.Digests;

/// <summary>What many subscribers' digests have in common: the same articles, told alike.</summary>
/// <param name="Date">The day that it names, in the offset of its readers.</param>
/// <param name="Articles">Newest first, at least one.</param>
/// <param name="More">How many more there are, of which nothing but their number is known here.</param>
public sealed record DigestIssue(DigestCadence Cadence, DateTimeOffset Date, IReadOnlyList<ArticleRecord> Articles, int More, Tolerance Tolerance, Language Language)
{
    /// <summary>The same for issues that are rendered alike: of a tolerance only what it says of these articles' works counts.</summary>
    public string Key
    {
        get
        {
            var slugs = Articles.SelectMany(a => a.Safe.Works).Select(title => Newsletter.Articles.Slug.Of(title)).Distinct(StringComparer.Ordinal);
            var works = slugs.Where(Tolerance.Works.ContainsKey).Select(slug => $"{slug}={Tolerance.Works[slug]}").Order(StringComparer.Ordinal);
            return string.Join('\n', [
                Cadence.ToString(), Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"{More}", Language.Tag, $"{Tolerance.Otherwise}", .. works, "",
                .. Articles.Select(a => $"{a.Slug} {a.SourceHash}")]);
        }
    }
}
