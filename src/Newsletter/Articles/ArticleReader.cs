using System.Globalization;
using System.IO.Hashing;
using Newsletter.ReadMore;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Articles;

/// <summary>An uploaded file, read, checked and cut.</summary>
/// <param name="Name">In the inbox.</param>
/// <param name="Hash">Of its bytes; the same bytes have the same hash.</param>
/// <param name="Front">Null when an error forbids publication.</param>
/// <param name="Split">Null when there is no front matter to cut by.</param>
/// <param name="Diagnostics">In the order of their lines.</param>
public sealed record ReadArticle(string Name, string Hash, FrontMatter? Front, SplitArticle? Split, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The slug it asks for.</summary>
    public required string Slug { get; init; }

    /// <summary>What the search for leaks reads of it; null when there is no front matter.</summary>
    internal ArticleParts? Parts { get; init; }

    public bool IsPublishable => Front is not null && Split is not null && !Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>Reads an upload: bytes in, an article cut into safe and hidden out, or diagnostics. Pure; never throws for any bytes.</summary>
public static class ArticleReader
{
    private const int MostReadMore = 12;

    public static ReadArticle Read(string name, ReadOnlySpan<byte> bytes, SiteSettings site)
    {
        var hash = HashOf(bytes);
        var (text, problems) = ArticleText.Decode(bytes);
        if (text is null)
        {
            return new(name, hash, null, null, problems) { Slug = SlugOf(name, null) };
        }

        var front = FrontMatterReader.Read(text, name, site);
        var all = new List<Diagnostic>(problems);
        all.AddRange(front.Diagnostics);
        SplitArticle? split = null;
        ArticleParts? parts = null;
        if (front.FrontMatter is { } matter)
        {
            var body = text[front.BodyStart..];
            var line = ReadMoreLine.Find(body);
            CheckReadMore(line, front.BodyLine, all);
            split = Splitter.Split(matter, line is null ? body : body[..line.Start], line, front.BodyLine);
            all.AddRange(split.Diagnostics);
            parts = new(text, front, matter, split.Body, line, SlugOf(name, matter));
            var (leaks, guard) = LeakSearch.Search(parts);
            all.AddRange(leaks);
            split = split with { Body = split.Body.With(guard) };
        }

        all.Sort((a, b) => (a.Line, a.Column, a.Code).CompareTo((b.Line, b.Column, b.Code)));
        return new(name, hash, front.FrontMatter, split, all) { Slug = SlugOf(name, front.FrontMatter), Parts = parts };
    }

    /// <summary>Hash of an upload's bytes (XXH128, hexadecimal): tells versions apart, protects against nothing.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => XxHash128.HashToUInt128(bytes).ToString("x32", CultureInfo.InvariantCulture);

    private static string SlugOf(string name, FrontMatter? front)
    {
        if (front?.Slug is { } own)
        {
            return own;
        }

        if (front?.SafeTitle is { } safe)
        {
            return Slug.Of(safe);
        }

        var stem = name[(name.LastIndexOf('/') + 1)..];
        return Slug.Of(stem.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? stem[..^3] : stem);
    }

    private static void CheckReadMore(ReadMoreLine? line, int bodyLine, List<Diagnostic> problems)
    {
        if (line is null)
        {
            return;
        }

        var (rule, message, advice) = line.Entries.Count switch
        {
            0 => (MarkdownRules.ReadMoreEmpty, "The Read More line names no article.", "Write titles behind the colon, with | between them, or remove the line."),
            > MostReadMore => (MarkdownRules.ReadMoreTooLong, $"The Read More line names {line.Entries.Count} articles; readers see a wall.", $"Keep the best {MostReadMore} or fewer."),
            _ => default,
        };
        if (rule is not null)
        {
            problems.Add(rule.At(bodyLine + line.Line, 0, message, advice));
        }
    }
}
