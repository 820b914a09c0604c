using Newsletter.Spoilers;

namespace Newsletter.Catalogue;

public enum ListKind
{
    Site,
    Section,
    Tag,
    Work,
    Author,
}

/// <summary>One list of articles.</summary>
/// <param name="Slug">The last part of its address; empty for the site's own list.</param>
public readonly record struct ListKey(ListKind Kind, string Slug)
{
    public static ListKey Site { get; } = new(ListKind.Site, "");

    /// <summary>The word of <see cref="SiteSettings.Lists"/> and of stored keys.</summary>
    public string Word => Kind switch
    {
        ListKind.Site => "site",
        ListKind.Section => "section",
        ListKind.Tag => "tag",
        ListKind.Work => "work",
        _ => "author",
    };

    /// <summary>Where the list's documents stand, ending in a slash; empty for the site's own.</summary>
    public string Path => Kind == ListKind.Site ? "" : $"{Word}s/{Slug}/";

    public override string ToString() => $"{Word}|{Slug}";

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static ListKey Parse(string text)
    {
        var bar = text.IndexOf('|');
        return bar < 0 ? throw new FormatException("Not a list key.") : new(KindOf(text[..bar]), text[(bar + 1)..]);
    }

    /// <summary>The lists that an article stands in, each with the name it uses for the list; no list twice.</summary>
    public static IReadOnlyList<(ListKey Key, SafeText Name)> Of(SafeArticle article, SiteSettings site)
    {
        var lists = new List<(ListKey, SafeText)>(8) { (Site, SafeText.Empty) };
        void Add(ListKind kind, SafeText name)
        {
            var key = new ListKey(kind, Articles.Slug.Of(name.ToString()));
            if (site.Lists.Contains(key.Word) && !lists.Exists(l => l.Item1 == key))
            {
                lists.Add((key, name));
            }
        }

        Add(ListKind.Section, article.Section);
        foreach (var tag in article.Tags)
        {
            Add(ListKind.Tag, tag);
        }

        if (article.Work is { } work)
        {
            Add(ListKind.Work, work.Title);
        }

        foreach (var author in article.Authors)
        {
            Add(ListKind.Author, author);
        }

        return lists;
    }

    private static ListKind KindOf(string word) => word switch
    {
        "site" => ListKind.Site,
        "section" => ListKind.Section,
        "tag" => ListKind.Tag,
        "work" => ListKind.Work,
        "author" => ListKind.Author,
        _ => throw new FormatException("Not a list key."),
    };
}
