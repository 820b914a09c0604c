using System.Globalization;
using Newsletter.ReadMore;

namespace Newsletter.Catalogue;

/// <summary>How articles are found by what others call them.</summary>
internal static class TitleKeys
{
    /// <summary>Row keys of an article in the title index. Of several articles with one title the better match, then the older, then the lesser slug comes first.</summary>
    public static IEnumerable<string> Rows(ArticleRecord article)
    {
        var safe = article.Safe.Title.ToString();
        var keys = new List<(string Key, int Rank)> { (Keys.Title(TitleKey.Fold(safe)), 0) };
        if (article.FullTitle is { } full)
        {
            keys.Add((Keys.Title(TitleKey.Fold(full)), 0));
            keys.Add((Keys.Title(TitleKey.Bare(full)), 1));
        }

        keys.Add((Keys.Title(TitleKey.Bare(safe)), 1));
        if (article.Safe.Work is { } work)
        {
            keys.Add((Keys.Title(TitleKey.Fold(work.Title.ToString())), 2));
        }

        keys.Add((Keys.File(article.Source), 0));
        keys.Add((Keys.File(article.Slug), 1));
        return keys
            .Where(k => k.Key.Length > 0)
            .GroupBy(k => k.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}|{g.Min(k => k.Rank)}|{Keys.Ascending(article.Published)}|{article.Slug}"));
    }

    /// <summary>The keys under which a Read More entry is looked up, best first; none for an address elsewhere.</summary>
    public static IReadOnlyList<string> Of(string label, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return [];
        }

        if (target.Length > 0)
        {
            return [Keys.File(target.Trim('/'))];
        }

        var whole = Keys.Title(TitleKey.Fold(label));
        var bare = Keys.Title(TitleKey.Bare(label));
        string[] keys = whole == bare ? [whole, Keys.File(label)] : [whole, bare, Keys.File(label)];
        return [.. keys.Where(k => k.Length > 0)];
    }

    /// <summary>Everything whose coming or going changes the article's outputs.</summary>
    public static IEnumerable<string> Wanted(ArticleRecord article) =>
        article.Safe.ReadMore.SelectMany(r => Of(r.Label.ToString(), r.Target.ToString()))
            .Concat(article.LinkedFiles.Select(Keys.File))
            .Concat(article.Assets.Select(Keys.Asset))
            .Distinct(StringComparer.Ordinal);
}
