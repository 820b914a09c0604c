using FsCheck.Xunit;
using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class FallbackTitleTests
{
    [Theory]
    [InlineData("inbox/the-golem.md", "The golem")]
    [InlineData("C:\\texts\\the_golem, part 2.md", "The golem, part 2")]
    [InlineData("../../x.md", "X")]
    [InlineData("日本.md", "日本")]
    [InlineData("der.golem.md", "Der golem")]
    [InlineData("a\u202Eb.md", "Ab")]
    [InlineData("golem", "Golem")]
    [InlineData("---.md", "Untitled")]
    [InlineData(".md", "Untitled")]
    [InlineData("", "Untitled")]
    public void AFileNameBecomesATitle(string name, string title) => Assert.Equal(title, FallbackTitle.FromFileName(name));

    [Property(MaxTest = 500)]
    public void AnyNameGivesATitle(char[] name) => Assert.InRange(FallbackTitle.FromFileName(new string(name)).Length, 1, FrontMatterReader.MaxTitle);
}
