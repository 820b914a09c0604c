using Newsletter.Catalogue;

namespace Newsletter.Site;

/// <summary>Where everything stands: the keys of outputs and the addresses that lead to them (design section 7).</summary>
public sealed class Addresses(SiteSettings site)
{
    private const string Index = "index.html";

    public Uri Home => site.BaseUrl;

    /// <summary>What the keys of articles' pages begin with.</summary>
    public const string Pages = "explainers/";

    public static string PageKey(string slug) => $"{Pages}{slug}/{Index}";

    /// <summary>The picture that a shared link to the page shows.</summary>
    public static string CardKey(string slug) => $"{Pages}{slug}/card.png";

    public static string ListKey(ListKey list) => list.Path + Index;

    /// <summary>What the keys of digests' pages begin with.</summary>
    public const string Digests = "digests/";

    /// <summary>The page of a list's archive: <c>archive/2026/11/</c> for the site, <c>tags/horror/2026/</c> for others, <c>digests/2026-11-30/</c> for a week.</summary>
    public static string ArchiveKey(ListKey list, Period period) => ArchivePath(list, period) + Index;

    public static string ArchivePath(ListKey list, Period period) => (period.IsWeek ? Digests : list == Catalogue.ListKey.Site ? "archive/" : list.Path) + period.Path;

    public Uri Page(string slug) => Absolute($"explainers/{slug}/");

    public Uri List(ListKey list) => Absolute(list.Path);

    public Uri Archive(ListKey list, Period period) => Absolute(ArchivePath(list, period));

    /// <summary>The absolute address of a key or path.</summary>
    public Uri Absolute(string path) => new(site.BaseUrl, Encode(path));

    /// <summary>The same, relative to the host: works on whatever host serves the files.</summary>
    public Uri Local(string path) => new(site.BaseUrl.AbsolutePath + Encode(path), UriKind.Relative);

    /// <summary>An absolute address without its host where it is the site's own: a page then works wherever it is served from.</summary>
    public Uri OnHost(Uri address) => site.BaseUrl.IsBaseOf(address)
        ? new(address.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped), UriKind.Relative)
        : address;

    private static string Encode(string path)
    {
        if (System.Text.Ascii.IsValid(path) && !path.AsSpan().ContainsAny(' ', '%'))
        {
            return path;
        }

        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
