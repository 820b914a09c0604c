using System.Globalization;
using Newsletter.ReadMore;

namespace Newsletter.Catalogue;

/// <summary>How articles are found by what others call them: title, work, file or slug, all folded alike.</summary>
internal static class TitleKeys
{
    private const int ByTitle = 0;
    private const int ByWork = 1;
    private const int ByFile = 2;

    /// <summary>
    /// Row keys of an article in the title index, one for each of its names. Of several articles with one name the better match, then the older, then
    /// the lesser slug comes first.
    /// </summary>
    public static IEnumerable<string> Rows(ArticleRecord article)
    {
        foreach (var (key, rank) in Names(article))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}|{rank}|{Keys.Ascending(article.Published)}|{article.Slug}");
        }
    }

    /// <summary>The key of a title as somebody wrote it.</summary>
    public static string Of(string title) => Keys.Title(TitleKey.Bare(title));

    /// <summary>The key of a file's name or slug.</summary>
    public static string OfFile(string file) => Of(Stem(file));

    /// <summary>Whether a file's name or slug means this article and no other.</summary>
    public static bool IsFile(ArticleRecord article, string file)
    {
        var stem = Stem(file);
        return stem.Equals(Stem(article.Source), StringComparison.OrdinalIgnoreCase) || stem == article.Slug;
    }

    /// <summary>The key of a Read More entry; null for an address elsewhere.</summary>
    public static string? Of(string label, string target) =>
        target.Contains("://", StringComparison.Ordinal) ? null : target.Length > 0 ? OfFile(target) : Of(label);

    /// <summary>Everything whose coming or going changes the article's outputs.</summary>
    public static IEnumerable<string> Wanted(ArticleRecord article)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in article.Safe.ReadMore)
        {
            if (Of(entry.Label.ToString(), entry.Target.ToString()) is { Length: > 0 } key)
            {
                keys.Add(key);
            }
        }

        keys.UnionWith(article.LinkedFiles.Select(OfFile));
        keys.UnionWith(article.Assets.Select(Keys.Asset));
        return keys;
    }

    private static List<(string Key, int Rank)> Names(ArticleRecord article)
    {
        var names = new List<(string Key, int Rank)>(5);
        void Add(string name, int rank)
        {
            var key = Of(name);
            if (key.Length > 0 && !names.Exists(n => n.Key == key))
            {
                names.Add((key, rank));
            }
        }

        Add(article.Safe.Title.ToString(), ByTitle);
        if (article.FullTitle is { } full)
        {
            Add(full, ByTitle);
        }

        if (article.Safe.Work is { } work)
        {
            Add(work.Title.ToString(), ByWork);
        }

        Add(Stem(article.Source), ByFile);
        Add(article.Slug, ByFile);
        return names;
    }

    private static string Stem(string file)
    {
        var name = file.Trim('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }
}
