namespace Newsletter.Articles;

/// <summary>Language tags such as <c>en</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>; RFC 5646 section 2.1.</summary>
public static class LanguageTag
{
    private const int MaxLength = 35;

    /// <summary>
    /// The tag in its usual case, or null when its syntax is wrong. Only languages of two or three letters pass: longer ones are allowed by the RFC
    /// but registered for none, and would let <c>english</c> through.
    /// </summary>
    public static string? Normalize(string tag)
    {
        if (tag.Length is < 2 or > MaxLength)
        {
            return null;
        }

        var parts = tag.ToLowerInvariant().Split('-');
        if (parts[0].Length is < 2 or > 3 || !parts[0].All(char.IsAsciiLetter))
        {
            return null;
        }

        var inside = false;
        for (var i = 1; i < parts.Length; i++)
        {
            var part = parts[i];
            var next = i + 1 < parts.Length ? parts[i + 1].Length : 0;
            if (part.Length is 0 or > 8 || !part.All(char.IsAsciiLetterOrDigit) || (part.Length == 1 && next < (part == "x" ? 1 : 2)))
            {
                return null;
            }

            // Behind a singleton (extension, private use) everything stays lower case.
            inside |= part.Length == 1;
            parts[i] = inside ? part
                : part.Length == 2 ? part.ToUpperInvariant()
                : part.Length == 4 && char.IsAsciiLetter(part[0]) ? char.ToUpperInvariant(part[0]) + part[1..]
                : part;
        }

        return string.Join('-', parts);
    }
}
