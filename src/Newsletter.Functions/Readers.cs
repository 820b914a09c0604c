using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Web;

namespace Newsletter.Functions;

/// <summary>All that readers' pages and mails need. Without it the app still publishes.</summary>
/// <param name="Mailbox">Where refusals come back to; null: nowhere that is read.</param>
public sealed record Readers(SubscriberDesk Desk, DigestDesk Digests, BounceDesk Bounces, BounceMailbox? Mailbox, BounceEndpoints Hooks)
{
    /// <summary>Null: the site sends no mail.</summary>
    /// <param name="client">To Amazon, whose hooks are proven by a certificate that stands there.</param>
    /// <exception cref="SettingsException">Names what is missing.</exception>
    public static Readers? Open(Site site, HttpClient client)
    {
        var (settings, clock) = (site.Settings, TimeProvider.System);
        if (settings.MailFrom is null)
        {
            return null;
        }

        if (settings.Endpoints.AbsolutePath != "/")
        {
            throw new SettingsException($"The app serves readers' pages at the root of its host: {Site.Prefix}SERVICE_URL must be an address without a path, such as https://stories.azurewebsites.net/.");
        }

        var keys = SiteKeys.Parse(site.Setting(SiteKeys.Variable) is { Length: > 0 } text ? text : throw new SettingsException($"{SiteKeys.Variable} is not set: links in mails are signed with the keys of the site."));
        var tokens = new Tokens(keys.Tokens);
        var storage = site.Storage;
        var outlet = MailOutlet.Of(settings, storage.Deliveries, folder: null, site.Setting, clock);
        var (catalogue, announcements) = (site.Stores.Catalogue(settings), new Announcements(site.Stores.Table));
        var desk = new SubscriberDesk(
            settings, site.Templates, keys, new(storage.Subscribers, storage.SignUps, catalogue, announcements, outlet), clock, RandomNumberGenerator.Create());
        var digests = new DigestDesk(
            settings, site.Templates, tokens, new(catalogue, announcements, desk.Book, storage.Deliveries, storage.Digests), folder: null, site.Setting, clock);
        var bounces = new BounceDesk(desk.Book, tokens, settings.Authority, clock);
        var hooks = new BounceHooks(settings.Mail.SendGridKey, settings.Mail.SesTopic, site.Setting(MailSecrets.HookSecret));
        return new(desk, digests, bounces, MailSecrets.BounceBox(settings.Mail, site.Setting), new(bounces, hooks, client.GetByteArrayAsync));
    }
}
