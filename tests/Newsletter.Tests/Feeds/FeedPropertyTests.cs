using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using FsCheck.Xunit;
using Newsletter.Feeds;
using Newsletter.Tests.Support;
using XmlText = Newsletter.Feeds.XmlText;

namespace Newsletter.Tests.Feeds;

public sealed class FeedPropertyTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 300)]
    public void AnyTextComesThroughRss(AnyText a, AnyText b, AnyText c)
    {
        var channel = Parse(RssFormat.Write(Document(a.Value, b.Value, c.Value)).Content).Element("channel")!;
        var item = channel.Element("item")!;

        Assert.Equal(Joined(XmlText.Clean(a.Value)), Joined(channel.Element("title")!.Value));
        Assert.Equal(Joined(XmlText.Clean(Shown(a.Value))), Joined(item.Element("title")!.Value));
        Assert.Equal(XmlText.Clean(b.Value), WebUtility.HtmlDecode((string?)item.Element("description")));
        Assert.Equal(c.Value.Length == 0 ? null : XmlText.Clean(c.Value), (string?)item.Element(Content + "encoded"));
        Assert.Equal(Named(b.Value), item.Elements(DublinCore + "creator").Select(e => e.Value));
        Assert.Equal(Named(c.Value), item.Elements("category").Select(e => e.Value));
        // A name of an entity begins with a letter: &1; is none to any reader.
        Assert.DoesNotMatch("<[A-Za-z/!?]|&[#A-Za-z][A-Za-z0-9]*;", item.Element("title")!.Value);
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 300)]
    public void AnyTextComesThroughAtom(AnyText a, AnyText b, AnyText c)
    {
        var feed = Parse(AtomFormat.Write(Document(a.Value, b.Value, c.Value)).Content);
        var entry = feed.Element(Atom + "entry")!;

        Assert.Equal(XmlText.Clean(a.Value), (string?)feed.Element(Atom + "title"));
        Assert.Equal(XmlText.Clean(Shown(a.Value)), (string?)entry.Element(Atom + "title"));
        Assert.Equal(Named(b.Value), entry.Elements(Atom + "summary").Select(e => e.Value));
        Assert.Equal(c.Value.Length == 0 ? null : XmlText.Clean(c.Value), (string?)entry.Element(Atom + "content"));
        Assert.Equal(Named(b.Value), entry.Elements(Atom + "author").Select(e => e.Element(Atom + "name")!.Value));
        Assert.Equal(Named(c.Value), entry.Elements(Atom + "category").Select(e => e.Attribute("term")!.Value));
        Assert.Equal(Named(a.Value), entry.Elements(Atom + "link").Attributes("title").Select(e => e.Value));
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 300)]
    public void AnyTextComesThroughJsonFeed(AnyText a, AnyText b, AnyText c)
    {
        using var feed = JsonDocument.Parse(JsonFeedFormat.Write(Document(a.Value, b.Value, c.Value)).Content);
        var item = feed.RootElement.GetProperty("items")[0];

        Assert.Equal(XmlText.Clean(a.Value), feed.RootElement.GetProperty("title").GetString());
        Assert.Equal(XmlText.Clean(Shown(a.Value)), item.GetProperty("title").GetString());
        Assert.Equal(Named(b.Value), item.TryGetProperty("summary", out var summary) ? [summary.GetString()!] : []);
        Assert.Equal(XmlText.Clean(c.Value), item.GetProperty("content_html").GetString());
        Assert.Equal(Named(b.Value), item.GetProperty("authors").EnumerateArray().Select(author => author.GetProperty("name").GetString()!));
        Assert.Equal(Named(c.Value), item.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
    }

    [Property(Arbitrary = [typeof(AnyText)])]
    public void TheSameDocumentIsTheSameBytes(AnyText a, AnyText b, AnyText c)
    {
        foreach (var write in Formats())
        {
            Assert.Equal(write(Document(a.Value, b.Value, c.Value)).Content, write(Document(a.Value, b.Value, c.Value)).Content);
        }
    }

    [Property(Arbitrary = [typeof(AnyText)])]
    public void IdsAndTheirOrderAreKeptWhateverTheText(AnyText[] texts)
    {
        var document = Some.FeedDocument([.. texts.Select((text, i) => Some.FeedItem($"s{i}", text.Value, text.Value, text.Value))]);
        var ids = document.Items.Select(item => item.Id).ToList();

        Assert.Equal(ids, SyndicationFeed.Load(XmlReader.Create(new MemoryStream(RssFormat.Write(document).Content))).Items.Select(item => item.Id));
        Assert.Equal(ids, SyndicationFeed.Load(XmlReader.Create(new MemoryStream(AtomFormat.Write(document).Content))).Items.Select(item => item.Id));
        using var json = JsonDocument.Parse(JsonFeedFormat.Write(document).Content);
        Assert.Equal(ids, json.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
    }

    [Property(Arbitrary = [typeof(AnyText)])]
    public void AnyTextComesThroughOpml(AnyText title, AnyText name)
    {
        var feed = new OpmlFeed(Some.SafeText(title.Value), Some.FeedAddresses().Rss, new Uri("https://newsletter.example/"), "en");

        var opml = Parse(Opml.Write(Some.SafeText(title.Value), [new OpmlGroup(Some.SafeText(name.Value), [feed])], []));

        Assert.Equal(XmlText.Clean(title.Value), (string?)opml.Element("head")!.Element("title"));
        Assert.Contains((string?)opml.Element("body")!.Element("outline")!.Attribute("text"), OneOf(name.Value));
        Assert.Contains((string?)opml.Descendants("outline").Last().Attribute("title"), OneOf(title.Value));
    }

    /// <summary>An outline's text is plain or HTML.</summary>
    private static string[] OneOf(string text) =>
        [XmlText.Clean(text), XmlText.Clean(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)];

    private static Func<FeedDocument, FeedBytes>[] Formats() => [d => RssFormat.Write(d), d => AtomFormat.Write(d), d => JsonFeedFormat.Write(d)];

    private static FeedDocument Document(string a, string b, string c) =>
        Some.FeedDocument(Some.FeedItem(title: a, summary: b, content: c) with
        {
            Authors = [new FeedAuthor(Some.SafeText(b), null)],
            Categories = [Some.SafeText(c)],
            Image = new FeedImage(new Uri("https://newsletter.example/a.jpg"), "image/jpeg", 1, Some.SafeText(a)),
        }) with
        { Title = Some.SafeText(a), Subtitle = Some.SafeText(b) };

    /// <summary>Without the joiners of titles in RSS.</summary>
    private static string Joined(string text) =>
        text.Replace("<\u2060", "<", StringComparison.Ordinal).Replace("&\u2060", "&", StringComparison.Ordinal);

    private static XElement Parse(byte[] xml) => XDocument.Load(new MemoryStream(xml), LoadOptions.PreserveWhitespace).Root!;

    /// <summary>What is shown of a title: an item without one is called by its address.</summary>
    private static string Shown(string title) =>
        string.IsNullOrWhiteSpace(XmlText.Clean(title)) ? "https://newsletter.example/explainers/nosferatu/" : title;

    /// <summary>Names and the like that are blank are left out.</summary>
    private static string[] Named(string text) => string.IsNullOrWhiteSpace(XmlText.Clean(text)) ? [] : [XmlText.Clean(text)];
}
