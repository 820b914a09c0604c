using System.Text;
using System.Xml;
using System.Xml.Linq;
using Newsletter.Feeds;

namespace Newsletter.Tests.Support;

/// <summary>
/// The rules that every published feed keeps (design section 7; RFC 4287, RSS 2.0 with the Advisory Board's profile, JSON Feed 1.1, OPML 2.0,
/// RFC 5005, RFC 6721), as far as a validator would call them an error or warn: for any test that has a feed's bytes.
/// </summary>
public static class FeedRules
{
    /// <param name="feed">RSS, Atom, JSON Feed or OPML; told apart by what it is.</param>
    /// <param name="address">Where it is published; its self link must say the same.</param>
    /// <returns>What is wrong, a sentence each; empty when nothing is.</returns>
    public static IReadOnlyList<string> Check(ReadOnlySpan<byte> feed, Uri address)
    {
        var problems = new FeedProblems();
        if (feed.Length > FeedBudget.Bytes)
        {
            problems.Add($"{feed.Length} bytes, over {FeedBudget.Bytes}");
        }

        if (Text(feed, problems) is not { } text)
        {
            return problems.Found;
        }

        if (text.StartsWith('{'))
        {
            JsonFeedRules.Check(text, address, problems);
        }
        else if (Parse(text, problems) is { } root)
        {
            Xml(root, address, problems);
        }

        return problems.Found;
    }

    private static void Xml(XElement root, Uri address, FeedProblems problems)
    {
        foreach (var value in root.DescendantsAndSelf().SelectMany(e => e.Attributes().Select(a => a.Value).Concat(e.Nodes().OfType<XText>().Select(t => t.Value))))
        {
            problems.Characters(value);
        }

        switch (root.Name.LocalName)
        {
            case "rss":
                RssRules.Check(root, address, problems);
                break;
            case "feed":
                AtomRules.Check(root, address, problems);
                break;
            case "opml":
                OpmlRules.Check(root, problems);
                break;
            default:
                problems.Add($"neither a feed nor OPML: <{root.Name.LocalName}>");
                break;
        }
    }

    private static string? Text(ReadOnlySpan<byte> feed, FeedProblems problems)
    {
        if (feed.StartsWith(Encoding.UTF8.Preamble))
        {
            problems.Add("starts with a byte order mark");
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(feed);
        }
        catch (DecoderFallbackException)
        {
            problems.Add("not UTF-8");
            return null;
        }
    }

    private static XElement? Parse(string text, FeedProblems problems)
    {
        try
        {
            return XDocument.Parse(text).Root;
        }
        catch (XmlException e)
        {
            problems.Add("not well-formed: " + e.Message);
            return null;
        }
    }
}
