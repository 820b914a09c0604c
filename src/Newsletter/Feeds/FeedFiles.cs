namespace Newsletter.Feeds;

/// <summary>File names of feeds (design section 7).</summary>
public static class FeedFiles
{
    public const string Rss = "feed.xml";
    public const string Atom = "atom.xml";
    public const string Json = "feed.json";
}
