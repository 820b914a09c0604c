using System.Xml.Linq;

namespace Newsletter.Tests.Support;

internal static class AtomRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static void Check(XElement feed, Uri address, FeedProblems problems)
    {
        problems.Require(feed.Name == Atom + "feed", "no Atom 1.0");
        problems.Language((string?)feed.Attribute(XNamespace.Xml + "lang"));
        Common(feed, "feed", problems);
        foreach (var icon in feed.Elements(Atom + "icon"))
        {
            problems.Address(icon.Value, "icon");
        }

        var links = Links(feed, problems);
        problems.Self([.. links["self"]], address);
        if (feed.Element(History + "archive") is not null)
        {
            problems.Require(links["current"].Any(), "an archive document without link to the current one (RFC 5005)");
            problems.Require(links["prev-archive"].Concat(links["next-archive"]).Any(), "an archive document linked to no other (RFC 5005)");
        }

        var entries = feed.Elements(Atom + "entry").ToList();
        problems.Require(entries.Count == 0 || !entries[0].ElementsAfterSelf().Any(e => e.Name != Atom + "entry"), "something of the feed stands after an entry");
        problems.Ids([(string?)feed.Element(Atom + "id"), .. entries.Select(entry => (string?)entry.Element(Atom + "id"))]);
        foreach (var entry in entries)
        {
            Entry(entry, feed, problems);
        }

        foreach (var tombstone in feed.Elements(Tombstones + "deleted-entry"))
        {
            var deleted = (string?)tombstone.Attribute("ref");
            problems.Ids([deleted]);
            problems.Rfc3339((string?)tombstone.Attribute("when"), "when");
            problems.Require(!entries.Any(entry => (string?)entry.Element(Atom + "id") == deleted), $"both there and deleted: {deleted}");
        }
    }

    private static void Common(XElement element, string name, FeedProblems problems)
    {
        problems.NotBlank((string?)element.Element(Atom + "title"), name + " title");
        problems.Require((string?)element.Element(Atom + "title")?.Attribute("type") == "text", name + " title isn't type=\"text\"");
        problems.Rfc3339((string?)element.Element(Atom + "updated"), name + " updated");
        foreach (var author in element.Elements(Atom + "author"))
        {
            problems.NotBlank((string?)author.Element(Atom + "name"), "author name");
            problems.Require(author.Element(Atom + "email") is null, "an author's e-mail address");
        }
    }

    private static void Entry(XElement entry, XElement feed, FeedProblems problems)
    {
        Common(entry, "entry", problems);
        problems.Rfc3339((string?)entry.Element(Atom + "published"), "published");
        problems.Require(entry.Element(Atom + "author") is not null || feed.Element(Atom + "author") is not null, "an entry without author (RFC 4287 section 4.2.1)");
        problems.Require(Links(entry, problems)["alternate"].Count() == 1, "an entry without its page");
        foreach (var category in entry.Elements(Atom + "category"))
        {
            problems.NotBlank((string?)category.Attribute("term"), "category");
        }

        foreach (var summary in entry.Elements(Atom + "summary"))
        {
            problems.NotBlank(summary.Value, "summary");
        }

        foreach (var content in entry.Elements(Atom + "content"))
        {
            problems.Require((string?)content.Attribute("type") == "html", "content isn't type=\"html\"");
            problems.NotBlank(content.Value, "content");
            problems.Content(content.Value);
        }
    }

    private static ILookup<string?, string?> Links(XElement element, FeedProblems problems)
    {
        var links = element.Elements(Atom + "link").ToLookup(link => (string?)link.Attribute("rel"), link => (string?)link.Attribute("href"));
        foreach (var href in links.SelectMany(l => l))
        {
            problems.Address(href, "link");
        }

        return links;
    }
}
