namespace Newsletter.Articles.Import;

/// <summary>
/// Turns an article as it arrives from a writer into the article format, and says what it guessed. Takes any text and throws for none.
/// Whatever it can't place before the spoilers for certain, it counts as one.
/// </summary>
public static class ArticleImport
{
    /// <summary>From plain text: the title in the first line, headings as lines of their own.</summary>
    /// <param name="fileName">For the title of a text that has none.</param>
    public static ImportResult FromText(string text, string fileName, ImportOptions options) =>
        ArticleAssembly.Make(TextDraft.Read(text, fileName), options);

    /// <summary>From a web page, saved or exported: the article is looked for between what surrounds it.</summary>
    /// <param name="fileName">For the title of a page that has none.</param>
    public static ImportResult FromHtml(string html, string fileName, ImportOptions options) =>
        ArticleAssembly.Make(HtmlDraft.Read(html, fileName), options);

    /// <summary>
    /// From Markdown, without front matter or with that of another tool, whose keys become ours. An article that is in our format already
    /// (front matter with <c>title</c> and <c>spoilers</c>) comes back as it is, to the byte.
    /// </summary>
    /// <param name="fileName">For the title of an article that has none.</param>
    public static ImportResult FromMarkdown(string markdown, string fileName, ImportOptions options)
    {
        var (draft, ours) = MarkdownDraft.Read(markdown, fileName);
        return ours is null ? ArticleAssembly.Make(draft!, options) : new(Slug.Of(ours) + ".md", markdown, []);
    }
}
