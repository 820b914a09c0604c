using System.Text;
using Newsletter.Feeds;

namespace Newsletter.Tests.Support;

public sealed class FeedRulesTests
{
    [Theory]
    [InlineData("<title>Explained</title>", "<title> </title>", "channel title")]
    [InlineData("<link>https://newsletter.example/</link>", "<link>/</link>", "channel link is no absolute address")]
    [InlineData("<language>en</language>", "", "no language")]
    [InlineData("Fri, 20 Nov 2026 09:00:00 GMT</pubDate>", "Thu, 20 Nov 2026 09:00:00 GMT</pubDate>", "pubDate is no RFC 822 date")]
    [InlineData("Fri, 20 Nov 2026 09:00:00 GMT</lastBuildDate>", "Fri, 20 Nov 2026 09:00:00 Z</lastBuildDate>", "lastBuildDate is no RFC 822 date")]
    [InlineData("href=\"https://newsletter.example/feed.xml\"", "href=\"https://newsletter.example/rss.xml\"", "self is")]
    [InlineData("rel=\"self\"", "rel=\"via\"", "self is")]
    [InlineData("2026:b</guid>", "2026:a</guid>", "an ID stands twice")]
    [InlineData("2026:b</guid>", "2026:日本</guid>", "no permanent ID")]
    [InlineData(" isPermaLink=\"false\"", "", "isPermaLink")]
    [InlineData("<description>A count moves house.</description>", "", "without description before it")]
    [InlineData("https://newsletter.example/more/", "more/", "relative address: more/")]
    [InlineData("<b>lead</b>", "<script>1</script>", "content holds <script>")]
    [InlineData("<b>lead</b>", "<b onclick=\"a()\">lead</b>", "content holds onclick=")]
    [InlineData("<b>lead</b>", "<b>\uFFFD</b>", "replacement character")]
    [InlineData("</channel>", "", "not well-formed")]
    [InlineData("</channel>", "<ttl>60</ttl></channel>", "after an item")]
    public void ABrokenRssFeedIsFound(string whole, string broken, string problem) =>
        AssertFound(RssFormat.Write(Document()), Some.FeedAddresses().Rss, whole, broken, problem);

    [Theory]
    [InlineData("<title type=\"text\">Nos", "<title type=\"html\">Nos", "entry title isn't type=\"text\"")]
    [InlineData("<updated>2026-11-20T09:00:00Z</updated>", "", "updated is no RFC 3339 date")]
    [InlineData("<updated>2026-11-20T09:00:00Z</updated>", "<updated>20 Nov 2026</updated>", "updated is no RFC 3339 date")]
    [InlineData("<name>Explained</name>", "<name></name>", "author name")]
    [InlineData("rel=\"alternate\"", "rel=\"via\"", "an entry without its page")]
    [InlineData("type=\"html\"", "type=\"text/html\"", "content isn't type=\"html\"")]
    [InlineData("2026:b</id>", "2026:a</id>", "an ID stands twice")]
    [InlineData("<entry>", "<fh:archive/><entry>", "an archive document without link to the current one")]
    [InlineData("atom.xml\"", "feed.xml\"", "self is")]
    public void ABrokenAtomFeedIsFound(string whole, string broken, string problem) =>
        AssertFound(AtomFormat.Write(Document()), Some.FeedAddresses().Atom, whole, broken, problem);

    [Theory]
    [InlineData("version/1.1", "version/1", "no JSON Feed 1.1")]
    [InlineData("\"date_published\": \"2026-11-20T09:00:00Z\"", "\"date_published\": \"2026-11-20\"", "date_published is no RFC 3339 date")]
    [InlineData("\"url\": \"https://newsletter.example/explainers/b/\"", "\"url\": \"/explainers/b/\"", "item url is no absolute address")]
    [InlineData("feed.json", "feed.xml", "self is")]
    [InlineData("2026:b\"", "2026:a\"", "an ID stands twice")]
    [InlineData("\"items\"", "\"entries\"", "no items")]
    [InlineData("]", "", "no JSON")]
    public void ABrokenJsonFeedIsFound(string whole, string broken, string problem) =>
        AssertFound(JsonFeedFormat.Write(Document()), Some.FeedAddresses().Json, whole, broken, problem);

    [Fact]
    public void AFeedThatIsTooLargeOrNotUtf8IsFound()
    {
        var address = Some.FeedAddresses().Rss;

        Assert.Contains(FeedRules.Check(RssFormat.Write(Some.FeedDocument(Some.FeedItem(content: new string('x', 600_000))), int.MaxValue).Content, address), Says("600"));
        Assert.Contains(FeedRules.Check([0xFF, 0xFE], address), Says("not UTF-8"));
        Assert.Contains(FeedRules.Check([.. Encoding.UTF8.Preamble, .. RssFormat.Write(Document()).Content], address), Says("byte order mark"));
        Assert.Contains(FeedRules.Check("<html/>"u8, address), Says("neither a feed nor OPML"));
    }

    private static FeedDocument Document()
    {
        var content = "<p>The <b>lead</b>. <a href=\"https://newsletter.example/more/\">More</a></p>";
        return Some.FeedDocument(Some.FeedItem("a", content: content), Some.FeedItem("b", content: content));
    }

    private static void AssertFound(FeedBytes feed, Uri address, string whole, string broken, string problem)
    {
        Assert.Empty(FeedRules.Check(feed.Content, address));
        var text = Encoding.UTF8.GetString(feed.Content);
        Assert.Contains(whole, text, StringComparison.Ordinal);

        var found = FeedRules.Check(Encoding.UTF8.GetBytes(text.Replace(whole, broken, StringComparison.Ordinal)), address);

        Assert.Contains(found, Says(problem));
    }

    private static Predicate<string> Says(string problem) => found => found.Contains(problem, StringComparison.Ordinal);
}
