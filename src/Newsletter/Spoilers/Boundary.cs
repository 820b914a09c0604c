using Markdig.Syntax;

namespace Newsletter.Spoilers;

/// <summary>The comment that says where the spoilers begin.</summary>
internal static class Boundary
{
    /// <summary>
    /// <c>&lt;!-- spoilers --&gt;</c>, in any case and with any further words: a comment that begins like the boundary is one, since a boundary
    /// that goes unseen shows what it was meant to hide.
    /// </summary>
    public static bool Names(ReadOnlySpan<char> comment)
    {
        comment = comment.Trim();
        if (!comment.StartsWith("<!--", StringComparison.Ordinal))
        {
            return false;
        }

        return comment[4..].TrimStart(" -\t\n").StartsWith("spoiler", StringComparison.OrdinalIgnoreCase);
    }

    public static bool Is(Block block) =>
        block is HtmlBlock { Type: HtmlBlockType.Comment } html && html.Lines.Count > 0 && Names(html.Lines.ToString());
}
