using System.Text;
using System.Xml.Linq;
using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class OpmlTests
{
    [Fact]
    public void FeedsStandInTheirGroupsAndTheFullOnesApart()
    {
        var opml = Opml.Write(
            Some.SafeText("Explained: all feeds"),
            [
                new(Some.SafeText("Site"), [Feed("", "Explained")]),
                new(Some.SafeText("Sections"), []),
                new(Some.SafeText("Tags"), [Feed("tags/c-sharp/", "C# & <more>"), Feed("tags/日本/", "日本")]),
            ],
            [Feed("full/", "Explained"), Feed("full/tags/c-sharp/", "[Spoilers] C#")]);

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <opml version="2.0">
             <head>
              <title>Explained: all feeds</title>
             </head>
             <body>
              <outline text="Site">
               <outline type="rss" text="Explained" title="Explained" xmlUrl="https://newsletter.example/feed.xml" htmlUrl="https://newsletter.example/" language="en" version="RSS2"/>
              </outline>
              <outline text="Tags">
               <outline type="rss" text="C# &#x26;amp; &#x26;lt;more&#x26;gt;" title="C# &#x26;amp; &#x26;lt;more&#x26;gt;" xmlUrl="https://newsletter.example/tags/c-sharp/feed.xml" htmlUrl="https://newsletter.example/tags/c-sharp/" language="en" version="RSS2"/>
               <outline type="rss" text="日本" title="日本" xmlUrl="https://newsletter.example/tags/%E6%97%A5%E6%9C%AC/feed.xml" htmlUrl="https://newsletter.example/tags/%E6%97%A5%E6%9C%AC/" language="en" version="RSS2"/>
              </outline>
              <outline text="[Spoilers]">
               <outline type="rss" text="[Spoilers] Explained" title="[Spoilers] Explained" xmlUrl="https://newsletter.example/full/feed.xml" htmlUrl="https://newsletter.example/full/" language="en" version="RSS2"/>
               <outline type="rss" text="[Spoilers] C#" title="[Spoilers] C#" xmlUrl="https://newsletter.example/full/tags/c-sharp/feed.xml" htmlUrl="https://newsletter.example/full/tags/c-sharp/" language="en" version="RSS2"/>
              </outline>
             </body>
            </opml>

            """,
            Encoding.UTF8.GetString(opml));
        Assert.Empty(FeedRules.Check(opml, new Uri("https://newsletter.example/feeds.opml")));
    }

    [Theory]
    [InlineData("Tom & Jerry", "Tom & Jerry")]
    [InlineData("R&D", "R&amp;D")]
    [InlineData("&", "&")]
    [InlineData("A & B&#1", "A &amp; B&amp;#1")]
    [InlineData("Who is <b>K</b>?", "Who is &lt;b&gt;K&lt;/b&gt;?")]
    [InlineData("1 > 0", "1 > 0")]
    public void TextIsEncodedOnlyWhereItWouldBeReadAsMarkUp(string title, string text)
    {
        var opml = XDocument.Load(new MemoryStream(Opml.Write(Some.SafeText(), [new(Some.SafeText("Site"), [Feed("", title)])], [])));

        Assert.Equal([text, text], opml.Descendants("outline").Last().Attributes().Where(a => a.Name == "text" || a.Name == "title").Select(a => a.Value));
    }

    [Fact]
    public void WithoutFullFeedsNothingIsMarked()
    {
        var opml = XDocument.Load(new MemoryStream(Opml.Write(Some.SafeText(), [new(Some.SafeText("Site"), [Feed("", "Explained")])], [])));

        Assert.DoesNotContain(Opml.Spoilers, opml.ToString(), StringComparison.Ordinal);
    }

    private static OpmlFeed Feed(string list, string title) =>
        new(Some.SafeText(title), Some.FeedAddresses(list).Rss, new Uri("https://newsletter.example/" + list), "en");
}
