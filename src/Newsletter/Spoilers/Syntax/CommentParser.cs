using Markdig.Parsers;

namespace Newsletter.Spoilers.Syntax;

/// <summary>
/// Blocks of HTML as CommonMark has them (section 4.6), but for a line on which text follows a comment: there such a block would take the text with
/// it, and it would vanish together with the comment. So that line is a paragraph.
/// </summary>
internal sealed class CommentParser : HtmlBlockParser
{
    private const string Begin = "<!--";
    private const string End = "-->";

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        return !processor.IsCodeIndent && TextFollows(line.Text.AsSpan(line.Start, line.Length)) ? BlockState.None : base.TryOpen(processor);
    }

    /// <summary>Whether a text begins with comments, each closed, and goes on after them.</summary>
    private static bool TextFollows(ReadOnlySpan<char> text)
    {
        var closed = false;
        for (text = text.TrimStart(); text.StartsWith(Begin, StringComparison.Ordinal); text = text.TrimStart())
        {
            var end = text[Begin.Length..].IndexOf(End, StringComparison.Ordinal);
            if (end < 0)
            {
                return false;
            }

            text = text[(Begin.Length + end + End.Length)..];
            closed = true;
        }

        return closed && !text.IsEmpty;
    }
}
