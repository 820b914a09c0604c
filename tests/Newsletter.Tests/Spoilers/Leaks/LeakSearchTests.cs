using System.Text;
using Newsletter.Articles;

namespace Newsletter.Tests.Spoilers.Leaks;

/// <summary>Breaks one thing at a time: an editor's slip in one place, in one dress.</summary>
public sealed class LeakSearchTests
{
    private const string Ending = "the count stays too long at her bed";

    public static TheoryData<string, string, int> Slips => new()
    {
        { "title: \"How the Count Stays Too Long at Her Bed\"", "the title", 2 },
        { "safe_title: \"How the Count Stays Too Long at Her Bed\"", "the safe title", 7 },
        { "summary: The story of how the count stays too long at her bed.", "the summary", 3 },
        { $"section: {Ending}", "the section", 7 },
        { $"tags: [horror, {Ending}]", "a tag", 7 },
        { $"tags:\n  - horror\n  - {Ending}", "a tag", 9 },
        { $"authors: [{Ending}]", "the authors", 7 },
        { $"advisories: [{Ending}]", "the advisories", 7 },
        { $"image: {{ src: a.jpg, alt: {Ending} }}", "the description of the picture", 7 },
        { "image: { src: the-count-stays-too-long-at-her-bed.jpg, alt: A bed }", "the name of the picture's file", 7 },
        { "slug: the-count-stays-too-long-at-her-bed", "the slug", 7 },
        { $"read_more: [\"{Ending}\"]", "a Read More title", 7 },
        { $"work: {{ title: Nosferatu, by: {Ending} }}", "`work`", 7 },
        { $"spoils: [{{ title: Dracula, kind: \"{Ending}\" }}]", "`spoils`", 7 },
    };

    public static TheoryData<string> Disguises =>
    [
        "THE COUNT STAYS TOO LONG AT HER BED",
        "the-count-stays-too-long-at-her-bed",
        "the co\u00ADunt st\u00ADays too lo\u00ADng at her bed",
        "the co&shy;unt st&shy;ays too lo&shy;ng at her bed",
        "the\u200Bcount\u200Bstays\u200Btoo\u200Blong\u200Bat\u200Bher\u200Bbed",
        "t\u200Dhe c\u200Dount s\u200Dtays t\u200Doo l\u200Dong a\u200Dt h\u200Der bed",
        "\uFF54\uFF48\uFF45 \uFF43\uFF4F\uFF55\uFF4E\uFF54 stays too long at her bed",
        "the%20count%20stays%20too%20lon%67%20at%20her%20bed",
        "the c&#111;unt st&#x61;ys too long &amp;#97;t her bed",
        "the c\u00F3unt st\u00E4ys t\u00F6o long at her b\u00E9d",
        "the *count* stays too... long, at her <b>bed</b>",
    ];

