using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class FeedBudgetTests
{
    public static TheoryData<string> Formats => ["rss", "atom", "json"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheOldestItemsAreLeftOutOfAFeedThatIsTooLarge(string format)
    {
        var document = Some.FeedDocument([.. Enumerable.Range(0, 30).Select(i => Item(i, 40_000))]);

        var feed = Write(format, document, FeedBudget.Bytes);

        Assert.InRange(feed.Content.Length, FeedBudget.Bytes - 42_000, FeedBudget.Bytes);
        Assert.InRange(feed.ItemsWritten, 11, 13);
        Assert.Equal(document.Items.Take(feed.ItemsWritten).Select(item => (item.Id, item.ContentHtml)), Parse(format, feed.Content));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AnItemThatAloneIsTooLargeCarriesItsSummary(string format)
    {
        var document = Some.FeedDocument(Item(0, 600_000), Item(1, 1_000), Item(2, 700_000), Item(3, 1_000));

        var feed = Write(format, document, FeedBudget.Bytes);

        Assert.Equal(4, feed.ItemsWritten);
        Assert.Equal(["<p>1 &lt; 2 &amp; so on.</p>", Item(1, 1_000).ContentHtml, "<p>1 &lt; 2 &amp; so on.</p>", Item(3, 1_000).ContentHtml], Parse(format, feed.Content).Select(i => i.Content));
        Assert.Empty(FeedRules.Check(feed.Content, Address(format)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheNewestItemStaysWhateverTheBudget(string format)
    {
        var feed = Write(format, Some.FeedDocument(Item(0, 1_000), Item(1, 1_000)), 100);

        Assert.Equal(1, feed.ItemsWritten);
        Assert.Equal([Item(0, 0).Id], Parse(format, feed.Content).Select(i => i.Id));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void AFeedThatFitsIsNotTouchedByItsBudget(string format)
    {
        var document = Some.FeedDocument(Item(0, 1_000), Item(1, 1_000), Item(2, 1_000));
        var whole = Write(format, document, int.MaxValue);

        Assert.Equal(whole.Content, Write(format, document, whole.Content.Length + FeedBudget.Ends).Content);
        Assert.Equal(2, Write(format, document, whole.Content.Length - 1).ItemsWritten);
    }

    [Property(MaxTest = 60)]
    public Property WithinTheBudgetOrOnlyTheNewestItem() => Prop.ForAll(
        Gen.Choose(0, 3_000).ListOf().Select(sizes => sizes.ToArray()).ToArbitrary(),
        Gen.Choose(0, 20_000).ToArbitrary(),
        (sizes, budget) =>
        {
            var document = Some.FeedDocument([.. sizes.Select((size, i) => Item(i, size))]);
            foreach (var format in (string[])["rss", "atom", "json"])
            {
                var feed = Write(format, document, budget);
                Assert.True(feed.Content.Length <= budget || feed.ItemsWritten <= 1);
                Assert.Equal(document.Items.Take(feed.ItemsWritten).Select(item => item.Id), Parse(format, feed.Content).Select(i => i.Id));
            }
        });

    private static FeedItem Item(int number, int size) => Some.FeedItem($"s{number}", summary: "1 < 2 & so on.", content: "<p>" + new string('x', size) + "</p>");

    private static FeedBytes Write(string format, FeedDocument document, int budget) => format switch
    {
        "rss" => RssFormat.Write(document, budget),
        "atom" => AtomFormat.Write(document, budget),
        _ => JsonFeedFormat.Write(document, budget),
    };

    private static Uri Address(string format) => format switch
    {
        "rss" => Some.FeedAddresses().Rss,
        "atom" => Some.FeedAddresses().Atom,
        _ => Some.FeedAddresses().Json,
    };

    private static List<(string Id, string Content)> Parse(string format, byte[] feed)
    {
        if (format == "json")
        {
            using var json = JsonDocument.Parse(feed);
            return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("id").GetString()!, i.GetProperty("content_html").GetString()!))];
        }

        var root = XDocument.Load(new MemoryStream(feed)).Root!;
        return [.. root.Descendants().Where(e => e.Name.LocalName is "item" or "entry").Select(e => (Named(e, "guid", "id"), Named(e, "encoded", "content")))];
    }

    private static string Named(XElement item, string inRss, string inAtom) => item.Elements().First(e => e.Name.LocalName == inRss || e.Name.LocalName == inAtom).Value;
}
