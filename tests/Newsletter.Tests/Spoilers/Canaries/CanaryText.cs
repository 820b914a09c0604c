using System.Text;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>An article as an editor would upload it, and what was planted in it.</summary>
/// <param name="Slug">Where its page stands.</param>
/// <param name="Pictures">Files that it needs beside it.</param>
internal sealed record WrittenArticle(string FileName, string Slug, string Text, IReadOnlyList<Canary> Canaries, IReadOnlyList<string> Pictures);

/// <summary>The canaries of one article while it is written.</summary>
internal sealed class Plants(int article)
{
    private readonly List<Canary> planted = [];

    public IReadOnlyList<Canary> Planted => planted;

    public List<string> Pictures { get; } = [];

    /// <summary>A new canary's word.</summary>
    public string Plant(bool isHidden, Place belongs, string what)
    {
        var canary = new Canary(Canary.WordOf(article, planted.Count, isHidden), isHidden, belongs, what);
        planted.Add(canary);
        return canary.Word;
    }

    /// <summary>A word that must show up nowhere at all.</summary>
    public string Nowhere(string what) => Plant(isHidden: true, Place.Nowhere, what);

    public string Picture(string name)
    {
        Pictures.Add(name);
        return name;
    }
}

/// <summary>Writes a batch: front matter, body, and the titles by which its articles name each other.</summary>
internal static class CanaryText
{
    public static IReadOnlyList<WrittenArticle> Write(CanaryBatch batch)
    {
        var plants = batch.Articles.Select((_, i) => new Plants(i)).ToArray();
        var names = batch.Articles.Select((article, i) => new ArticleNames(article, i, plants[i])).ToArray();
        return [.. batch.Articles.Select((article, i) => Write(article, i, names, plants[i]))];
    }

    private static WrittenArticle Write(CanaryArticle article, int number, ArticleNames[] names, Plants plants)
    {
        var own = names[number];
        var text = new StringBuilder("---\n");
        FrontMatterText.Write(text, article, number, names, plants);
        text.Append("---\n");
        var body = new BodyText(article, number, plants, names);
        body.Write(text);
        return new(own.FileName, own.Slug, text.ToString(), plants.Planted, plants.Pictures);
    }
}

/// <summary>How an article is called: its titles, file and slug.</summary>
internal sealed class ArticleNames
{
    public ArticleNames(CanaryArticle article, int number, Plants plants)
    {
        var everywhere = Place.Page | Place.Feed | Place.List | Place.Head | (article.Has(FieldKind.NoEmail) ? Place.Nowhere : Place.Mail);
        SafeTitle = article.Has(FieldKind.SafeTitle) ? "Safe " + plants.Plant(isHidden: false, everywhere, "safe_title") : null;
        Title = "Title " + (SafeTitle is null
            ? plants.Plant(isHidden: false, everywhere | Place.FullFeed, "title")
            : plants.Plant(isHidden: true, Place.FullFeed | Place.Page, "title that spoils"));
        var slug = article.Has(FieldKind.Slug) ? "slug-" + plants.Plant(isHidden: false, Place.Page | Place.Feed, "slug") : null;
        var file = SafeTitle is not null && slug is null ? plants.Nowhere("file name") : $"a{number:0000}";
        FileName = file + ".md";
        Slug = slug ?? (SafeTitle is null ? file : SafeTitle.Replace(' ', '-').ToLowerInvariant());
    }

    public string Title { get; }

    public string? SafeTitle { get; }

    public string FileName { get; }

    public string Slug { get; }
}
