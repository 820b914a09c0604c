namespace Newsletter.Articles;

/// <summary>A place in a file as editors count: both from 1, the column in UTF-16 units.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of an index; LF, CRLF and CR each end a line.</summary>
    public static TextPosition Of(ReadOnlySpan<char> text, int index)
    {
        var before = text[..index];
        var breaks = before.Count('\n') + before.Count('\r') - before.Count("\r\n");
        return new(breaks + 1, index - before.LastIndexOfAny('\n', '\r'));
    }
}
