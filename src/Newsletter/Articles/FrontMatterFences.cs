using System.Globalization;
using System.Text;

namespace Newsletter.Articles;

/// <summary>Where the front matter and the body stand, found by the <c>---</c> lines alone.</summary>
/// <param name="Yaml">From the line below the opening fence to the closing fence; null when there is no front matter, or an error.</param>
/// <param name="YamlLine">1-based line on which it begins.</param>
/// <param name="BodyStart">Index of the first character of the body.</param>
/// <param name="BodyLine">1-based line on which the body begins.</param>
internal readonly record struct FrontMatterFences(Range? Yaml, int YamlLine, int BodyStart, int BodyLine, Diagnostic? Problem)
{
    /// <summary>The longest front matter, in UTF-8 bytes.</summary>
    public const int MaxBytes = 65_536;

    private const string ThreeHyphens = "Write `---` on this line, with nothing before it.";

    public static FrontMatterFences Find(string text)
    {
        var lines = new LineReader(text);
        do
        {
            if (!lines.MoveNext())
            {
                return new(null, 0, 0, 1, FileRules.Empty.At(0, 0, "The file is empty.", "Save the article, and upload it again."));
            }
        }
        while (lines.Current.IsWhiteSpace());

        var first = lines.Current;
        return first.TrimEnd() is "---" ? FindEnd(text, lines)
            : OpeningFault(first, lines.Number) is { } fault ? new(null, 0, 0, 1, fault)
            : new(null, 0, 0, 1, FrontMatterRules.None.At(lines.Number, 1,
                "The article has no front matter, so all of it counts as a spoiler of the ending.",
                "Put `---`, `title: ...`, `summary: ...`, `spoilers: ...` and `---` above it, each on a line of its own."));
    }

    private static FrontMatterFences FindEnd(string text, LineReader lines)
    {
        var opening = lines.Number;
        var start = lines.Next;
        while (lines.MoveNext())
        {
            if (lines.Current.StartsWith("---", StringComparison.Ordinal) && lines.Current.TrimEnd() is "---")
            {
                var tooLong = Measure(text.AsSpan(start, lines.Start - start), opening);
                return new(tooLong is null ? start..lines.Start : null, opening + 1, lines.Next, lines.Number + 1, tooLong);
            }
        }

        return new(null, 0, text.Length, lines.Number + 1, Unclosed(text, opening));
    }

    private static Diagnostic? Measure(ReadOnlySpan<char> yaml, int line)
    {
        var bytes = yaml.Length > MaxBytes / 3 ? Encoding.UTF8.GetByteCount(yaml) : 0;
        return bytes <= MaxBytes ? null : FrontMatterRules.Limits.At(line, 1,
            string.Create(CultureInfo.InvariantCulture, $"The front matter has {bytes:N0} bytes; {MaxBytes:N0} are allowed."),
            "Look whether its closing `---` is missing, and the article itself has become part of it.");
    }

    private static Diagnostic? OpeningFault(ReadOnlySpan<char> first, int line)
    {
        var key = first.IndexOf(':') is > 0 and var colon ? first[..colon].Trim() : default;
        return IsNearFence(first)
            ? FrontMatterRules.Fence.At(line, 1, "The line above the front matter is not exactly three hyphens.", ThreeHyphens)
            : FrontMatterKeys.IsKnown(key)
            ? FrontMatterRules.Fence.At(line, 1, "The front matter begins without a `---` line.", "Put a line `---` above this one.")
            : null;
    }

    /// <summary>The first line that is nearly a fence, or else the first that can't be front matter, is where the closing one should stand.</summary>
    private static Diagnostic Unclosed(string text, int opening)
    {
        var lines = new LineReader(text);
        var body = 0;
        while (lines.MoveNext())
        {
            if (lines.Number > opening && IsNearFence(lines.Current))
            {
                return FrontMatterRules.Fence.At(lines.Number, 1,
                    $"The front matter that begins on line {opening} is not closed; this line is not exactly three hyphens.", ThreeHyphens);
            }

            if (body == 0 && lines.Number > opening && !LooksLikeFrontMatter(lines.Current))
            {
                body = lines.Number;
            }
        }

        return FrontMatterRules.Fence.At(opening, 1, "The front matter that begins here is not closed.",
            body == 0 ? "Put a line `---` below its last key." : $"Put a line `---` above line {body}, where the article seems to begin.");
    }

    /// <summary>Hyphens or dashes only, or the three dots that end YAML elsewhere.</summary>
    private static bool IsNearFence(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed is "..." or "- - -" || (!trimmed.IsEmpty && !trimmed.ContainsAnyExcept('-', '\u2013', '\u2014'));
    }

    private static bool LooksLikeFrontMatter(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is ' ' or '\t' or '#' or ']' or '}' || line.StartsWith("- "))
        {
            // A heading begins with # as well, but a comment is far more common up here than an article without a lead.
            return !line.IsEmpty && !line.StartsWith("##");
        }

        return line.IndexOf(':') is > 0 and var colon && !line[..colon].Contains(' ');
    }
}
