using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("tilte", "title")]
    [InlineData("tgas", "tags")]
    [InlineData("Sumary", "summary")]
    [InlineData("spoiler", "spoilers")]
    [InlineData("publishd", "published")]
    [InlineData("readmore", "read_more")]
    public void TheNearestWordIsFound(string written, string meant) => Assert.Equal(meant, DidYouMean.Nearest(written, FrontMatterKeys.Article));

    [Theory]
    [InlineData("colour")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("a-very-long-key-that-is-like-no-other")]
    public void WordsFarFromAllAreLeftAlone(string written) => Assert.Null(DidYouMean.Nearest(written, FrontMatterKeys.Article));

    [Fact]
    public void LongWordsAreCompared()
    {
        var known = new string('a', 200);

        Assert.Equal(known, DidYouMean.Nearest(known + "b", known));
    }
}
