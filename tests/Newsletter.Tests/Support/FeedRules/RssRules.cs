using System.Globalization;
using System.Xml.Linq;

namespace Newsletter.Tests.Support;

internal static class RssRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    public static void Check(XElement root, Uri address, FeedProblems problems)
    {
        problems.Require((string?)root.Attribute("version") == "2.0", "no RSS 2.0");
        if (root.Element("channel") is not { } channel)
        {
            problems.Add("no channel");
            return;
        }

        problems.NotBlank((string?)channel.Element("title"), "channel title");
        problems.NotBlank((string?)channel.Element("description"), "channel description");
        problems.Address((string?)channel.Element("link"), "channel link");
        problems.Language((string?)channel.Element("language"));
        problems.Rfc822((string?)channel.Element("lastBuildDate"), "lastBuildDate");
        Links(channel, address, problems);
        if (channel.Element("image") is { } image)
        {
            problems.Address((string?)image.Element("url"), "image url");
            problems.Require((string?)image.Element("title") == (string?)channel.Element("title"), "image title differs from the channel's");
            problems.Require((string?)image.Element("link") == (string?)channel.Element("link"), "image link differs from the channel's");
        }

        var items = channel.Elements("item").ToList();
        problems.Require(items.Count == 0 || !items[0].ElementsAfterSelf().Any(e => e.Name != "item"), "something of the channel stands after an item");
        problems.Ids([.. items.Select(item => (string?)item.Element("guid"))]);
        foreach (var item in items)
        {
            Item(item, problems);
        }
    }

    private static void Links(XElement channel, Uri address, FeedProblems problems)
    {
        var links = channel.Elements(Atom + "link").ToLookup(link => (string?)link.Attribute("rel"), link => (string?)link.Attribute("href"));
        problems.Self([.. links["self"]], address);
        foreach (var href in links.SelectMany(l => l))
        {
            problems.Address(href, "atom:link");
        }

        if (channel.Element(History + "archive") is not null)
        {
            problems.Require(links["current"].Any(), "an archive document without link to the current one (RFC 5005)");
            problems.Require(links["prev-archive"].Concat(links["next-archive"]).Any(), "an archive document linked to no other (RFC 5005)");
        }
    }

    private static void Item(XElement item, FeedProblems problems)
    {
        problems.NotBlank((string?)item.Element("title"), "item title");
        problems.Address((string?)item.Element("link"), "item link");
        problems.Rfc822((string?)item.Element("pubDate"), "pubDate");
        problems.Require((string?)item.Element("guid")?.Attribute("isPermaLink") == "false", "guid doesn't say isPermaLink=\"false\"");
        problems.Require(item.Element("author") is null, "author wants an e-mail address: dc:creator is for names");
        foreach (var category in item.Elements("category"))
        {
            problems.NotBlank(category.Value, "category");
        }

        problems.Require(item.Elements("enclosure").Count() <= 1, "more than one enclosure");
        if (item.Element("enclosure") is { } enclosure)
        {
            problems.Address((string?)enclosure.Attribute("url"), "enclosure");
            problems.Require(long.TryParse((string?)enclosure.Attribute("length"), NumberStyles.None, CultureInfo.InvariantCulture, out _), "enclosure without length");
            problems.Require(((string?)enclosure.Attribute("type"))?.Contains('/', StringComparison.Ordinal) == true, "enclosure without type");
        }

        problems.Content((string?)item.Element("description") ?? "");
        if (item.Element(Content + "encoded") is { } content)
        {
            problems.Require(content.ElementsBeforeSelf("description").Any(), "content:encoded without description before it");
            problems.NotBlank(content.Value, "content:encoded");
            problems.Content(content.Value);
        }
    }
}
