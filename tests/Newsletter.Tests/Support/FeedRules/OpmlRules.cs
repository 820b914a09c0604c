using System.Xml.Linq;

namespace Newsletter.Tests.Support;

internal static class OpmlRules
{
    public static void Check(XElement root, FeedProblems problems)
    {
        problems.Require((string?)root.Attribute("version") == "2.0", "no OPML 2.0");
        problems.NotBlank((string?)root.Element("head")?.Element("title"), "title");
        var outlines = root.Element("body")?.Descendants("outline").ToList() ?? [];
        problems.Require(outlines.Count > 0, "no outline");
        var feeds = new List<string?>();
        foreach (var outline in outlines)
        {
            problems.NotBlank((string?)outline.Attribute("text"), "outline text");
            if ((string?)outline.Attribute("type") == "rss")
            {
                problems.NotBlank((string?)outline.Attribute("title"), "outline title");
                problems.Address((string?)outline.Attribute("xmlUrl"), "xmlUrl");
                problems.Address((string?)outline.Attribute("htmlUrl"), "htmlUrl");
                problems.Language((string?)outline.Attribute("language"));
                feeds.Add((string?)outline.Attribute("xmlUrl"));
            }
        }

        problems.Require(feeds.Distinct().Count() == feeds.Count, "a feed stands twice");
    }
}
