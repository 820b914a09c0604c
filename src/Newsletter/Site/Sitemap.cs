using System.Globalization;
using System.Text;
using System.Xml;
using Newsletter.Catalogue;
using Newsletter.Publishing;

namespace Newsletter.Site;

/// <summary>Sitemaps by the protocol of sitemaps.org 0.9: an index, a part for each month, a part for the lists. Safe: addresses and dates.</summary>
internal sealed class Sitemap(Addresses addresses)
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static string PartKey(Period month) => $"sitemap-{month}.xml";

    public const string IndexKey = "sitemap.xml";

    public const string ListsKey = "sitemap-lists.xml";

    public async ValueTask<byte[]> IndexAsync(PublishPass pass, CancellationToken cancel)
    {
        var parts = new List<string> { ListsKey };
        await foreach (var month in pass.Catalogue.PeriodsAsync(ListKey.Site, cancel))
        {
            parts.Add(PartKey(month));
        }

        return Write("sitemapindex", "sitemap", parts.Select(p => (addresses.Absolute(p), (DateTimeOffset?)null)));
    }

    public byte[] Part(IEnumerable<ArticleRecord> month) => Write("urlset", "url", month.Select(a => (addresses.Page(a.Slug), (DateTimeOffset?)a.Updated)));

    public byte[] Lists(IEnumerable<ListKey> lists, bool hasDigests) =>
        Write("urlset", "url", lists.Select(l => (addresses.List(l), (DateTimeOffset?)null)).Append((addresses.Absolute("feeds/"), null)).Append((addresses.Absolute("archive/"), null)).Concat(hasDigests ? [(addresses.Absolute(Addresses.Digests), null)] : []));

    private static byte[] Write(string root, string element, IEnumerable<(Uri Address, DateTimeOffset? Updated)> entries)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = "", NewLineChars = "\n" }))
        {
            xml.WriteStartElement(root, Namespace);
            foreach (var (address, updated) in entries)
            {
                xml.WriteStartElement(element, Namespace);
                xml.WriteElementString("loc", Namespace, address.AbsoluteUri);
                if (updated is { } when)
                {
                    xml.WriteElementString("lastmod", Namespace, when.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }
}
