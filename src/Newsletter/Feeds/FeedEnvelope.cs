using System.ServiceModel.Syndication;
using System.Xml;

namespace Newsletter.Feeds;

/// <summary>
/// What a feed says of itself, in the library's model. Its items don't pass through the model: the library writes their dates with a zone that
/// readers stumble over (<c>Z</c> for RSS), puts the summary where content belongs, and serialises extensions by reflection.
/// </summary>
internal sealed class FeedEnvelope : SyndicationFeed
{
    public const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>RFC 5005 section 2.</summary>
    public static readonly (string, string) History = ("fh", "http://purl.org/syndication/history/1.0");

    private readonly Action extensions;

    /// <param name="address">Which of a feed's addresses is this format's.</param>
    /// <param name="extensions">Writes the elements that the library doesn't know, after those it does.</param>
    public FeedEnvelope(FeedDocument document, string mediaType, Func<FeedAddresses, Uri> address, Action extensions)
    {
        this.extensions = extensions;
        Language = document.Language;
        Link("alternate", document.HomePage, "text/html");
        Link("self", address(document.Self), mediaType);
        Link("hub", document.Hub, null);
        Link("current", document.Archive?.Current is { } current ? address(current) : null, mediaType);
        Link("prev-archive", document.Archive?.Previous is { } previous ? address(previous) : null, mediaType);
        Link("next-archive", document.Archive?.Next is { } next ? address(next) : null, mediaType);
    }

    protected override void WriteElementExtensions(XmlWriter writer, string version) => extensions();

    private void Link(string relation, Uri? address, string? mediaType)
    {
        if (address is not null)
        {
            Links.Add(new SyndicationLink(FeedText.InAscii(address), relation, null, mediaType, 0));
        }
    }
}
