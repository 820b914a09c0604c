using System.Text;

namespace Newsletter.Storage;

/// <summary>The names that every store accepts: the intersection of Azure's blob names and what a file system can hold unharmed.</summary>
public static class BlobName
{
    public const int MaxLength = 1024;

    /// <summary>Azure's limit; with the length of a segment it also keeps paths within what Linux opens.</summary>
    public const int MaxSegments = 254;

    /// <summary>The top folder in which a file store works; it holds no blobs in any store, so that all accept the same names.</summary>
    public const string ReservedFolder = ".tmp";

    /// <summary>
    /// Relative, <c>/</c>-separated; no empty, <c>.</c> or <c>..</c> segment; no control character, backslash, NUL, lone surrogate,
    /// U+FFFD to U+FFFF; no segment over 255 UTF-8 bytes or ending in a dot or a space; not <see cref="ReservedFolder"/>, in any case,
    /// nor anything in it. Names of Windows devices (<c>CON.md</c>) and colons are blob names: see Storage/Local for Windows.
    /// </summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        var segments = 0;
        foreach (var range in name.AsSpan().Split('/'))
        {
            var segment = name.AsSpan(range);
            if (!IsValidSegment(segment) || (segments == 0 && segment.Equals(ReservedFolder, StringComparison.OrdinalIgnoreCase)))
            {
                return false;
            }

            segments++;
        }

        return segments <= MaxSegments;
    }

    /// <exception cref="ArgumentException">The name isn't valid.</exception>
    public static void Demand(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException("Not a blob name: it must be a relative path with '/' between its parts, of at most "
                + $"{MaxLength} characters, without '..', '\\', control characters or a part that ends in a dot or a space.", nameof(name));
        }
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
            // A lone surrogate is enumerated as U+FFFD; U+FFFE and U+FFFF can't stand in the XML of Azure's listings.
            if (rune.Value is '\\' or (>= 0xFFFD and <= 0xFFFF) || Rune.IsControl(rune))
            {
                return false;
            }

            bytes += rune.Utf8SequenceLength;
        }

        return bytes <= 255;
    }
}
