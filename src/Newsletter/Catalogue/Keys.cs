using System.Buffers;
using System.Globalization;
using System.Text;

namespace Newsletter.Catalogue;

/// <summary>Partition and row keys of the catalogue's table. Row keys sort as the queries need them.</summary>
internal static class Keys
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("/\\#?%|");

    public const string Articles = "article";
    public const string Sources = "source";
    public const string Titles = "title";

    /// <summary>Hashes of what articles were read from, with the slug: finds the article of a file that got another name.</summary>
    public const string Contents = "content";

    public const string Wants = "want";
    public const string Lists = "lists";
    public const string Scheduled = "scheduled";
    public const string Dirty = "dirty";
    public const string Publishing = "publishing";
    public const string Meta = "meta";

    /// <summary>Files whose editors are to be told something, until they are.</summary>
    public const string Reports = "report";

    /// <summary>Files whose Read More names titles that no article has yet, with the titles.</summary>
    public const string Awaiting = "awaiting";

    /// <summary>Feeds that a hub is to be told of, until it is.</summary>
    public const string Pings = "ping";

    /// <summary>Files whose articles are being taken back by command.</summary>
    public const string Withdrawals = "withdrawal";

    /// <summary>Numbers in the order of announcement, with the article that took them; and articles with the number that counts.</summary>
    public const string Announced = "announced";
    public const string Numbers = "number";

    /// <summary>Row of <see cref="Meta"/> that is written with every change of articles: its ETag tells whether there was one.</summary>
    public const string Changed = "changed";

    /// <summary>A list's rows, newest first.</summary>
    public static string List(ListKey list) => "list|" + list;

    /// <summary>
    /// A list's rows, oldest first: finds what came after an article. Rows under the name "tsil" are of an earlier form and read by nobody.
    /// </summary>
    public static string ListAscending(ListKey list) => "after|" + list;

    /// <summary>What was taken back from a list, newest first.</summary>
    public static string Gone(ListKey list) => "gone|" + list;

    public static string Newest(DateTimeOffset published, string slug) => $"{Descending(published)}|{slug}";

    /// <summary>The row of an article that waits for its date, earliest first.</summary>
    public static string Release(ArticleRecord article) => $"{Ascending(article.Published)}|{article.Slug}";

    /// <summary>Sorts exactly the other way round from <see cref="Newest"/>, articles of one instant too; the slug is the row's value.</summary>
    public static string Oldest(DateTimeOffset published, string slug) => $"{Ascending(published)}|{Reversed(slug)}";

    /// <summary>Sorts later instants first; 16 hexadecimal digits.</summary>
    public static string Descending(DateTimeOffset instant) =>
        (DateTimeOffset.MaxValue.UtcTicks - instant.UtcTicks).ToString("x16", CultureInfo.InvariantCulture);

    public static string Ascending(DateTimeOffset instant) => instant.UtcTicks.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A text whose ordinal order is the reverse of the slugs'. The end sorts behind every digit: of two slugs that begin alike the longer is first.</summary>
    private static string Reversed(string slug) => string.Concat(slug.Select(c => (0xffff - c).ToString("x4", CultureInfo.InvariantCulture))) + "g";

    /// <summary>The slug at the end of a list row's key.</summary>
    public static string SlugOf(string row) => row[(row.LastIndexOf('|') + 1)..];

    /// <summary>The instant of a <see cref="Newest"/> key.</summary>
    public static DateTimeOffset InstantOf(string newest) =>
        new(DateTimeOffset.MaxValue.UtcTicks - long.Parse(newest.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>A name as a row key: characters that keys may not hold, and <c>%</c> and <c>|</c>, as <c>%xx</c> of their UTF-8 bytes.</summary>
    public static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAny(Escaped))
        {
            return name;
        }

        var escaped = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            escaped.Append(c is '/' or '\\' or '#' or '?' or '%' or '|' ? $"%{(int)c:x2}" : c.ToString());
        }

        return escaped.ToString();
    }

    public static string Unescape(string key) => Uri.UnescapeDataString(key);

    /// <summary>Titles and wants longer than this compare by their beginning.</summary>
    private const int TitleLength = 160;

    public static string Title(string folded) => folded.Length <= TitleLength ? folded : folded[..(char.IsHighSurrogate(folded[TitleLength - 1]) ? TitleLength - 1 : TitleLength)];

    /// <summary>No title's key has a colon.</summary>
    public static string Asset(string name) => "asset:" + Escape(name);

    public static string SlugWanted(string slug) => "slug:" + slug;

    /// <summary>The end of the range of rows that begin with <c>prefix|</c>.</summary>
    public static (string From, string To) Range(string prefix) => (prefix + "|", prefix + "}");
}
