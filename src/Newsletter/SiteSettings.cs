using Newsletter.Delivery;
using Newsletter.Subscribers;

namespace Newsletter;

/// <summary>What the operator says of the site, the same for every article.</summary>
public sealed record SiteSettings
{
    /// <summary>The site's name, plain text.</summary>
    public string Title { get; init; } = "Explained";

    /// <summary>One line below the name; may be empty.</summary>
    public string Tagline { get; init; } = "Stories, explained. Spoilers only when you ask.";

    /// <summary>Absolute, http or https, ending in a slash.</summary>
    public Uri BaseUrl { get; init; } = new("https://newsletter.example/");

    /// <summary>BCP 47; the language of pages and of articles that name none.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA id; a plain date of an article is 09:00 here.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The section of articles that name none.</summary>
    public string Section { get; init; } = "Explainers";

    /// <summary>WebSub hub; null: no hub link and no ping.</summary>
    public Uri? Hub { get; init; }

    /// <summary>Which lists are published beside the site's own: of <c>section</c>, <c>tag</c>, <c>work</c>, <c>author</c>.</summary>
    public IReadOnlySet<string> Lists { get; init; } = new HashSet<string>(StringComparer.Ordinal) { "section", "tag", "work", "author" };

    /// <summary>Whether the opt-in full feeds are published.</summary>
    public bool FullFeeds { get; init; } = true;

    /// <summary>Whether articles without a picture get a social card.</summary>
    public bool Cards { get; init; }

    /// <summary>The host part of item IDs, fixed for the life of the site; null: the base address's host. RFC 4151.</summary>
    public string? IdHost { get; init; }

    /// <summary>Who mails come from; null: the site has no mail, and offers none.</summary>
    public Mailbox? MailFrom { get; init; }

    /// <summary>Whether digests go out; then each week's has a copy on the site.</summary>
    public bool HasDigests => MailFrom is not null;

    /// <summary>How mails go out.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>Where readers sign up and change what they get: absolute, ending in a slash; null: below <see cref="BaseUrl"/>.</summary>
    public Uri? ServiceUrl { get; init; }

    /// <summary>Where endpoints stand, whoever serves them.</summary>
    public Uri Endpoints => ServiceUrl ?? BaseUrl;

    public string Authority => IdHost ?? BaseUrl.Host;

    /// <summary>Changes with every setting that outputs depend on.</summary>
    public string Fingerprint => string.Join('\u001f', Title, Tagline, BaseUrl, Language, TimeZone, Section, Hub, string.Join(',', Lists.Order(StringComparer.Ordinal)), FullFeeds, Cards, IdHost, MailFrom is null ? "" : Endpoints);
}
