namespace Newsletter.Articles;

/// <summary>The lines of a text with LF line ends, without a copy.</summary>
internal ref struct LineReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>The line without its line end.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>1-based; 0 before the first line.</summary>
    public int Number { get; private set; }

    /// <summary>Index of the line's first character.</summary>
    public int Start { get; private set; }

    /// <summary>Index behind the line's end.</summary>
    public int Next { get; private set; }

    public bool MoveNext()
    {
        if (Next >= text.Length)
        {
            return false;
        }

        var length = text[Next..].IndexOf('\n');
        Start = Next;
        Current = length < 0 ? text[Next..] : text.Slice(Next, length);
        Next = length < 0 ? text.Length : Next + length + 1;
        Number++;
        return true;
    }
}
