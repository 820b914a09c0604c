using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Publishing;

/// <summary>
/// Finds the articles that are about a work which another one is about, or spoils: what they hide, that one must not show; and what they show, it
/// hides in vain.
/// </summary>
internal sealed class SharedWorks(ArticleCatalogue catalogue)
{
    /// <summary>Of one work, the newest.</summary>
    private const int MostOfWork = 20;

    private readonly Dictionary<string, List<OtherArticle>> taken = new(StringComparer.Ordinal);

    /// <summary>An article that will be written together with those that follow.</summary>
    public void Add(string name, ReadArticle article)
    {
        foreach (var work in WorksOf(article))
        {
            if (!taken.TryGetValue(work, out var same))
            {
                taken[work] = same = [];
            }

            same.Add(new(name, article.Split!.Body, OpenRecord.Texts(article.Split.Safe, article.Slug)));
        }
    }

    /// <param name="name">The file of the one.</param>
    /// <returns>By the names of their files.</returns>
    public async ValueTask<IReadOnlyList<OtherArticle>> OthersAsync(string name, ReadArticle article, CancellationToken cancel)
    {
        var others = new SortedDictionary<string, OtherArticle>(StringComparer.Ordinal);
        foreach (var work in WorksOf(article))
        {
            foreach (var other in taken.GetValueOrDefault(work) ?? [])
            {
                others[other.Name] = other;
            }

            if (catalogue.Site.Lists.Contains(new ListKey(ListKind.Work, work).Word))
            {
                await foreach (var other in catalogue.NewestAsync(new(ListKind.Work, work), MostOfWork, cancel))
                {
                    if (!others.ContainsKey(other.Source) && other.Source != name && await BodyAsync(other, cancel) is { } body)
                    {
                        others[other.Source] = new(other.Source, body, OpenRecord.Texts(other));
                    }
                }
            }
        }

        others.Remove(name);
        return [.. others.Values];
    }

    /// <summary>Null when it is lost: then only taking its file again helps, which must not fail for want of it.</summary>
    private async ValueTask<Body?> BodyAsync(ArticleRecord article, CancellationToken cancel)
    {
        try
        {
            return await catalogue.BodyAsync(article, cancel);
        }
        catch (BodyMissingException)
        {
            return await catalogue.FindAsync(article.Slug, cancel) is { State: ArticleState.Published } newer && newer.SourceHash != article.SourceHash
                ? await BodyAsync(newer, cancel)
                : null;
        }
    }

    private static IEnumerable<string> WorksOf(ReadArticle article) => article.Split!.Safe.Works.Select(Slug.Of).Distinct(StringComparer.Ordinal);
}
