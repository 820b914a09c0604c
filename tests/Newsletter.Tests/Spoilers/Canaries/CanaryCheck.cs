namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Compares where canaries are with where they belong.</summary>
internal static class CanaryCheck
{
    private static readonly string[] Feeds = ["feed.xml", "atom.xml", "feed.json"];

    /// <summary>Every canary in a wrong place or missing from a right one, a line each.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<WrittenArticle> articles, IReadOnlyList<Leaving> leaving)
    {
        var found = leaving.Select(l => (Leaving: l, Words: Canary.In(l.Text))).ToList();
        var all = articles.SelectMany(a => a.Canaries).ToDictionary(c => c.Word);
        return [.. Leaks(found, all), .. articles.SelectMany(a => Lost(a, found))];
    }

    /// <summary>Every hidden canary that is where it was not asked for, a line each.</summary>
    public static IReadOnlyList<string> Leaks(IReadOnlyList<WrittenArticle> articles, IReadOnlyList<Leaving> leaving) =>
        [.. Leaks([.. leaving.Select(l => (l, Canary.In(l.Text)))], articles.SelectMany(a => a.Canaries).ToDictionary(c => c.Word))];

    private static IEnumerable<string> Leaks(List<(Leaving Leaving, HashSet<string> Words)> found, Dictionary<string, Canary> all) =>
        from text in found
        from word in text.Words
        let canary = all[word]
        where canary.IsHidden
        where text.Leaving.Audience == Audience.Everybody
            || (text.Leaving.Audience == Audience.PageVisitor && !canary.Belongs.HasFlag(Place.Label))
            || canary.Belongs == Place.Nowhere
        select $"{word} ({canary.What}) is in {text.Leaving.Name}";

    private static IEnumerable<string> Lost(WrittenArticle article, List<(Leaving Leaving, HashSet<string> Words)> found)
    {
        var page = $"explainers/{article.Slug}/index.html";
        foreach (var canary in article.Canaries)
        {
            foreach (var (place, where, isThere) in Places(canary, page))
            {
                if (canary.Belongs.HasFlag(place) && !found.Any(f => isThere(f.Leaving) && f.Words.Contains(canary.Word)))
                {
                    yield return $"{canary.Word} ({canary.What}) is missing from {where}";
                }
            }
        }
    }

    private static IEnumerable<(Place Place, string Where, Func<Leaving, bool> IsThere)> Places(Canary canary, string page)
    {
        var audience = canary.IsHidden ? Audience.WhoAsked : Audience.PageVisitor;
        yield return (Place.Page, page, l => l.Name == page && l.Audience == audience);
        yield return (Place.Head, page + CanarySite.Head, l => l.Name == page + CanarySite.Head);
        yield return (Place.List, "the lists", l => l.Name is "index.html" or "archive/2020/03/index.html");
        foreach (var feed in Feeds)
        {
            yield return (Place.Feed, feed, l => l.Name == feed);
            yield return (Place.FullFeed, "full/" + feed, l => l.Name == "full/" + feed);
        }

        foreach (var file in new[] { "digest.html", "digest.txt", "digest.eml" })
        {
            yield return (Place.Mail, file, l => l.Name.StartsWith($"mail/{file}/", StringComparison.Ordinal));
        }
    }
}
