using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class FeedGoldenTests
{
    public static TheoryData<string> Cases => Golden.Cases("feeds");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ADocumentBecomesTheseFeeds(string name)
    {
        var document = FeedDocumentJson.Parse(Golden.Read("feeds", name, "document.json"));

        var (rss, atom, json) = (RssFormat.Write(document), AtomFormat.Write(document), JsonFeedFormat.Write(document));

        Assert.All([rss, atom, json], feed => Assert.Equal(document.Items.Count, feed.ItemsWritten));
        Golden.Matches("feeds", name, "feed.xml", rss.Content);
        Golden.Matches("feeds", name, "atom.xml", atom.Content);
        Golden.Matches("feeds", name, "feed.json", json.Content);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheFeedsKeepAllRules(string name)
    {
        var document = FeedDocumentJson.Parse(Golden.Read("feeds", name, "document.json"));

        Assert.Empty(FeedRules.Check(RssFormat.Write(document).Content, document.Self.Rss));
        Assert.Empty(FeedRules.Check(AtomFormat.Write(document).Content, document.Self.Atom));
        Assert.Empty(FeedRules.Check(JsonFeedFormat.Write(document).Content, document.Self.Json));
    }
}
