namespace Newsletter.Storage;

/// <summary>The names that every store accepts: the intersection of Azure's blob names and what a file system can hold unharmed.</summary>
public static class BlobName
{
    public const int MaxLength = 1024;

    /// <summary>
    /// Relative, <c>/</c>-separated; no empty, <c>.</c> or <c>..</c> segment; no control character, backslash, NUL, lone surrogate;
    /// no segment over 255 UTF-8 bytes or ending in a dot or a space.
    /// </summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var range in name.AsSpan().Split('/'))
        {
            if (!IsValidSegment(name.AsSpan(range)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsValidSegment(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty || segment is "." or ".." || segment[^1] is '.' or ' ')
        {
            return false;
        }

        var bytes = 0;
        foreach (var rune in segment.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar || System.Text.Rune.IsControl(rune) || rune.Value == '\\')
            {
                return false;
            }

            bytes += rune.Utf8SequenceLength;
        }

        return bytes <= 255;
    }
}
