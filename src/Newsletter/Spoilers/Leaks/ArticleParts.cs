using Newsletter.Articles;
using Newsletter.ReadMore;

namespace Newsletter.Spoilers.Leaks;

/// <summary>An article as the search for leaks reads it.</summary>
/// <param name="Text">The whole file, decoded.</param>
/// <param name="Slug">The one it asks for.</param>
internal sealed record ArticleParts(string Text, FrontMatterResult Result, FrontMatter Front, Body Body, ReadMoreLine? ReadMore, string Slug)
{
    public int BodyLine => Result.BodyLine;

    /// <summary>What its body shows to everybody.</summary>
    public MarkupText Open { get; } = Body.OpenText();

    /// <summary>The last line above the Read More line, or of the file.</summary>
    public int LastLineOfText => ReadMore is null ? LastLine : BodyLine + ReadMore.Line - 1;

    public int LastLine { get; } = Text.AsSpan().Count('\n') + 1;

    /// <summary>The lines of a key and its value; those above the body when it isn't there.</summary>
    public (int First, int Last) LinesOf(string key)
    {
        if (!Result.Lines.TryGetValue(key, out var first))
        {
            return (1, BodyLine);
        }

        var next = Result.Lines.Values.Where(line => line > first).DefaultIfEmpty(BodyLine).Min();
        return (first, Math.Max(first, next - 1));
    }
}
