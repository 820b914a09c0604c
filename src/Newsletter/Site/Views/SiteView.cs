using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>A link of the site's own, its text from the operator.</summary>
public sealed record SiteLink(string Text, Uri Href)
{
    internal static FullShape<SiteLink> Shape { get; } = new FullShape<SiteLink>("site_link")
        .AnyText("text", v => v.Text, "The link's text")
        .Link("href", v => v.Href, "Where it goes");
}

/// <summary>
/// What every template knows of the site, as <c>site</c>. Nothing in it may depend on what is published: a change here changes every
/// page. Addresses are relative to the host (<c>/feeds/</c>) unless said otherwise.
/// </summary>
public sealed record SiteView
{
    public required string Title { get; init; }

    public string Tagline { get; init; } = "";

    public Language Language { get; init; } = new("en");

    /// <summary>Absolute.</summary>
    public required Uri Address { get; init; }

    public Uri Home { get; init; } = new("/", UriKind.Relative);

    public IReadOnlyList<SiteLink> Navigation { get; init; } = [];

    public Uri Archive { get; init; } = new("/archive/", UriKind.Relative);

    public Uri Feeds { get; init; } = new("/feeds/", UriKind.Relative);

    /// <summary>Where readers sign up for mail; null: nowhere yet.</summary>
    public Uri? Subscribe { get; init; }

    public required Uri Stylesheet { get; init; }

    public required Uri Script { get; init; }

    public required Uri ZoneScript { get; init; }

    public required Uri Icon { get; init; }

    /// <summary>The sender's postal address, for the foot of mails; may be empty.</summary>
    public string PostalAddress { get; init; } = "";

    /// <summary>The site of the settings, with the assets at their published addresses.</summary>
    /// <param name="assets">As <see cref="SiteAssets.Of"/> gives them.</param>
    public static SiteView Of(SiteSettings settings, IReadOnlyList<SiteAsset> assets)
    {
        var addresses = new Addresses(settings);
        var section = new ListKey(ListKind.Section, Slug.Of(settings.Section));
        Uri Asset(string name) => addresses.Local(assets.First(asset => asset.Name == name).Path);
        return new SiteView
        {
            Title = settings.Title,
            Tagline = settings.Tagline,
            Language = new(settings.Language),
            Address = settings.BaseUrl,
            Home = addresses.Local(""),
            Navigation = settings.Lists.Contains(section.Word) ? [new(settings.Section, addresses.Local(section.Path))] : [],
            Archive = addresses.Local("archive/"),
            Feeds = addresses.Local("feeds/"),
            Subscribe = settings.MailFrom is null ? null : addresses.OnHost(EndpointAddresses.Of(settings).Subscribe),
            Stylesheet = Asset("site.css"),
            Script = Asset("site.js"),
            ZoneScript = Asset("zone.js"),
            Icon = Asset("icon.svg"),
        };
    }

    internal static FullShape<SiteView> Shape { get; } = new FullShape<SiteView>("site")
        .AnyText("title", v => v.Title, "The site's name")
        .AnyText("tagline", v => v.Tagline, "One line below the name; may be empty")
        .LanguageTag("language", v => v.Language, "The site's language, BCP 47")
        .Link("address", v => v.Address, "The site's own address, absolute")
        .Link("home", v => v.Home, "The front page")
        .Views("navigation", SiteLink.Shape, v => v.Navigation, "Links of the header")
        .Link("archive", v => v.Archive, "The index of months")
        .Link("feeds", v => v.Feeds, "The page about subscribing")
        .Link("subscribe", v => v.Subscribe, "Where to sign up for mail, if anywhere")
        .Link("stylesheet", v => v.Stylesheet, "`assets/site.css` under its hashed name")
        .Link("script", v => v.Script, "`assets/site.js` under its hashed name")
        .Link("zone_script", v => v.ZoneScript, "`assets/zone.js` under its hashed name")
        .Link("icon", v => v.Icon, "`assets/icon.svg` under its hashed name")
        .AnyText("postal_address", v => v.PostalAddress, "The sender's postal address, for mails; may be empty");
}
