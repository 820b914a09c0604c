namespace Newsletter.Articles;

/// <summary>The body, as far as its beginning is known.</summary>
/// <param name="start">Index of its first character.</param>
/// <param name="line">1-based line on which it begins.</param>
internal sealed class ArticleBody(string text, int start, int line)
{
    public int Start { get; private set; } = start;

    public int Line { get; private set; } = line;

    /// <summary>1-based line of the closing fence, above which a missing line would go; 0 without front matter.</summary>
    public int FenceLine { get; } = line - 1;

    public bool IsBlank => text.AsSpan(Start).IsWhiteSpace();

    /// <summary>Its heading as a title; the body then begins below it, so that no page shows it twice.</summary>
    public string? TakeHeading()
    {
        var title = FallbackTitle.FromHeading(text.AsSpan(Start), out var end, out var lines);
        if (title is not null)
        {
            Start += end;
            Line += lines;
        }

        return title;
    }
}
