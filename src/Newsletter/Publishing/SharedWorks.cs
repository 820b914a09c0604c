using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Spoilers;

namespace Newsletter.Publishing;

/// <summary>Finds the articles that are about a work which another one is about, or spoils: what they hide, that one must not show.</summary>
internal sealed class SharedWorks(ArticleCatalogue catalogue)
{
    /// <summary>Of one work, the newest.</summary>
    private const int MostOfWork = 20;

    private readonly Dictionary<string, List<(string Name, Body Body)>> taken = new(StringComparer.Ordinal);

    /// <summary>An article that will be written together with those that follow.</summary>
    public void Add(string name, ReadArticle article)
    {
        foreach (var work in WorksOf(article))
        {
            if (!taken.TryGetValue(work, out var same))
            {
                taken[work] = same = [];
            }

            same.Add((name, article.Split!.Body));
        }
    }

    /// <param name="name">The file of the one.</param>
    /// <returns>Bodies by the names of their files.</returns>
    public async ValueTask<IReadOnlyList<(string Name, Body Body)>> OthersAsync(string name, ReadArticle article, CancellationToken cancel)
    {
        var others = new SortedDictionary<string, Body>(StringComparer.Ordinal);
        foreach (var work in WorksOf(article))
        {
            foreach (var (other, body) in taken.GetValueOrDefault(work) ?? [])
            {
                others[other] = body;
            }

            if (catalogue.Site.Lists.Contains(new ListKey(ListKind.Work, work).Word))
            {
                await foreach (var other in catalogue.NewestAsync(new(ListKind.Work, work), MostOfWork, cancel))
                {
                    if (!others.ContainsKey(other.Source) && other.Source != name)
                    {
                        others[other.Source] = await catalogue.BodyAsync(other, cancel);
                    }
                }
            }
        }

        others.Remove(name);
        return [.. others.Select(other => (other.Key, other.Value))];
    }

    private static IEnumerable<string> WorksOf(ReadArticle article) => article.Split!.Safe.Works.Select(Slug.Of).Distinct(StringComparer.Ordinal);
}
