using System.Buffers;

namespace Newsletter.Articles;

/// <summary>Titles for articles that have none.</summary>
internal static class FallbackTitle
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("[]<>|`&\\{}");

    /// <summary>
    /// The <c># heading</c> in the first line of the body that is not blank. No other: a heading further down may stand among spoilers.
    /// Null when there is none, or when it holds markup that cannot be told from text here.
    /// </summary>
    /// <param name="end">Index behind the heading's line, counted from the start of <paramref name="body"/>.</param>
    /// <param name="lines">How many lines end before it.</param>
    public static string? FromHeading(ReadOnlySpan<char> body, out int end, out int lines)
    {
        var reader = new LineReader(body);
        while (reader.MoveNext() && reader.Current.IsWhiteSpace())
        {
        }

        (end, lines) = (reader.Next, reader.Number);
        var line = reader.Current;
        if (!line.StartsWith("# ") || line.ContainsAny(Markup))
        {
            return null;
        }

        var text = line[2..].TrimEnd().TrimEnd('#').Trim().ToString().Replace("*", "", StringComparison.Ordinal);
        return text.Length is > 0 and <= FrontMatterReader.MaxTitle ? text : null;
    }

    /// <summary><c>inbox/the-golem.md</c> gives <c>The golem</c>; <c>Untitled</c> when no letter or digit is left.</summary>
    public static string FromFileName(string fileName)
    {
        var name = UnwantedCharacters.Clean(fileName).Text.AsSpan();
        name = name[(name.LastIndexOfAny('/', '\\') + 1)..];
        if (name.LastIndexOf('.') is >= 0 and var dot)
        {
            name = name[..dot];
        }

        var words = string.Join(' ', name.ToString().Split(['-', '_', ' ', '\t', '\n', '.'], StringSplitOptions.RemoveEmptyEntries));
        if (!words.Any(char.IsLetterOrDigit))
        {
            return "Untitled";
        }

        var length = Math.Min(words.Length, FrontMatterReader.MaxTitle);
        length -= char.IsHighSurrogate(words[length - 1]) ? 1 : 0;
        return char.ToUpperInvariant(words[0]) + words[1..length];
    }
}
