using Newsletter.Articles;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Articles;

public sealed class FrontMatterFencesTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void AnEmptyFileIsAnError(string text) => Assert.Equal("NL009", Only(text).Code);

    [Theory]
    [InlineData("---\ntitle: A\nsummary: B\nspoilers: none\n---")]
    [InlineData("---\ntitle: A\nsummary: B\nspoilers: none\n---\n \n\n")]
    public void FrontMatterAloneIsAnError(string text) => Assert.Equal("NL029", Only(text).Code);

    [Theory]
    [InlineData("# The Golem, Explained\n\nText\n", "The Golem, Explained", "Text")]
    [InlineData("Text\n", "The golem", "Text")]
    [InlineData("Some prose: with a colon\n", "The golem", "Some prose")]
    public void WithoutFrontMatterEverythingCountsAsTheEnding(string text, string title, string body)
    {
        var result = Read(text);

        Assert.Equal((title, SpoilerLevel.Ending, null), (result.FrontMatter!.Title, result.FrontMatter.Spoilers, result.FrontMatter.Summary));
        Assert.Equal("NL010", Assert.Single(result.Diagnostics).Code);
        Assert.StartsWith(body, text[result.BodyStart..].Trim(), StringComparison.Ordinal);
        Assert.Equal(text[..result.BodyStart].Count(c => c == '\n') + 1, result.BodyLine);
    }

    [Theory]
    [InlineData("----\ntitle: A\n----\nText\n", 1)]
    [InlineData("\n —\ntitle: A\n—\nText\n", 2)]
    [InlineData(" ---\ntitle: A\n---\nText\n", 1)]
    [InlineData("title: A\nspoilers: none\n---\nText\n", 1)]
    [InlineData("---\ntitle: A\n----\nText\n", 3)]
    [InlineData("---\ntitle: A\n ---\nText\n", 3)]
    [InlineData("---\ntitle: A\n...\nText\n", 3)]
    [InlineData("---\ntitle: A\n", 1)]
    [InlineData("---", 1)]
    public void AFenceThatIsMissingOrMisspeltIsAnErrorOnItsLine(string text, int line)
    {
        var found = Only(text);

        Assert.Equal(("NL011", line), (found.Code, found.Line));
    }

    [Theory]
    [InlineData("---\ntitle: A\ntags:\n- a\n  - b\n# note\n\nText: with a colon.\n", 7)]
    [InlineData("---\ntitle: A\nText without one.\n", 3)]
    [InlineData("---\ntitle: A\n## Heading\n", 3)]
    public void TheAdviceNamesTheLineWhereTheArticleSeemsToBegin(string text, int line) =>
        Assert.Contains($"above line {line},", Only(text).Advice, StringComparison.Ordinal);

    [Theory]
    [InlineData(65_536 - 2, false)]
    [InlineData(65_536 - 1, true)]
    public void FrontMatterHasSixtyFourKilobytesAtMost(int length, bool refused)
    {
        // The comment sign, the text and the line end.
        var found = Read($"---\n#{new string('a', length)}\n---\nText\n").Diagnostics;

        Assert.Equal(refused, found.Any(d => d.Code == "NL013"));
    }

    [Fact]
    public void TheLimitCountsBytesNotCharacters() => Assert.Equal("NL013", Only($"---\n# {new string('日', 22_000)}\n---\nText\n").Code);

    private static Diagnostic Only(string text) => Assert.Single(Read(text).Diagnostics);

    private static FrontMatterResult Read(string text) => FrontMatterReader.Read(text, "inbox/the_golem.md", new SiteSettings());
}
