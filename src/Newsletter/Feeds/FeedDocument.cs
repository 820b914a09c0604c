using Newsletter.Spoilers;

namespace Newsletter.Feeds;

/// <summary>One feed, before it takes a format. Everything in it is absolute and final; a format only writes it down.</summary>
/// <param name="Id">The feed's own permanent IRI (RFC 4287 section 4.2.6); the full variant's differs from the safe one's.</param>
/// <param name="Title">Shown as the feed's name.</param>
/// <param name="Subtitle">One line about the feed; may be empty.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="HomePage">The HTML page of the same list.</param>
/// <param name="Self">The address of this document in each format.</param>
/// <param name="Hub">WebSub hub (W3C WebSub section 4), or null.</param>
/// <param name="Updated">The newest <see cref="FeedItem.Updated"/>; the epoch of an empty feed is its own business.</param>
/// <param name="Archive">The links of RFC 5005, or null for a feed without archive.</param>
/// <param name="Items">Newest first.</param>
public sealed record FeedDocument(
    string Id,
    SafeText Title,
    SafeText Subtitle,
    string Language,
    Uri HomePage,
    FeedAddresses Self,
    Uri? Hub,
    DateTimeOffset Updated,
    FeedArchive? Archive,
    IReadOnlyList<FeedItem> Items)
{
    /// <summary>The site's icon (PNG or SVG, absolute), or null.</summary>
    public Uri? Icon { get; init; }

    /// <summary>Items that were taken back: Atom writes them as tombstones (RFC 6721 section 3).</summary>
    public IReadOnlyList<FeedTombstone> Tombstones { get; init; } = [];
}

/// <summary>Where a feed is found, per format.</summary>
public sealed record FeedAddresses(Uri Rss, Uri Atom, Uri Json);

/// <summary>RFC 5005 sections 3 and 4: paged history in fixed documents.</summary>
/// <param name="IsArchive">This document is a fixed archive document (<c>fh:archive</c>), not the subscription document.</param>
/// <param name="Current">The subscription document; only for archive documents and for one that will be.</param>
/// <param name="Previous">The next older archive document, or null.</param>
public sealed record FeedArchive(bool IsArchive, FeedAddresses? Current, FeedAddresses? Previous)
{
    /// <summary>The next newer archive document, or null. The oldest archive document needs it: one linked to neither side reads as incomplete.</summary>
    public FeedAddresses? Next { get; init; }
}

/// <summary>An item that was taken back.</summary>
public sealed record FeedTombstone(string Id, DateTimeOffset When);

/// <summary>One item of a feed. What it may hold is the business of its two makers: <see cref="Safe"/> and <see cref="Full"/>.</summary>
public sealed record FeedItem
{
    private FeedItem(string id, string title, string summary, string content) =>
        (Id, Title, Summary, ContentHtml) = (id, title, summary, content);

    /// <summary>The item's permanent IRI, <c>tag:{host},{yyyy}:{first slug}</c> (RFC 4151); the full variant's differs.</summary>
    public string Id { get; }

    /// <summary>Plain text.</summary>
    public string Title { get; }

    /// <summary>Plain text, one or two sentences, safe in both variants.</summary>
    public string Summary { get; }

    /// <summary>HTML with absolute addresses.</summary>
    public string ContentHtml { get; }

    public required Uri Link { get; init; }

    public required DateTimeOffset Published { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required string Language { get; init; }

    public IReadOnlyList<FeedAuthor> Authors { get; init; } = [];

    public IReadOnlyList<SafeText> Categories { get; init; } = [];

    public FeedImage? Image { get; init; }

    /// <summary>An item of a safe feed: nothing but safe text goes in.</summary>
    public static FeedItem Safe(
        string id, SafeText title, SafeText summary, SafeHtml content, Uri link, DateTimeOffset published, DateTimeOffset updated, string language) =>
        new(id, title.ToString(), summary.ToString(), content.Markup) { Link = link, Published = published, Updated = updated, Language = language };

    /// <summary>An item of a full feed, chosen by its address.</summary>
    public static FeedItem Full(
        string id, string title, SafeText summary, FullHtml content, Uri link, DateTimeOffset published, DateTimeOffset updated, string language) =>
        new(id, title, summary.ToString(), content.Markup) { Link = link, Published = published, Updated = updated, Language = language };
}

public sealed record FeedAuthor(SafeText Name, Uri? Page);

/// <summary>A safe picture. <see cref="Length"/> is in bytes; RSS enclosures need it.</summary>
public sealed record FeedImage(Uri Address, string ContentType, long Length, SafeText Alt);
