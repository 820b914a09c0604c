using System.Globalization;
using System.Text;

namespace Newsletter.Benchmarks.Corpus;

/// <summary>
/// One made-up explainer. What it says depends on its number alone; its date on the size of the corpus too: articles spread evenly over
/// ten years, the newest last.
/// </summary>
public sealed record CorpusArticle
{
    /// <summary>In the body, headings included.</summary>
    public const int Words = 1200;

    private const int Sections = 6;
    private const int ParagraphsPerSection = 3;
    private static readonly int[] ReadMoreBack = [1, 7, 40];
    private static readonly DateTime First = new(2015, 1, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Span = new(3652, 0, 0, 0);

    public required string Title { get; init; }

    /// <summary>Also the file name without extension.</summary>
    public required string Slug { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required DateTime Published { get; init; }

    public required string Summary { get; init; }

    /// <summary>Two paragraphs before the boundary; Markdown.</summary>
    public required string Lead { get; init; }

    /// <summary>Headings and paragraphs behind the boundary, before the container; Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The paragraph inside the container.</summary>
    public required string Container { get; init; }

    /// <summary>Articles that this one points to: title and slug.</summary>
    public required IReadOnlyList<(string Title, string Slug)> ReadMore { get; init; }

    /// <param name="number">From 0; the corpus's size or more gives an article that is newer than all of it.</param>
    /// <param name="size">How many articles the corpus has.</param>
    public static CorpusArticle Make(int number, int size)
    {
        var prose = new Prose(new Chance((ulong)number));
        return new CorpusArticle
        {
            Title = TitleOf(number),
            Slug = SlugAt(number),
            Tags = TagsOf(number),
            Published = First + (Span / size * number),
            Summary = prose.Sentence(18),
            Lead = prose.Paragraph(60) + "\n\n" + prose.Paragraph(60),
            Body = BodyOf(prose),
            Container = prose.Paragraph(30),
            ReadMore = [.. ReadMoreBack.Where(back => number >= back).Select(back => TitleOf(number - back)).Select(title => (title, SlugOf(title)))],
        };
    }

    /// <summary>The slug alone, without the cost of the text.</summary>
    public static string SlugAt(int number) => SlugOf(TitleOf(number));

    private static string BodyOf(Prose prose)
    {
        var body = new StringBuilder();
        for (var section = 0; section < Sections; section++)
        {
            body.Append("## ").Append(prose.Heading(4)).Append("\n\n");
            for (var paragraph = 0; paragraph < ParagraphsPerSection; paragraph++)
            {
                body.Append(prose.Paragraph(57)).Append("\n\n");
            }
        }

        return body.ToString(0, body.Length - 2);
    }

    // The three lists have 40 entries each: 64,000 titles before a second volume begins.
    private static string TitleOf(int number)
    {
        var thing = Vocabulary.TitleThings[number % 40];
        var owner = Vocabulary.TitleOwners[((number / 40) + number) % 40];
        var place = Vocabulary.TitlePlaces[number / 1600 % 40];
        var volume = number / 64_000;
        var part = volume == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" Part {volume + 1}");
        return $"The {owner} {thing} of {place}{part}, Explained";
    }

    private static string SlugOf(string title) => title.Replace(",", "", StringComparison.Ordinal).Replace(' ', '-').ToLowerInvariant();

    private static string[] TagsOf(int number)
    {
        var first = number % 40;
        var step = 1 + (number / 40 % 39);
        return [Vocabulary.Tags[first], Vocabulary.Tags[(first + step) % 40]];
    }
}
