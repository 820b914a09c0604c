using Newsletter.Catalogue;

namespace Newsletter.ReadMore;

/// <summary>
/// Articles that the pipeline chooses where the editor named none: of the few that came out just before in the lists of the same work and tags,
/// those that share most. Only older ones, so that a new article changes no page but its own.
/// </summary>
internal static class Related
{
    public const int Count = 3;

    /// <param name="before">For each list of the work and tags, the last <see cref="Catalogue.AffectedOutputs.Reach"/> articles before this one.</param>
    public static IReadOnlyList<ArticleRecord> Choose(IEnumerable<(ListKey List, ArticleRecord Article)> before) =>
    [
        .. before
            .GroupBy(b => b.Article.Slug, StringComparer.Ordinal)
            .Select(g => (g.First().Article, Weight: g.Sum(b => b.List.Kind == ListKind.Work ? 3 : 1)))
            .OrderByDescending(a => a.Weight)
            .ThenByDescending(a => a.Article.Published)
            .ThenBy(a => a.Article.Slug, StringComparer.Ordinal)
            .Take(Count)
            .Select(a => a.Article),
    ];
}
