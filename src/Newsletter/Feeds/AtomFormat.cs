using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;

namespace Newsletter.Feeds;

/// <summary>Atom 1.0 (RFC 4287) with RFC 5005 archives and RFC 6721 tombstones. Titles are <c>type="text"</c>: readers then don't guess.</summary>
public static class AtomFormat
{
    public const string MediaType = "application/atom+xml";
    public const string ContentType = MediaType + "; charset=utf-8";

    private static readonly XmlVocabulary Vocabulary = new(FeedEnvelope.Atom, FeedEnvelope.History);

    /// <summary>Apart, since the W3C's validator remarks on a namespace that it doesn't know.</summary>
    private static readonly XmlVocabulary WithTombstones = new(FeedEnvelope.Atom, FeedEnvelope.History, ("at", "http://purl.org/atompub/tombstones/1.0"));

    /// <param name="budget">Bytes; see <see cref="FeedBudget"/>.</param>
    public static FeedBytes Write(FeedDocument document, int budget = FeedBudget.Bytes)
    {
        using var buffer = new FeedBuffer();
        using var xml = new FeedXmlWriter(buffer, document.Tombstones.Count > 0 ? WithTombstones : Vocabulary);
        var envelope = new FeedEnvelope(document, MediaType, a => a.Atom, () => Extensions(xml, document))
        {
            Id = document.Id,
            Title = new TextSyndicationContent(document.Title.ToString()),
            Description = document.Subtitle.IsEmpty ? null : new TextSyndicationContent(document.Subtitle.ToString()),
            // The library reads the clock when it finds no date.
            LastUpdatedTime = document.Updated == default ? DateTimeOffset.UnixEpoch : document.Updated.ToUniversalTime(),
        };
        if (document.Items.Count == 0 || document.Items.Any(item => !item.Authors.Any(author => !FeedText.IsBlank(author.Name.ToString()))))
        {
            // RFC 4287 section 4.1.1: an entry without author takes the feed's.
            envelope.Authors.Add(new SyndicationPerson(null, document.Title.ToString(), FeedText.Address(document.HomePage)));
        }

        var formatter = new Formatter(envelope, document.Items, new Entries(xml, buffer, budget, document.Language));
        xml.Declaration();
        formatter.WriteTo(xml);
        xml.EndDocument();
        return new FeedBytes(buffer.ToArray(), formatter.ItemsWritten);
    }

    private static void Extensions(FeedXmlWriter xml, FeedDocument document)
    {
        if (document.Icon is { } icon)
        {
            xml.Element("icon", FeedText.Address(icon));
        }

        if (document.Archive is { IsArchive: true })
        {
            xml.Begin("fh:archive");
            xml.End();
        }

        foreach (var tombstone in document.Tombstones)
        {
            xml.Begin("at:deleted-entry");
            xml.Attribute("ref", tombstone.Id);
            xml.Attribute("when", FeedText.Rfc3339(tombstone.When));
            xml.End();
        }
    }

    private sealed class Formatter(FeedEnvelope envelope, IReadOnlyList<FeedItem> items, Entries writer) : Atom10FeedFormatter(envelope)
    {
        public int ItemsWritten { get; private set; }

        protected override void WriteItems(XmlWriter xml, IEnumerable<SyndicationItem> none, Uri feedBaseUri) => ItemsWritten = writer.Write(items);
    }

    private sealed class Entries(FeedXmlWriter xml, FeedBuffer buffer, int budget, string language) : BudgetedItems(buffer, budget)
    {
        protected override void Start(FeedItem item)
        {
            xml.Begin("entry");
            if (item.Language != language)
            {
                xml.Attribute("xml:lang", item.Language);
            }

            PlainText("title", FeedText.Title(item));
            xml.Begin("link");
            xml.Attribute("rel", "alternate");
            xml.Attribute("type", "text/html");
            xml.Attribute("href", FeedText.Address(item.Link));
            xml.End();
            xml.Element("id", item.Id);
            xml.Element("published", FeedText.Rfc3339(item.Published));
            xml.Element("updated", FeedText.Rfc3339(item.Updated));
            foreach (var author in item.Authors)
            {
                Author(author);
            }

            foreach (var category in item.Categories)
            {
                Category(category.ToString());
            }

            if (item.Image is { } image)
            {
                Enclosure(image);
            }

            if (!FeedText.IsBlank(item.Summary))
            {
                PlainText("summary", item.Summary);
            }
        }

        protected override void Content(string html)
        {
            if (html.Length > 0)
            {
                xml.Begin("content");
                xml.Attribute("type", "html");
                xml.CData(html);
                xml.End();
            }
        }

        protected override void End() => xml.End();

        private void PlainText(string element, string text)
        {
            xml.Begin(element);
            xml.Attribute("type", "text");
            xml.Text(text);
            xml.End();
        }

        private void Author(FeedAuthor author)
        {
            if (FeedText.IsBlank(author.Name.ToString()))
            {
                return;
            }

            xml.Begin("author");
            xml.Element("name", author.Name.ToString());
            if (author.Page is { } page)
            {
                xml.Element("uri", FeedText.Address(page));
            }

            xml.End();
        }

        private void Category(string term)
        {
            if (!FeedText.IsBlank(term))
            {
                xml.Begin("category");
                xml.Attribute("term", term);
                xml.End();
            }
        }

        private void Enclosure(FeedImage image)
        {
            xml.Begin("link");
            xml.Attribute("rel", "enclosure");
            xml.Attribute("type", image.ContentType);
            xml.Attribute("href", FeedText.Address(image.Address));
            xml.Attribute("length", image.Length.ToString(CultureInfo.InvariantCulture));
            if (!FeedText.IsBlank(image.Alt.ToString()))
            {
                xml.Attribute("title", image.Alt.ToString());
            }

            xml.End();
        }
    }
}
