using FsCheck.Xunit;
using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class FeedIdTests
{
    [Theory]
    [InlineData("newsletter.example", 2026, "nosferatu", "tag:newsletter.example,2026:nosferatu")]
    [InlineData("Newsletter.Example", 2026, "c-sharp", "tag:newsletter.example,2026:c-sharp")]
    [InlineData("bücher.example", 987, "日本", "tag:xn--bcher-kva.example,0987:%E6%97%A5%E6%9C%AC")]
    public void AnIdIsATagUriInItsNormalForm(string authority, int year, string slug, string id) => Assert.Equal(id, FeedId.Item(authority, year, slug));

    [Fact]
    public void TheFullFeedsHaveIdsOfTheirOwn() =>
        Assert.Equal("tag:newsletter.example,2026:nosferatu/full", FeedId.FullItem("newsletter.example", 2026, "nosferatu"));

    [Property(Arbitrary = [typeof(AnyText)])]
    public void AnySlugGivesAValidId(AnyText name)
    {
        var slug = Newsletter.Articles.Slug.Of(XmlText.Clean(name.Value));
        var item = Some.FeedItem(slug);

        Assert.Empty(FeedRules.Check(AtomFormat.Write(Some.FeedDocument(item)).Content, Some.FeedAddresses().Atom));
        Assert.Equal(slug, Uri.UnescapeDataString(item.Id.Split(':')[^1]));
    }
}
