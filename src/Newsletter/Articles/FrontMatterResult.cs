namespace Newsletter.Articles;

/// <summary>Front matter as read, and where the body begins.</summary>
/// <param name="FrontMatter">Null when an error forbids publication.</param>
/// <param name="BodyStart">Index into the text of the first UTF-16 unit after the closing <c>---</c> line.</param>
/// <param name="BodyLine">1-based line of the file on which the body begins.</param>
/// <param name="Lines">1-based line of each key that stands in the front matter (<c>title</c>, <c>summary</c>, ...).</param>
public sealed record FrontMatterResult(
    FrontMatter? FrontMatter,
    int BodyStart,
    int BodyLine,
    IReadOnlyDictionary<string, int> Lines,
    IReadOnlyList<Diagnostic> Diagnostics);
