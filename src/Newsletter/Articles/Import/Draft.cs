namespace Newsletter.Articles.Import;

/// <summary>An article as one of the readers (text, HTML, Markdown) hands it on: a Markdown body and what the source itself states.</summary>
internal sealed record Draft
{
    /// <summary>Markdown without front matter and without the title; lines end in LF.</summary>
    public required string Body { get; init; }

    /// <summary>Plain text, 1 to 300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What the source states; has at least <c>title</c>.</summary>
    public required FrontMatterDraft FrontMatter { get; init; }

    /// <summary>Whether short paragraphs may turn out to be headings: not when the reader has looked already.</summary>
    public bool SeekHeadings { get; init; }

    /// <summary>Tags that the source states.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Categories that the source states: the first is the section, unless the Read More line names it; the others are tags.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Guesses about the article as a whole.</summary>
    public IReadOnlyList<ImportGuess> Notes { get; init; } = [];

    public const int LongestTitle = 300;

    /// <summary>Sets the title, from the source or, when that has none, from the file's name.</summary>
    public static string TitleOf(FrontMatterDraft front, string? title, string fileName)
    {
        title = SourceText.OneLine(title ?? "");
        if (title.Length is > 0 and <= LongestTitle)
        {
            front.Set("title", YamlText.Quote(title), title);
            front.Guess("title", title, Confidence.High, "If it gives something away, add a safe_title.");
            return title;
        }

        var named = NameOf(fileName);
        front.Set("title", YamlText.Quote(named), named);
        front.Guess("title", named, Confidence.Low, "The text has no title; this is the file's name. Write one.");
        return named;
    }

    private static string NameOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        name = SourceText.OneLine(SourceText.Clean(dot > 0 ? name[..dot] : name).Replace('-', ' ').Replace('_', ' '));
        if (name.Length > LongestTitle)
        {
            name = name[..(char.IsHighSurrogate(name[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
        }

        return name.Length == 0 ? "Untitled" : name.Any(char.IsUpper) ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
