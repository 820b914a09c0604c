namespace Newsletter.Articles.Import;

/// <summary>
/// Whether a program broke the lines of a text at a width. The test is the program's own: a line ends where it does because the next
/// word would not have fitted. A line that had room for it was ended by the writer.
/// </summary>
internal readonly record struct LineWrap(int Width)
{
    private const int Widest = 100;
    private const int Narrowest = 55;

    /// <summary>The width that a document was wrapped at; 0 when it wasn't.</summary>
    public static LineWrap Of(IReadOnlyList<string> lines)
    {
        var (written, longer, width) = (0, 0, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            written++;
            if (lines[i].Length > Widest)
            {
                longer++;
            }
            else if (HasNext(lines, i))
            {
                width = Math.Max(width, LengthOf(lines, i));
            }
        }

        if (width < Narrowest || longer * 10 > written)
        {
            return new(0);
        }

        var (pairs, full) = (0, 0);
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i].Length > 0 && HasNext(lines, i))
            {
                pairs++;
                full += IsFull(LengthOf(lines, i), lines[i + 1].AsSpan().Trim(), width) ? 1 : 0;
            }
        }

        return new(full >= 3 && full * 2 >= pairs ? width : 0);
    }

    private static bool HasNext(IReadOnlyList<string> lines, int i) => i + 1 < lines.Count && !string.IsNullOrWhiteSpace(lines[i + 1]);

    /// <summary>Some writers indent the first line of a paragraph, beyond the width.</summary>
    private static int LengthOf(IReadOnlyList<string> lines, int i) =>
        i == 0 || string.IsNullOrWhiteSpace(lines[i - 1]) ? lines[i].AsSpan().Trim().Length : lines[i].Length;

    /// <summary>True when the two lines are one paragraph.</summary>
    /// <param name="above">With its indentation, unless it is the first line of a paragraph.</param>
    /// <param name="below">Trimmed.</param>
    /// <param name="isFirst">The line above is the first of the document: likely a title, however long.</param>
    public bool Joins(string above, string below, bool isFirst)
    {
        if (Width > 0 && IsFull(above.Length, below, Width))
        {
            return true;
        }

        if (isFirst || above.Length > Widest || Sentences.EndsLikeOne(above))
        {
            return false;
        }

        // A line well short of the width was ended by its writer: verse.
        return Width > 0 ? above.Length * 10 >= Width * 6 && char.IsLower(below[0]) : above.Length >= 60 && above[^1] != ':';
    }

    private static bool IsFull(int above, ReadOnlySpan<char> below, int width)
    {
        var word = below.IndexOf(' ');
        return above + 1 + (word < 0 ? below.Length : word) > width;
    }
}
