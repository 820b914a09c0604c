using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;
using NodaTime;

namespace Newsletter.Tests.Articles;

public sealed class FrontMatterReaderTests
{
    private static readonly SiteSettings Site = new() { Section = "Guides", Language = "de", TimeZone = "Europe/Berlin" };

    [Fact]
    public void EveryKeyIsRead()
    {
        var front = Clean("""
            ---
            title: "The Cabinet of Dr. Caligari, Explained"
            safe_title: Caligari, Explained
            slug: caligari
            work: { title: The Cabinet of Dr. Caligari, kind: Film, year: 1920, by: Robert Wiene }
            spoils: [Genuine, { title: "Faust, Part One", kind: play }]
            section: Explainers
            tags: [horror, silent film]
            authors: [Ida Vance]
            published: 2026-11-20T09:00:00Z
            updated: 2026-11-21
            summary: One or two safe sentences.
            spoilers: major
            advisories: [asylum, murder]
            image: { src: caligari.jpg, alt: A crooked street, spoiler: yes }
            read_more: [nosferatu, "Metropolis"]
            email: no
            lang: en
            secrets: [the doctor]
            ---
            The lead.
            """);

        Assert.Equal("The Cabinet of Dr. Caligari, Explained", front.Title);
        Assert.Equal("Caligari, Explained", front.SafeTitle);
        Assert.Equal("caligari", front.Slug);
        Assert.Equal(new Work("The Cabinet of Dr. Caligari", "film", 1920, "Robert Wiene"), front.Work);
        Assert.Equal([new Work("Genuine"), new Work("Faust, Part One", "play")], front.Spoils);
        Assert.Equal("Explainers", front.Section);
        Assert.Equal(["horror", "silent film"], front.Tags);
        Assert.Equal(["Ida Vance"], front.Authors);
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 9, 0), front.Published);
        Assert.Equal(Instant.FromUtc(2026, 11, 21, 8, 0), front.Updated);
        Assert.Equal("One or two safe sentences.", front.Summary);
        Assert.Equal(SpoilerLevel.Major, front.Spoilers);
        Assert.Equal(["asylum", "murder"], front.Advisories);
        Assert.Equal(new ArticleImage("caligari.jpg", "A crooked street", true), front.Image);
        Assert.Equal(["nosferatu", "Metropolis"], front.ReadMore);
        Assert.Equal(["the doctor"], front.Secrets);
        Assert.False(front.Email);
        Assert.Equal("en", front.Language);
    }

    [Fact]
    public void WhatIsMissingHasItsDefault()
    {
        var front = Clean(Some.Article());

        Assert.Null(front.SafeTitle);
        Assert.Null(front.Slug);
        Assert.Null(front.Work);
        Assert.Null(front.Published);
        Assert.Null(front.Updated);
        Assert.Null(front.Image);
        string[] all = [.. front.Spoils.Select(w => w.Title), .. front.Tags, .. front.Authors, .. front.Advisories, .. front.ReadMore, .. front.Secrets];
        Assert.Empty(all);
        Assert.Equal("Guides", front.Section);
        Assert.Equal("de", front.Language);
        Assert.True(front.Email);
    }

    [Fact]
    public void KeysWithoutAValueCountAsMissing()
    {
        var front = Clean(Some.Article("safe_title:    # needed when the title spoils\nslug: ~\ntags: []\nimage:\nwork: null\npublished:"));

        Assert.Equal((null, null, null, null), (front.SafeTitle, front.Slug, front.Image, front.Work));
    }

    [Fact]
    public void TheBodyBeginsBelowTheClosingFence()
    {
        var text = "\n \n---  \ntitle: A\nsummary: B\nspoilers: none\n---\t\nBody\n";

        var result = FrontMatterReader.Read(text, "a.md", Site);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("Body\n", text[result.BodyStart..]);
        Assert.Equal(8, result.BodyLine);
    }

    [Fact]
    public void TheLineOfEachKeyIsKnown()
    {
        var lines = FrontMatterReader.Read(Some.Article("image:\n  src: a.jpg\n  alt: b\ntags: [a]"), "a.md", Site).Lines;

        Assert.Equal(["title:2", "summary:3", "spoilers:4", "image:5", "image.src:6", "image.alt:7", "tags:8"], lines.Select(l => $"{l.Key}:{l.Value}"));
    }

    [Theory]
    [InlineData("tags: horror, silent film", "horror|silent film")]
    [InlineData("tags: horror", "horror")]
    [InlineData("tags: \"horror, silent\"", "horror, silent")]
    [InlineData("tags:\n- horror\n- silent film", "horror|silent film")]
    [InlineData("tags: [C#, C, sci-fi, 日本, 🎬, سينما]", "C#|C|sci-fi|日本|🎬|سينما")]
    [InlineData("tags: [horror, ' horror ', '', ~, horror]", "horror")]
    [InlineData("tags: A, B | C", "A, B|C")]
    [InlineData("tags: [1984, yes, 1.0]", "1984|yes|1.0")]
    public void AListIsWrittenInManyWays(string yaml, string items) => Assert.Equal(items.Split('|'), Clean(Some.Article(yaml)).Tags);

    [Fact]
    public void TwoHundredTagsAreRead() =>
        Assert.Equal(200, Clean(Some.Article($"tags: [{string.Join(", ", Enumerable.Range(1, 200).Select(n => $"tag {n}, tag {n}"))}]")).Tags.Count);

    [Theory]
    [InlineData("work: Nosferatu", "Nosferatu", null)]
    [InlineData("work: { title: Oedipus Rex, year: 429 BC }", "Oedipus Rex", -428)]
    [InlineData("work:\n  title: \"Faust: A Tragedy\"\n  year: 1808", "Faust: A Tragedy", 1808)]
    public void AWorkIsATitleOrAGroup(string yaml, string title, int? year)
    {
        var work = Clean(Some.Article(yaml)).Work!;

        Assert.Equal((title, year), (work.Title, work.Year));
    }

    [Theory]
    [InlineData("spoils: Dracula, Faust", "Dracula|Faust")]
    [InlineData("spoils: { title: Dracula, kind: book }", "Dracula")]
    [InlineData("spoils:\n  - Dracula\n  - title: Faust\n    year: 1808", "Dracula|Faust")]
    public void SpoiledWorksAreAListOfWorks(string yaml, string titles) =>
        Assert.Equal(titles.Split('|'), Clean(Some.Article(yaml)).Spoils.Select(w => w.Title));

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("Off", false)]
    [InlineData("\"n\"", false)]
    public void YesAndNoAreWrittenInManyWays(string word, bool value) => Assert.Equal(value, Clean(Some.Article("email: " + word)).Email);

    [Theory]
    [InlineData("\"<b>K</b> & \\\"Co\\\" a\\\\b\"", "<b>K</b> & \"Co\" a\\b")]
    [InlineData("|\n  two\n  lines", "two lines")]
    [InlineData(">-\n  two\n  lines", "two lines")]
    [InlineData("  much   space  ", "much space")]
    [InlineData("1984", "1984")]
    [InlineData("Yes", "Yes")]
    [InlineData("2001-01-01", "2001-01-01")]
    [InlineData("'It''s Alive'", "It's Alive")]
    [InlineData("\"\\uD83D\\uDE00 smiles\"", "😀 smiles")]
    [InlineData("Who? What! A/B - C; D", "Who? What! A/B - C; D")]
    public void ATitleIsPlainTextOnOneLine(string written, string title) =>
        Assert.Equal(title, Clean(Some.Article(yaml: $"title: {written}\nsummary: S\nspoilers: none\n")).Title);

    [Fact]
    public void AnchorsAndAliasesAreRead()
    {
        var front = Clean(Some.Article("tags: &t [horror]\nadvisories: *t"));

        Assert.Equal(front.Tags, front.Advisories);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN-us", "en-US")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    public void ALanguageIsWrittenInItsUsualCase(string written, string tag) => Assert.Equal(tag, Clean(Some.Article("lang: " + written)).Language);

    [Fact]
    public void ADateIsInTheSitesTimeZone() => Assert.Equal(Instant.FromUtc(2026, 7, 3, 7, 0), Clean(Some.Article("published: 2026-07-03")).Published);

    [Fact]
    public void TheSamplesAreReadWithoutDiagnostics() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository.Root, "samples", "inbox"), "*.md"),
        file => Clean(ArticleText.Decode(File.ReadAllBytes(file)).Text!));

    private static FrontMatter Clean(string text)
    {
        var result = FrontMatterReader.Read(text, "a.md", Site);
        Assert.Empty(result.Diagnostics);
        return result.FrontMatter!;
    }
}
