using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;

namespace Newsletter.Feeds;

/// <summary>RSS 2.0, within the profile of the RSS Advisory Board, with content:encoded, dc:creator, atom:link and RFC 5005.</summary>
public static class RssFormat
{
    public const string MediaType = "application/rss+xml";
    public const string ContentType = MediaType + "; charset=utf-8";

    private static readonly XmlVocabulary Vocabulary = new(
        "",
        ("atom", FeedEnvelope.Atom),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        FeedEnvelope.History);

    /// <param name="budget">Bytes; see <see cref="FeedBudget"/>.</param>
    public static FeedBytes Write(FeedDocument document, int budget = FeedBudget.Bytes)
    {
        using var buffer = new FeedBuffer();
        using var xml = new FeedXmlWriter(buffer, Vocabulary);
        var envelope = new FeedEnvelope(document, MediaType, a => a.Rss, () => Extensions(xml, document))
        {
            Title = new TextSyndicationContent(RssText.Plain(document.Title.ToString())),
            Description = new TextSyndicationContent(RssText.Plain((document.Subtitle.IsEmpty ? document.Title : document.Subtitle).ToString())),
            ImageUrl = Image(document.Icon),
        };
        var formatter = new Formatter(envelope, document.Items, new Items(xml, buffer, budget, document.Language));
        xml.Declaration();
        formatter.WriteTo(xml);
        xml.EndDocument();
        return new FeedBytes(buffer.ToArray(), formatter.ItemsWritten);
    }

    private static void Extensions(FeedXmlWriter xml, FeedDocument document)
    {
        // Not by the library, which ends a date in GMT with "Z".
        xml.Element("lastBuildDate", FeedText.Rfc822(document.Updated));
        if (document.Archive is { IsArchive: true })
        {
            xml.Begin("fh:archive");
            xml.End();
        }
    }

    /// <summary>RSS knows pictures in PNG, JPEG and GIF only.</summary>
    private static Uri? Image(Uri? icon) =>
        icon is not null && Path.GetExtension(icon.AbsolutePath).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".GIF" ? FeedText.InAscii(icon) : null;

    private sealed class Formatter(FeedEnvelope envelope, IReadOnlyList<FeedItem> items, Items writer) : Rss20FeedFormatter(envelope)
    {
        public int ItemsWritten { get; private set; }

        protected override void WriteItems(XmlWriter xml, IEnumerable<SyndicationItem> none, Uri feedBaseUri) => ItemsWritten = writer.Write(items);
    }

    private sealed class Items(FeedXmlWriter xml, FeedBuffer buffer, int budget, string language) : BudgetedItems(buffer, budget)
    {
        protected override void Start(FeedItem item)
        {
            xml.Begin("item");
            xml.Element("title", RssText.Plain(FeedText.Title(item)));
            xml.Element("link", FeedText.Address(item.Link));
            xml.Begin("guid");
            xml.Attribute("isPermaLink", "false");
            xml.Text(item.Id);
            xml.End();
            xml.Element("pubDate", FeedText.Rfc822(item.Published));
            if (item.Language != language)
            {
                xml.Element("dc:language", item.Language);
            }

            foreach (var author in item.Authors)
            {
                Named("dc:creator", author.Name.ToString());
            }

            foreach (var category in item.Categories)
            {
                Named("category", category.ToString());
            }

            if (item.Image is { } image)
            {
                Enclosure(image);
            }

            // The element holds HTML (RSS Advisory Board profile), the summary is plain text.
            xml.Element("description", FeedText.Html(item.Summary));
        }

        protected override void Content(string html)
        {
            if (html.Length > 0)
            {
                xml.Begin("content:encoded");
                xml.CData(html);
                xml.End();
            }
        }

        protected override void End() => xml.End();

        private void Named(string element, string text)
        {
            if (!FeedText.IsBlank(text))
            {
                xml.Element(element, text);
            }
        }

        private void Enclosure(FeedImage image)
        {
            xml.Begin("enclosure");
            xml.Attribute("url", FeedText.Address(image.Address));
            xml.Attribute("length", image.Length.ToString(CultureInfo.InvariantCulture));
            xml.Attribute("type", image.ContentType);
            xml.End();
        }
    }
}
