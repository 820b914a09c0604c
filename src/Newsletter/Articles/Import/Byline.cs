using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>"By Ada Marsh | 20 November 2026": the line below a title that says who and when.</summary>
internal static partial class Byline
{
    /// <summary>Takes authors and date of such a line. False, and nothing set, for any other line.</summary>
    public static bool Take(string line, FrontMatterDraft front)
    {
        if (DateLine.Of(line) is { } day)
        {
            Publish(front, day, Confidence.High);
            return true;
        }

        var match = Line().Match(line);
        if (!match.Success)
        {
            return false;
        }

        var date = match.Groups["date"].Success ? DateLine.Of(match.Groups["date"].Value) : null;
        if (match.Groups["date"].Success && date is null)
        {
            return false;
        }

        Write(front, Names().Split(match.Groups["names"].Value), Confidence.High);
        if (date is not null)
        {
            Publish(front, date, Confidence.High);
        }

        return true;
    }

    public static void Write(FrontMatterDraft front, IEnumerable<string> names, Confidence confidence)
    {
        string[] authors = [.. names.Select(SourceText.OneLine).Where(name => name.Length is > 0 and <= 100).Distinct()];
        if (authors.Length == 0 || front.Has("authors"))
        {
            return;
        }

        front.Set("authors", YamlText.List(authors), string.Join(", ", authors));
        front.Guess("authors", string.Join(", ", authors), confidence, "Check the names.");
    }

    public static void Publish(FrontMatterDraft front, string stamp, Confidence confidence)
    {
        if (front.Has("published"))
        {
            return;
        }

        front.Set("published", stamp, stamp);
        front.Guess("published", stamp, confidence, "Check the date; without one the article is dated when it is uploaded.");
    }

    [GeneratedRegex(
        @"^(?:(?i:by|von|par|por|text|words|author|autor|autorin|auteur)\s*:?\s+)(?<names>\p{Lu}[\p{L}.\u2019'-]*(?:\s(?:von|van|de"
        + @"|der|la|du|del)|\s\p{Lu}[\p{L}.\u2019'-]*){0,4}(?:(?:,\s|\s(?:and|und|et|y"
        + @"|&)\s)\p{Lu}[\p{L}.\u2019'-]*(?:\s\p{Lu}[\p{L}.\u2019'-]*){0,3}){0,3}?)(?:(?:\s*[|\u00B7\u2022,\u2013\u2014]\s*|\s-\s"
        + @"|\s)(?i:(?:on|am|le|el|den)\s)?(?<date>(?:[A-Z]\w{2,9}\.?\s\d|\d).{4,30}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@",\s|\s(?:and|und|et|y|&)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
