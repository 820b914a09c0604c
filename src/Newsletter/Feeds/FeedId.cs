using System.Globalization;

namespace Newsletter.Feeds;

/// <summary>
/// The permanent names of items: <c>tag:</c> URIs (RFC 4151), given once, at first publication. In their normal form (RFC 3986 section 6.2.2),
/// since readers compare them character by character: the host in lower case and IDNA, everything but unreserved characters percent-encoded.
/// </summary>
public static class FeedId
{
    /// <param name="authority">The site's host (<see cref="SiteSettings.Authority"/>).</param>
    /// <param name="year">Of the first publication, UTC.</param>
    /// <param name="firstSlug">The article's first slug.</param>
    public static string Item(string authority, int year, string firstSlug) =>
        "tag:" + Host(authority) + "," + year.ToString("0000", CultureInfo.InvariantCulture) + ":" + Uri.EscapeDataString(firstSlug);

    /// <summary>The same article in the full feeds. Not the safe one's: readers key items by ID over all feeds. No slug has a slash.</summary>
    public static string FullItem(string authority, int year, string firstSlug) => Item(authority, year, firstSlug) + "/full";

    private static string Host(string authority) => new IdnMapping().GetAscii(authority).ToLowerInvariant();
}
