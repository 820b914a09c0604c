using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class FeedFormatTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public void AnEmptyFeedOfNoDateIsNotDatedByTheClock()
    {
        var feed = Xml(AtomFormat.Write(Some.FeedDocument() with { Updated = default }));

        Assert.Equal("1970-01-01T00:00:00Z", (string?)feed.Element(Atom + "updated"));
    }

    [Fact]
    public void DatesOfAnyOffsetAreWrittenInUtc()
    {
        var item = Some.FeedItem() with { Published = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(1)) };
        var document = Some.FeedDocument(item) with { Updated = item.Published };

        Assert.Contains("<pubDate>Wed, 31 Dec 2025 23:30:00 GMT</pubDate>", Text(RssFormat.Write(document)), StringComparison.Ordinal);
        Assert.Contains("<lastBuildDate>Wed, 31 Dec 2025 23:30:00 GMT</lastBuildDate>", Text(RssFormat.Write(document)), StringComparison.Ordinal);
        Assert.Contains(" <updated>2025-12-31T23:30:00Z</updated>", Text(AtomFormat.Write(document)), StringComparison.Ordinal);
        Assert.Contains("<published>2025-12-31T23:30:00Z</published>", Text(AtomFormat.Write(document)), StringComparison.Ordinal);
        Assert.Contains("\"date_published\": \"2025-12-31T23:30:00Z\"", Text(JsonFeedFormat.Write(document)), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCultureOfTheMachineChangesNothing()
    {
        var document = Some.FeedDocument(Some.FeedItem() with { Image = new FeedImage(new Uri("https://newsletter.example/a.png"), "image/png", 1234567, Some.SafeText("A picture")) });
        var culture = CultureInfo.CurrentCulture;
        var expected = Text(RssFormat.Write(document)) + Text(AtomFormat.Write(document)) + Text(JsonFeedFormat.Write(document));
        try
        {
            foreach (var name in (string[])["ar-SA", "fa-IR", "tr-TR", "th-TH", "de-DE"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                Assert.Equal(expected, Text(RssFormat.Write(document)) + Text(AtomFormat.Write(document)) + Text(JsonFeedFormat.Write(document)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("Q&A: \"Who\" is <b>K</b>? a\\b", "Q&A: \"Who\" is <\u2060b>K<\u2060/b>? a\\b")]
    [InlineData("&nbsp; &#8212; &#x2014; &;", "&\u2060nbsp; &\u2060#8212; &\u2060#x2014; &;")]
    [InlineData("C#&1;7", "C#&1;7")]
    [InlineData("1 < 2 & R&D <3 <\0!--", "1 < 2 & R&D <3 <\u2060!--")]
    public void WhatLooksLikeMarkUpInAnRssTitleStaysText(string title, string written)
    {
        var rss = Xml(RssFormat.Write(Some.FeedDocument(Some.FeedItem(title: title))));

        Assert.Equal(written, (string?)rss.Descendants("item").Single().Element("title"));
    }

    [Fact]
    public void TheLibraryReadsBackWhatWasWritten()
    {
        var document = FeedDocumentJson.Parse(Golden.Read("feeds", "ordinary", "document.json"));
        var rss = SyndicationFeed.Load(XmlReader.Create(new MemoryStream(RssFormat.Write(document).Content)));
        var atom = SyndicationFeed.Load(XmlReader.Create(new MemoryStream(AtomFormat.Write(document).Content)));

        foreach (var feed in (SyndicationFeed[])[rss, atom])
        {
            Assert.Equal(document.Title.ToString(), feed.Title.Text);
            Assert.Equal(document.Updated, feed.LastUpdatedTime);
            Assert.Equal(document.Items.Select(i => i.Title), feed.Items.Select(i => i.Title.Text));
            Assert.Equal(document.Items.Select(i => i.Link), feed.Items.Select(i => i.Links.First(l => l.RelationshipType == "alternate").Uri));
            Assert.Equal(document.Items[0].Image!.Length, feed.Items.First().Links.First(l => l.RelationshipType == "enclosure").Length);
            Assert.Contains(feed.Links, link => link.RelationshipType == "hub" && link.Uri == document.Hub);
        }

        // It reads no parts of a second.
        Assert.Equal(document.Items.Select(i => i.Published.ToUnixTimeSeconds()), atom.Items.Select(i => i.PublishDate.ToUnixTimeSeconds()));
        Assert.Equal(document.Items.Select(i => i.ContentHtml), atom.Items.Select(i => ((TextSyndicationContent)i.Content).Text));
    }

    private static XElement Xml(FeedBytes feed) => XDocument.Load(new MemoryStream(feed.Content)).Root!;

    private static string Text(FeedBytes feed) => Encoding.UTF8.GetString(feed.Content);
}
