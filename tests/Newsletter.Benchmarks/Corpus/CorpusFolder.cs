using System.Globalization;

namespace Newsletter.Benchmarks.Corpus;

/// <summary>Whose article format a corpus is written in.</summary>
public enum CorpusFormat
{
    Newsletter,
    Hugo,
    Eleventy,
}

/// <summary>A corpus as files, one per article. The text is the same in every format; boundary and container are ours alone.</summary>
public static class CorpusFolder
{
    /// <summary>Writes all articles of a corpus.</summary>
    public static void Write(string folder, CorpusFormat format, int articles)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; number < articles; number++)
        {
            WriteOne(folder, format, CorpusArticle.Make(number, articles));
        }
    }

    /// <summary>Writes the one article that comes after a corpus of this size.</summary>
    public static void WriteExtra(string folder, CorpusFormat format, int articles) =>
        WriteOne(folder, format, CorpusArticle.Make(articles, articles));

    /// <summary>The text of an article's file.</summary>
    public static string Render(CorpusArticle article, CorpusFormat format) => format switch
    {
        CorpusFormat.Newsletter => Newsletter(article),
        CorpusFormat.Hugo => Peer(article, ""),
        _ => Peer(article, "\nlayout: page.njk\npermalink: /explainers/" + article.Slug + "/"),
    };

    /// <summary>What follows the front matter in our own format.</summary>
    public static string Body(CorpusArticle article) => $"""
        {article.Lead}

        <!-- spoilers -->

        {article.Body}

        ::: spoiler ending The last scene
        {article.Container}
        :::

        {ReadMore(article, r => r.Title)}

        """;

    private static void WriteOne(string folder, CorpusFormat format, CorpusArticle article) =>
        File.WriteAllText(Path.Combine(folder, article.Slug + ".md"), Render(article, format));

    private static string Newsletter(CorpusArticle article) => $"""
        ---
        title: "{article.Title}"
        section: Explainers
        tags: [{string.Join(", ", article.Tags)}]
        published: {Time(article)}
        summary: {article.Summary}
        spoilers: ending
        ---
        {Body(article)}
        """;

    // <!--more--> ends what a feed shows, as our boundary does.
    private static string Peer(CorpusArticle article, string more) => $"""
        ---
        title: "{article.Title}"
        tags: [{string.Join(", ", article.Tags)}]
        date: {Time(article)}
        description: {article.Summary}{more}
        ---
        {article.Lead}

        <!--more-->

        {article.Body}

        {article.Container}

        {ReadMore(article, r => $"[{r.Title}](/explainers/{r.Slug}/)")}

        """;

    private static string ReadMore(CorpusArticle article, Func<(string Title, string Slug), string> link) =>
        article.ReadMore.Count == 0 ? "" : "Read More in Explainers: " + string.Join(" | ", article.ReadMore.Select(link));

    private static string Time(CorpusArticle article) => article.Published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
