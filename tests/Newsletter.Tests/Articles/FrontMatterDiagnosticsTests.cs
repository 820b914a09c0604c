using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles;

/// <summary>Line 2 of <see cref="Some.Article"/> is its title, line 3 the summary, line 4 the level, line 5 what a test adds.</summary>
public sealed class FrontMatterDiagnosticsTests
{
    [Theory]
    [InlineData("tags: { a: b }", "NL018", 5, 7, "tags: [ first, second ]")]
    [InlineData("section: [a]", "NL018", 5, 10, "a list")]
    [InlineData("tags: [a, [b]]", "NL018", 5, 11, "only texts")]
    [InlineData("work: [A, B]", "NL018", 5, 7, "one work")]
    [InlineData("work: { title: [A] }", "NL018", 5, 16, "`work.title`")]
    [InlineData("spoils: [[A]]", "NL018", 5, 10, "works are meant")]
    [InlineData("image: [a.jpg]", "NL018", 5, 8, "a list")]
    [InlineData("secrets: { a: b }", "NL018", 5, 10, "a group")]
    [InlineData("email: [no]", "NL018", 5, 8, "a list")]
    [InlineData("published: tomorrow", "NL020", 5, 12, "2026-11-20")]
    [InlineData("updated: 2026-02-30", "NL020", 5, 10, "no such day")]
    [InlineData("email: maybe", "NL021", 5, 8, "email: true")]
    [InlineData("image: { src: a.jpg, alt: b, spoiler: perhaps }", "NL021", 5, 39, "`image.spoiler`")]
    [InlineData("slug: Nosferatu!", "NL022", 5, 7, "slug: nosferatu")]
    [InlineData("slug: C# Noir", "NL022", 5, 7, "slug: c-sharp-noir")]
    [InlineData("work: { title: A, year: c. 1601 }", "NL025", 5, 25, "429 BC")]
    [InlineData("work: { kind: film }", "NL025", 5, 7, "without a title")]
    [InlineData("lang: en_US", "NL025", 5, 7, "lang: en-US")]
    [InlineData("lang: english", "NL025", 5, 7, "such as `en`")]
    [InlineData("image: { alt: b }", "NL025", 5, 8, "no `src`")]
    [InlineData("image: javascript:alert(1)", "NL025", 5, 8, "https://")]
    [InlineData("image: { src: http://example.org/a.jpg, alt: b }", "NL025", 5, 15, "https://")]
    [InlineData("image: { src: ../../a.jpg, alt: b }", "NL025", 5, 15, "beside the article")]
    [InlineData("image: //example.org/a.jpg", "NL025", 5, 8, "https://")]
    [InlineData("image: a.jpg", "NL026", 5, 8, "description")]
    [InlineData("image: { src: https://example.org/a.jpg }", "NL026", 5, 8, "alt:")]
    [InlineData("section: Guides #2", "NL028", 5, 10, "double quotes")]
    [InlineData("safe_title: #1 Fan", "NL018", 5, 12, "double quotes")]
    [InlineData("title: Another", "NL014", 5, 1, "line 2 already")]
    [InlineData("work: { title: A, title: B }", "NL014", 5, 19, "on line 5")]
    [InlineData("tgas: [a]", "NL015", 5, 1, "`tags`")]
    [InlineData("Summary: a", "NL015", 5, 1, "`summary`")]
    [InlineData("readMore: a", "NL015", 5, 1, "`read_more`")]
    [InlineData("category: a", "NL015", 5, 1, "`section`")]
    [InlineData("zzz: a", "NL015", 5, 1, "Delete it")]
    [InlineData("work: { title: A, director: B }", "NL015", 5, 19, "`by`")]
    [InlineData("work: { title: The Good, the Bad }", "NL015", 5, 26, "before the comma")]
    [InlineData("SafeTitle: a", "NL016", 5, 1, "`safe_title`")]
    [InlineData("secret: [a]", "NL016", 5, 1, "`secrets`")]
    [InlineData("date: 2026-01-01", "NL016", 5, 1, "`published`")]
    [InlineData("e-mail: no", "NL016", 5, 1, "`email`")]
    [InlineData("image: { src: a.jpg, alt: b, spoilers: true }", "NL016", 5, 30, "`spoiler`")]
    [InlineData("Draft: true", "NL016", 5, 1, "`draft`")]
    [InlineData("hidden: yes", "NL016", 5, 1, "`draft: true`")]
    public void AWrongLineIsReportedWhereItIsWithAdvice(string line, string code, int row, int column, string says)
    {
        var found = Only(Some.Article(line));

        Assert.Equal((code, row, column), (found.Code, found.Line, found.Column));
        Assert.Contains(says, found.Message + " " + found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spoilers: endnig", "`ending`")]
    [InlineData("spoilers: no", "`none`")]
    [InlineData("spoilers: yes", "`ending`")]
    [InlineData("spoilers: heavy", "`major`")]
    public void AnUnknownLevelIsAnErrorThatNamesTheNearestOne(string line, string meant)
    {
        var found = Only(Some.Article(line, "title: A\nsummary: B\n"));

        Assert.Equal(("NL019", 4, 11), (found.Code, found.Line, found.Column));
        Assert.StartsWith($"Did you mean {meant}?", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingLevelCountsAsTheEndingAndTheWarningNamesTheLineForIt()
    {
        var result = Read(Some.Article(yaml: "title: A\nsummary: B\n"));

        Assert.Equal(SpoilerLevel.Ending, result.FrontMatter!.Spoilers);
        var found = Assert.Single(result.Diagnostics);
        Assert.Equal(("NL023", Severity.Warning, 4), (found.Code, found.Severity, found.Line));
        Assert.Contains("above line 4", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingSummaryIsAWarning() => Assert.Equal(("NL024", 4), LineOf(Only(Some.Article(yaml: "title: A\nspoilers: none\n"))));

    [Fact]
    public void AnEmptySummaryIsReportedOnItsLine() => Assert.Equal(("NL024", 3), LineOf(Only(Some.Article(yaml: "title: A\nsummary: ''\nspoilers: none\n"))));

    [Theory]
    [InlineData("# The Heading #\n\nText\n", "", "The Heading", "the heading below")]
    [InlineData("\n\n# *The* Heading\nText\n", "", "The Heading", "the heading below")]
    [InlineData("Text\n\n# She Is the Killer\n", "", "The cabinet of dr caligari", "the file name")]
    [InlineData("# ||Hidden|| Name\n\nText\n", "", "The cabinet of dr caligari", "the file name")]
    [InlineData("## Second Level\n\nText\n", "", "The cabinet of dr caligari", "the file name")]
    [InlineData("# The Heading\n\nText\n", "safe_title: Safe\n", "Safe", "`safe_title`")]
    public void AMissingTitleIsTakenFromASafePlaceWithAWarning(string body, string more, string title, string from)
    {
        var result = Read($"---\nsummary: A\nspoilers: none\n{more}---\n{body}");

        Assert.Equal(title, result.FrontMatter!.Title);
        var found = Assert.Single(result.Diagnostics);
        Assert.Equal("NL017", found.Code);
        Assert.Contains(from, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeadingThatBecameTheTitleLeavesTheBody()
    {
        var text = "---\nsummary: A\nspoilers: none\n---\n\n# Heading\nText\n";

        var result = Read(text);

        Assert.Equal("Text\n", text[result.BodyStart..]);
        Assert.Equal(7, result.BodyLine);
    }

    [Theory]
    [InlineData("title: \"\"")]
    [InlineData("title: '  '")]
    [InlineData("title: \"\\u200B\"")]
    [InlineData("title: null")]
    public void ATitleWithNothingToSeeIsMissing(string title) => Assert.Equal("NL017", Only(Some.Article(yaml: title + "\nsummary: A\nspoilers: none\n")).Code);

    [Theory]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void ATitleHasThreeHundredCharactersAtMost(int length, bool refused) =>
        Assert.Equal(
            refused ? ["NL027"] : [],
            Read(Some.Article(yaml: $"title: {new string('a', length)}\nsummary: A\nspoilers: none\n")).Diagnostics.Select(d => d.Code));

    [Fact]
    public void ControlCharactersOfEscapesAreTakenOutOfValues()
    {
        var result = Read(Some.Article(yaml: "title: \"a\\0b\\u202Ec\\nd\"\nsummary: A\nspoilers: none\n"));

        Assert.Equal("abc d", result.FrontMatter!.Title);
        Assert.Equal([("NL003", 2), ("NL004", 2)], result.Diagnostics.Select(LineOf));
    }

    [Fact]
    public void AnErrorForbidsPublication() => Assert.Null(Read(Some.Article("email: maybe")).FrontMatter);

    [Fact]
    public void EveryProblemIsReportedAtOnce() =>
        Assert.Equal(
            ["NL015", "NL017", "NL020", "NL024", "NL023", "NL021"],
            Read("---\npublished: soon\ntga: a\nemail: maybe\n---\nText\n").Diagnostics.Select(d => d.Code));

    [Fact]
    public void ThousandsOfUnknownKeysAreNotAllReported() =>
        Assert.InRange(Read(Some.Article(string.Join('\n', Enumerable.Range(0, 900).Select(n => $"q{n}: x")))).Diagnostics.Count, 1, 50);

    [Fact]
    public void ASiteWithoutAKnownTimeZoneDoesNotGuess()
    {
        var site = new SiteSettings { TimeZone = "Mars/Olympus" };

        var found = Assert.Single(FrontMatterReader.Read(Some.Article("published: 2026-01-01"), "a.md", site).Diagnostics);

        Assert.Contains("time zone `Mars/Olympus`", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoMessageShowsAValueThatMaySpoil()
    {
        const string Secret = "Rosebud";
        string[] yamls =
        [
            $"title: [{Secret}]", $"title: {Secret}: {Secret}", $"title: \"{Secret}", $"summary: {{ {Secret}: x }}",
            $"{Secret} dies: x", $"spoilers: {Secret} dies",
            $"email: {Secret}", $"secrets: [[{Secret}]]", $"work: {{ title: A, year: {Secret} }}", $"image: {{ src: 'x:{Secret}', alt: {Secret} }}",
            $"published: {Secret}", $"lang: {Secret}", $"{Secret}", $"- {Secret}", $"title: {Secret} #{Secret}",
            $"title: *{Secret}", $"title: !{Secret} x",
        ];
        foreach (var yaml in yamls)
        {
            var found = Read(Some.Article(yaml: yaml + "\n")).Diagnostics;

            Assert.NotEmpty(found);
            Assert.DoesNotContain(found, d => (d.Message + d.Advice).Contains(Secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static Diagnostic Only(string text) => Assert.Single(Read(text).Diagnostics);

    private static (string, int) LineOf(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.Line);

    private static FrontMatterResult Read(string text) => FrontMatterReader.Read(text, "inbox/the-cabinet-of-dr-caligari.md", new SiteSettings());
}
