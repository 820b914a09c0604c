namespace Newsletter.Spoilers;

/// <summary>What a channel may hold.</summary>
public enum ChannelPolicy
{
    /// <summary>Nothing that is hidden: everybody reads it, asked or not.</summary>
    Safe,

    /// <summary>Everything: whoever reads it asked for it.</summary>
    Everything,
}

/// <summary>
/// A way by which text leaves the pipeline. The list is closed: nothing goes out by another, since an output cannot be made without one of these, and
/// there is no way to have another.
/// </summary>
public sealed class Channel
{
    private Channel(string name, ChannelPolicy policy) => (Name, Policy) = (name, policy);

    /// <summary>As messages name it.</summary>
    public string Name { get; }

    public ChannelPolicy Policy { get; }

    /// <summary>An article's page; its closed parts are in it, its head and its open parts are <see cref="PageHead"/> and <see cref="PageOpen"/>.</summary>
    public static Channel Page { get; } = new("the page", ChannelPolicy.Everything);

    /// <summary>Title, description, Open Graph and structured data: what search engines and previews show.</summary>
    public static Channel PageHead { get; } = new("the head of the page", ChannelPolicy.Safe);

    /// <summary>What stands on the page outside closed parts.</summary>
    public static Channel PageOpen { get; } = new("the open part of the page", ChannelPolicy.Safe);

    /// <summary>Pictures that shared links to articles show.</summary>
    public static Channel Cards { get; } = new("social cards", ChannelPolicy.Safe);

    /// <summary>Front pages, lists, archives, and pages about the site.</summary>
    public static Channel Lists { get; } = new("list pages", ChannelPolicy.Safe);

    /// <summary>Digests on the web, for everybody to see.</summary>
    public static Channel DigestArchive { get; } = new("the digest archive", ChannelPolicy.Safe);

    public static Channel Feeds { get; } = new("feeds", ChannelPolicy.Safe);

    /// <summary>Below <c>/full/</c>.</summary>
    public static Channel FullFeeds { get; } = new("full feeds", ChannelPolicy.Everything);

    /// <summary>Sitemaps, <c>robots.txt</c>, the list of feeds in OPML.</summary>
    public static Channel Directory { get; } = new("sitemaps and the list of feeds", ChannelPolicy.Safe);

    /// <summary>Subject, preheader, HTML and text of a mail that nobody asked to tell more.</summary>
    public static Channel Mail { get; } = new("mails", ChannelPolicy.Safe);

    /// <summary>A mail to somebody who wants to know.</summary>
    public static Channel FullMail { get; } = new("mails with spoilers", ChannelPolicy.Everything);

    /// <summary>Keys, slugs, file names: every other channel links to them.</summary>
    public static Channel Addresses { get; } = new("addresses", ChannelPolicy.Safe);

    /// <summary>Style sheets, scripts, and files that editors upload: their bytes are not read.</summary>
    public static Channel Files { get; } = new("files", ChannelPolicy.Everything);

    /// <summary>For editors: reports, previews on their desk, and what commands print of an article, also as JSON.</summary>
    public static Channel Reports { get; } = new("reports", ChannelPolicy.Everything);

    /// <summary>What hubs are told (WebSub): addresses of outputs.</summary>
    public static Channel Push { get; } = new("requests to hubs", ChannelPolicy.Safe);

    /// <summary>Logs, traces and the messages of exceptions: names, codes and counts, no text of an article.</summary>
    public static Channel Logs { get; } = new("logs", ChannelPolicy.Safe);

    /// <summary>Every channel, in the order of docs/spoilers.md.</summary>
    public static IReadOnlyList<Channel> All { get; } =
        [Page, PageHead, PageOpen, Cards, Lists, DigestArchive, Feeds, FullFeeds, Directory, Mail, FullMail, Addresses, Files, Reports, Push, Logs];

    public override string ToString() => Name;
}
