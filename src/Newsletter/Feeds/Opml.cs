using Newsletter.Spoilers;

namespace Newsletter.Feeds;

/// <summary>A feed that can be subscribed to.</summary>
/// <param name="Feed">Its RSS address.</param>
/// <param name="Language">BCP 47.</param>
public sealed record OpmlFeed(SafeText Title, Uri Feed, Uri HomePage, string Language);

/// <summary>Feeds of one kind: the site's, sections, tags, works, authors.</summary>
public sealed record OpmlGroup(SafeText Name, IReadOnlyList<OpmlFeed> Feeds);

/// <summary>All feeds as one OPML 2.0 subscription list (opml.org/spec2.opml), which readers import at once.</summary>
public static class Opml
{
    public const string ContentType = "text/x-opml; charset=utf-8";

    /// <summary>The name of the group of full feeds, and how each of them is marked.</summary>
    public const string Spoilers = "[Spoilers]";

    /// <param name="title">The list's own title.</param>
    /// <param name="groups">The safe feeds, in the order shown; groups without feeds are left out.</param>
    /// <param name="full">The full feeds: in a group of their own, each named <c>[Spoilers] ...</c>, so that nobody subscribes to one unawares.</param>
    /// <returns>UTF-8; the same for the same arguments, always.</returns>
    public static byte[] Write(SafeText title, IReadOnlyList<OpmlGroup> groups, IReadOnlyList<OpmlFeed> full)
    {
        using var buffer = new FeedBuffer();
        using var xml = new FeedXmlWriter(buffer, new XmlVocabulary(""));
        xml.Declaration();
        xml.Begin("opml");
        xml.Attribute("version", "2.0");
        xml.Begin("head");
        xml.Element("title", title.ToString());
        xml.End();
        xml.Begin("body");
        foreach (var group in groups)
        {
            Group(xml, group.Name.ToString(), group.Feeds, "");
        }

        Group(xml, Spoilers, full, Spoilers + " ");
        xml.End();
        xml.End();
        xml.EndDocument();
        return buffer.ToArray();
    }

    private static void Group(FeedXmlWriter xml, string name, IReadOnlyList<OpmlFeed> feeds, string mark)
    {
        if (feeds.Count == 0)
        {
            return;
        }

        xml.Begin("outline");
        xml.Attribute("text", Text(name));
        foreach (var feed in feeds)
        {
            var title = feed.Title.ToString();
            title = title.StartsWith(mark, StringComparison.Ordinal) ? title : mark + title;
            xml.Begin("outline");
            xml.Attribute("type", "rss");
            xml.Attribute("text", Text(title));
            xml.Attribute("title", Text(title));
            xml.Attribute("xmlUrl", FeedText.Address(feed.Feed));
            xml.Attribute("htmlUrl", FeedText.Address(feed.HomePage));
            xml.Attribute("language", feed.Language);
            xml.Attribute("version", "RSS2");
            xml.End();
        }

        xml.End();
    }

    /// <summary>
    /// These attributes "may contain encoded HTML markup" (OPML 2.0), but readers mostly show them as they are: so text is encoded only
    /// where HTML would take it for mark-up, <c>R&amp;D</c> but not <c>Tom &amp; Jerry</c>.
    /// </summary>
    private static string Text(string text)
    {
        var clean = XmlText.Clean(text);
        var ampersand = clean.IndexOf('&', StringComparison.Ordinal);
        while (ampersand >= 0 && !(ampersand + 1 < clean.Length && (char.IsAsciiLetter(clean[ampersand + 1]) || clean[ampersand + 1] == '#')))
        {
            ampersand = clean.IndexOf('&', ampersand + 1);
        }

        return ampersand >= 0 || clean.Contains('<', StringComparison.Ordinal) ? FeedText.Html(clean) : clean;
    }
}
