using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>What differs between the inbox and what was taken from it: one listing of each.</summary>
/// <param name="Changed">New or changed files, in ordinal order.</param>
/// <param name="Gone">Files that were taken and are there no more.</param>
/// <param name="Present">Files that could be taken.</param>
/// <param name="Known">Files that were taken.</param>
public sealed record InboxScan(IReadOnlyList<string> Changed, IReadOnlyList<string> Gone, int Present, int Known)
{
    private const int SmallArchive = 5;

    public static async Task<InboxScan> RunAsync(IBlobStore inbox, ITable table, CancellationToken cancel)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync(Keys.Sources, null, null, int.MaxValue, cancel))
        {
            taken[Keys.Unescape(row.Row)] = SourceETag.Of(row.Value);
        }

        var known = taken.Count;
        var changed = new List<string>();
        var present = 0;
        await foreach (var item in inbox.ListAsync("", cancel))
        {
            if (InboxName.KindOf(item.Name) == InboxKind.Ignored)
            {
                continue;
            }

            present++;
            if (!taken.Remove(item.Name, out var etag) || etag != item.ETag)
            {
                changed.Add(item.Name);
            }
        }

        return new(changed, [.. taken.Keys.Order(StringComparer.Ordinal)], present, known);
    }

    /// <summary>Whether so many files are most of an archive that is not small.</summary>
    public bool IsMost(int gone) => gone > SmallArchive && gone * 2 > Known;

    /// <summary>How many of the files that are gone are not there under another name. Reads every changed file.</summary>
    public async Task<int> CountMissingAsync(IBlobStore inbox, ArticleCatalogue catalogue, CancellationToken cancel)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Changed)
        {
            if (await inbox.GetAsync(name, cancel) is { } file)
            {
                var hash = ArticleReader.HashOf(file.Content.Span);
                there.Add(hash);
                there.Add(AssetOutput.HashOf(hash));
            }
        }

        var missing = 0;
        foreach (var name in Gone)
        {
            missing += await catalogue.SourceAsync(name, cancel) is { } source && there.Contains(source.Hash) ? 0 : 1;
        }

        return missing;
    }
}
