using System.Globalization;
using System.Text;

namespace Newsletter.Feeds;

/// <summary>How the values of a feed are spelt, the same in every format.</summary>
internal static class FeedText
{
    /// <summary>RFC 822 with a year of four digits (RSS 2.0), in GMT.</summary>
    public static string Rfc822(DateTimeOffset when) => when.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 in UTC; parts of a second only where there are some.</summary>
    public static string Rfc3339(DateTimeOffset when) =>
        when.UtcDateTime.ToString(when.Ticks % TimeSpan.TicksPerSecond == 0 ? "s" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";

    /// <summary>An address in ASCII, as RFC 3986 and validators want it: a host of other letters in its IDNA form.</summary>
    public static string Address(Uri address) => InAscii(address).AbsoluteUri;

    /// <inheritdoc cref="Address"/>
    public static Uri InAscii(Uri address) =>
        Ascii.IsValid(address.AbsoluteUri) ? address : new UriBuilder(address) { Host = address.IdnHost }.Uri;

    /// <summary>Formats want a title that isn't blank; an item without one is called by its address.</summary>
    public static string Title(FeedItem item) => IsBlank(item.Title) ? Address(item.Link) : item.Title;

    /// <summary>Plain text as HTML text. Only what HTML itself needs is encoded: WebUtility turns every letter beyond ASCII's into a number.</summary>
    public static string Html(string text) => text.AsSpan().IndexOfAny('&', '<', '>') < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Nothing to be seen once it is cleaned.</summary>
    public static bool IsBlank(string text) => string.IsNullOrWhiteSpace(XmlText.Clean(text));
}