    [Theory]
    [MemberData(nameof(Slips))]
    public void ASlipAboveTheBodyIsStoppedAndSaysWhere(string yaml, string place, int line)
    {
        var found = Assert.Single(Read(yaml));

        Assert.Equal(("NL052", Severity.Error, line), (found.Code, found.Severity, found.Line));
        Assert.True(found.Column > 0);
        Assert.Contains($"stand in {place}: \"", found.Message, StringComparison.Ordinal);
        Assert.Contains("ount", found.Message, StringComparison.Ordinal);
        Assert.Contains($"hidden in line {EndingLine(yaml)} ", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Disguises))]
    public void AQuotationIsStoppedInEveryDisguise(string quote)
    {
        var yaml = $"summary: \"A film. {quote}!\"";
        var found = Assert.Single(Read(yaml));

        Assert.Equal(("NL052", 3, 19), (found.Code, found.Line, found.Column));
        Assert.Contains($"hidden in line {EndingLine(yaml)} ", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A [bed](the-count-stays-too-long-at-her-bed.md).", "an address in the lead", 3)]
    [InlineData("A [bed](https://bed.example/the_count%20stays_too_long_at_her_bed).", "an address in the lead", 25)]
    [InlineData("A [bed](bed.md \"The count stays too long at her bed\").", "a description in the lead", 17)]
    [InlineData("![The count stays too long at her bed](bed.jpg)", "a description in the lead", 3)]
    [InlineData("![A bed](the-count-stays-too-long-at-her-bed.jpg)", "an address in the lead", 10)]
    [InlineData("<span title=\"The count stays too long at her bed\">x</span>", "a description in the lead", 14)]
    public void ASlipInTheMarkUpOfTheLeadIsStopped(string lead, string place, int column)
    {
        var found = Assert.Single(Read("", lead), d => d.Code == "NL052");

        Assert.Contains($"stand in {place}: \"", found.Message, StringComparison.Ordinal);
        Assert.Equal(8, found.Line);
        Assert.True(found.Column == column || lead.StartsWith("A ", StringComparison.Ordinal) || lead.StartsWith('<'), $"{found.Column}");
    }

    [Fact]
    public void ALabelAndAReadMoreTitleAreStopped()
    {
        var article = Article("", "The lead.", $"::: spoiler ending The count stays too long at her bed\nx\n:::\n\nRead More: Faust | {Ending}");
        var found = ArticleReader.Read("a.md", Encoding.UTF8.GetBytes(article), new()).Diagnostics;

        Assert.Equal(["a Read More title"], found.Select(d => d.Message.Split("stand in ")[1].Split(':')[0]));
        Assert.Equal(LineOf(article, "Read More"), Assert.Single(found).Line);

        var outside = Article("", $"The lead.\n\n::: spoiler ending The count stays too long at her bed\nx\n:::", "");
        var label = Assert.Single(ArticleReader.Read("a.md", Encoding.UTF8.GetBytes(outside), new()).Diagnostics);

        Assert.Contains("the label of a closed part", label.Message, StringComparison.Ordinal);
        Assert.Equal((LineOf(outside, ":::"), 20), (label.Line, label.Column));
    }

    [Fact]
    public void TheNameOfTheFileIsStopped()
    {
        var found = Assert.Single(ArticleReader.Read("the-count-stays-too-long-at-her-bed.md", Encoding.UTF8.GetBytes(Article("")), new()).Diagnostics);

        Assert.Contains("the name of the file, which gives the address", found.Message, StringComparison.Ordinal);
        Assert.Equal(0, found.Line);
    }

    [Theory]
    [InlineData("He is ||the gardener||. Ask the GARDENER.", "NL053", 29)]
    [InlineData("He is ||the gardener||.\n\n| a |\n|---|\n| `The Gardener` |", "NL053", 0)]
    [InlineData("He is ||the gardener||.[^1]\n\n[^1]: The gardener.", "NL053", 0)]
    [InlineData("At sunrise all is well.", "NL054", 4)]
    [InlineData("![sun-rise or *sunrise*](a.jpg)", "NL054", 0)]
    public void APhraseOrASecretInTheLeadIsStopped(string lead, string code, int column)
    {
        var found = Assert.Single(Read("secrets: [sunrise]", lead).Where(d => d.Code is "NL053" or "NL054").DistinctBy(d => d.Code));

        Assert.Equal(code, found.Code);
        Assert.Contains(code == "NL054" ? "A secret of line 7 " : "hidden in line 9 ", found.Message, StringComparison.Ordinal);
        Assert.True(column == 0 || (found.Line, found.Column) == (9, column), $"{found.Line}:{found.Column}");
    }

    [Theory]
    [InlineData("summary: \"The count is in love, and stays.\"", "The lead.")]
    [InlineData("summary: The count stays too long at her bed.", "In it, the count stays too long at her bed, they say.")]
    [InlineData("work: { title: The Count Stays Too Long at Her Bed }\ntags: [The Count Stays Too Long at Her Bed]", "The lead.")]
    [InlineData("secrets: [sun]", "It is sunny.")]
    [InlineData("work: Hamlet\nspoils: [Hamlet]", "It is ||Hamlet||, or ||he||. He, in Hamlet.")]
    public void WhatTheLeadSaysAndTitlesOfWorksAndPartsOfWordsAreFree(string yaml, string lead) => Assert.Empty(Read(yaml, lead));

    [Fact]
    public void ATitleThatSpoilsIsHiddenWhereItDiffersFromTheSafeOne()
    {
        Assert.Empty(Read("title: \"The Cabinet of Dr. Caligari, Explained: Who the Doctor Was\"\nsafe_title: \"The Cabinet of Dr. Caligari, Explained\""));
        Assert.Equal("NL052", Assert.Single(Read("title: \"So the Doctor Was Mad All Along\"\nsafe_title: Caligari\ntags: [the doctor was mad all along]")).Code);
    }

    [Fact]
    public void WithoutABoundaryEverythingIsHiddenAndTheAdviceIsToSetOne()
    {
        const string article = "---\ntitle: A\nsummary: A house agent travels far to sell a house.\nspoilers: ending\n---\nA house agent travels far to sell a house. He dies.\n";
        var found = ArticleReader.Read("a.md", Encoding.UTF8.GetBytes(article), new()).Diagnostics;

        Assert.Equal(["NL052", "NL033"], found.Select(d => d.Code));
        Assert.Contains("put `<!-- spoilers -->` below the words", found[0].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAllowedLeakIsAWarningWithItsReason()
    {
        var found = Assert.Single(Read($"tags: [{Ending}]\nallow_leak: [\"NL052: the poster says so\"]"));

        Assert.Equal(("NL056", Severity.Warning, 7), (found.Code, found.Severity, found.Line));
        Assert.Contains("NL052 (the poster says so)", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allow_leak: [\"NL053: no such finding\"]", "NL052 NL055")]
    [InlineData("allow_leak: [\"NL052\"]", "NL052 NL055")]
    [InlineData("allow_leak: [\"NL052: \"]", "NL052 NL055")]
    [InlineData("allow_leak: [everything]", "NL052 NL055")]
    [InlineData("allow_leak: [\"NL030: yes\"]", "NL052 NL055")]
    public void AnEntryThatAllowsNothingSaysSoAndAllowsNothing(string yaml, string codes) =>
        Assert.Equal(codes, string.Join(' ', Read($"tags: [{Ending}]\n{yaml}").Select(d => d.Code).Order(StringComparer.Ordinal)));

    private static IReadOnlyList<Diagnostic> Read(string yaml, string lead = "The lead gives nothing away.") =>
        ArticleReader.Read("a.md", Encoding.UTF8.GetBytes(Article(yaml, lead)), new()).Diagnostics;

    private static string Article(string yaml, string lead = "The lead gives nothing away.", string more = "")
    {
        var lines = new List<string> { "title: \"Nosferatu, Explained\"", "summary: A vampire film.", "spoilers: ending", "published: 2026-11-01", "lang: en" };
        foreach (var line in yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = lines.FindIndex(l => l.Split(':')[0] == line.Split(':')[0]);
            if (at >= 0)
            {
                lines[at] = line;
            }
            else
            {
                lines.Add(line);
            }
        }

        return $"---\n{string.Join('\n', lines)}\n---\n{lead}\n\n<!-- spoilers -->\n\n## So\n\nIn the end the count *stays* too long[^9]\nat her bed, and the sun comes up.\n\n[^9]: x\n\n{more}\n";
    }

    private static int EndingLine(string yaml) => LineOf(Article(yaml), "In the end");

    private static int LineOf(string text, string start) => text.Split('\n').ToList().FindIndex(l => l.StartsWith(start, StringComparison.Ordinal)) + 1;
}
