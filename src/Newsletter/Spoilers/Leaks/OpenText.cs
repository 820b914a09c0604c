using Newsletter.Articles;

namespace Newsletter.Spoilers.Leaks;

/// <summary>A text of an article that everybody will read.</summary>
/// <param name="Name">As messages name it: <c>the summary</c>.</param>
/// <param name="Advice">What an editor can do when it lets something out.</param>
/// <param name="Reach">Where it goes, in an editor's words.</param>
/// <param name="Lines">1-based lines of the file, both included, in which it stands; <c>(0, 0)</c>: not in the file.</param>
internal sealed record OpenText(string Name, string Text, string Advice, string Reach, (int First, int Last) Lines)
{
    private const string Metadata = "lists, feeds, mails, previews and search engines";

    private const string Lead = "feeds and the open part of the page";

    private const string Related = "the open part of the page";

    /// <summary>Every such text of an article.</summary>
    public static IEnumerable<OpenText> Of(ArticleParts article)
    {
        var front = article.Front;
        const string NameNoEnding = "Name it by what it is about, not by what happens.";
        yield return front.SafeTitle is { } safe
            ? Text("safe_title", "the safe title", safe, "Find a title that gives nothing away.")
            : Text("title", "the title", front.Title, "Find a title that gives nothing away, or keep it and write `safe_title` for everybody else.");
        yield return Text("summary", "the summary", front.Summary, "Say what the work asks, not what it answers.");
        yield return Text("section", "the section", front.Section, NameNoEnding);
        yield return Text("lang", "the language", front.Language, "Write a tag such as `en`.");
        foreach (var tag in front.Tags)
        {
            yield return Text("tags", "a tag", tag, NameNoEnding);
        }

        foreach (var author in front.Authors)
        {
            yield return Text("authors", "the authors", author, "Only the names of those who wrote the article belong here.");
        }

        foreach (var advisory in front.Advisories)
        {
            yield return Text("advisories", "the advisories", advisory, "Warn of the kind of thing that is shown, not of who does it to whom.");
        }

        foreach (var (key, work) in front.Spoils.Select(w => ("spoils", (Work?)w)).Prepend(("work", front.Work)))
        {
            yield return Text(key, $"`{key}`", Joined(work?.Title, work?.Kind, work?.By), "Only facts that stand on the cover belong here.");
        }

        foreach (var text in Pictures(article).Concat(Links(article)).Concat(InTheBody(article)))
        {
            yield return text;
        }

        OpenText Text(string key, string name, string? text, string advice) => new(name, text ?? "", advice, Metadata, article.LinesOf(key));
    }

    private static IEnumerable<OpenText> Pictures(ArticleParts article)
    {
        if (article.Front.Image is { Spoiler: false } image)
        {
            yield return new("the description of the picture", image.Alt, "Describe what can be seen without naming what it means; or write `spoiler: true`.", Metadata,
                article.LinesOf("image"));
            yield return new("the name of the picture's file", image.Source, "Rename the file and upload it again; or write `spoiler: true`.",
                "addresses, " + Metadata, article.LinesOf("image"));
        }
    }

    private static IEnumerable<OpenText> Links(ArticleParts article)
    {
        if (article.Front.Slug is not null || article.Front.SafeTitle is null)
        {
            yield return new(article.Front.Slug is null ? "the name of the file, which gives the address" : "the slug", article.Slug,
                "Write a neutral `slug`, or rename the file.", "every address of the article", article.Front.Slug is null ? (0, 0) : article.LinesOf("slug"));
        }

        foreach (var entry in article.Front.ReadMore)
        {
            yield return new("a Read More title", entry, "Name the other article by its safe title.", Related, article.LinesOf("read_more"));
        }

        foreach (var entry in article.ReadMore?.Entries ?? [])
        {
            var line = article.BodyLine + article.ReadMore!.Line;
            yield return new("a Read More title", Joined(entry.Label, entry.Target), "Name the other article by its safe title.", Related,
                (line, article.LastLine));
        }
    }

    private static IEnumerable<OpenText> InTheBody(ArticleParts article)
    {
        var lines = (article.BodyLine, article.LastLine);
        yield return new("the lead", article.Open.Text, "Hide it there as well, between `||` bars, or say it in words that give nothing away.", Lead, lines);
        foreach (var text in article.Open.Descriptions)
        {
            yield return new("a description in the lead", text, "Describe what can be seen or followed without naming what it means.", Lead, lines);
        }

        foreach (var text in article.Open.Addresses)
        {
            yield return new("an address in the lead", text, "Rename the file, or move the link or picture below the boundary.", "addresses, " + Lead, lines);
        }

        foreach (var part in article.Body.Spoilers.Where(s => s.Label is not null && s.Parent is null))
        {
            yield return new("the label of a closed part", part.Label!, "The label is shown on the closed box: name the scene, not what happens in it.", Lead, (part.Line, part.Line));
        }
    }

    private static string Joined(params ReadOnlySpan<string?> texts) => string.Join(FoldedText.Break, texts!);
}
