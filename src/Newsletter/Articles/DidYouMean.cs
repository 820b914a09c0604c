namespace Newsletter.Articles;

/// <summary>Finds the word that a slip of the fingers was meant to be.</summary>
public static class DidYouMean
{
    /// <summary>
    /// The known word with the fewest letters added, missing, wrong or swapped (optimal string alignment), whatever the case;
    /// null when none is near: over a third of the letters, or over three. The first wins among equals.
    /// </summary>
    public static string? Nearest(ReadOnlySpan<char> word, params ReadOnlySpan<string> known)
    {
        string? nearest = null;
        var least = Math.Min(3, Math.Max(1, word.Length / 3)) + 1;
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) < least && Distance(word, candidate) is var distance && distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[width * 3 <= 256 ? width * 3 : 0];
        rows = rows.IsEmpty ? new int[width * 3] : rows;
        Span<int> before = rows[..width], above = rows[width..(2 * width)], row = rows[(2 * width)..];
        for (var j = 0; j < width; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 2])
                    && char.ToLowerInvariant(a[i - 2]) == char.ToLowerInvariant(b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[b.Length];
    }
}
