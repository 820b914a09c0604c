using FsCheck.Xunit;
using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class SlugTests
{
    [Theory]
    [InlineData("What Happened at the Fair?", "what-happened-at-the-fair")]
    [InlineData("C", "c")]
    [InlineData("C#", "c-sharp")]
    [InlineData("C++", "c-plus-plus")]
    [InlineData("sci-fi", "sci-fi")]
    [InlineData("日本", "日本")]
    [InlineData("Élan Vital", "elan-vital")]
    [InlineData("Straße", "strasse")]
    [InlineData("Q&A: \"Who\" is <b>K</b>? a\\b", "q-and-a-who-is-b-k-b-a-b")]
    [InlineData("../../x", "x")]
    [InlineData("Don't", "dont")]
    public void NamesBecomeSlugs(string name, string slug) => Assert.Equal(slug, Slug.Of(name));

    [Fact]
    public void EmojiAndPunctuationAloneStillMakeDistinctSlugs()
    {
        string[] slugs = [.. new[] { "🎬", "🎭", "???", "!!!", "" }.Select(Slug.Of)];

        Assert.Equal(slugs.Length, slugs.Distinct().Count());
        Assert.All(slugs, s => Assert.True(Slug.IsValid(s), s));
    }

    [Property(MaxTest = 500)]
    public void ASlugIsValidAndStaysItself(string name)
    {
        var slug = Slug.Of(name ?? "");

        Assert.InRange(slug.Length, 1, Slug.MaxLength);
        Assert.Equal(slug, Slug.Of(slug));
        Assert.DoesNotContain('/', slug);
        Assert.DoesNotContain('.', slug);
        Assert.DoesNotContain(slug, char.IsControl);
    }
}
