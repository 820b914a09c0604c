using Newsletter.Site;
using Newsletter.Subscribers;

namespace Newsletter.Digests;

/// <summary>Who a site's digests come from, and what all of them say of the list (RFC 2369, RFC 2919).</summary>
/// <param name="Title">The site's.</param>
/// <param name="Host">Names the list and its messages.</param>
/// <param name="Help">Where a reader learns about the list.</param>
public sealed record MailIdentity(Mailbox From, string Title, string Host, Uri Help, Uri Archive)
{
    /// <summary>Where answers go; null: to <see cref="From"/>.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>Takes mails that ask to be unsubscribed, for mail programs without a browser; null: there is none.</summary>
    public EmailAddress? UnsubscribeBox { get; init; }

    /// <summary>Envelope sender, where refusals go; null: to <see cref="From"/>.</summary>
    public EmailAddress? Bounces { get; init; }

    /// <exception cref="SettingsException">The site has no sender.</exception>
    public static MailIdentity Of(SiteSettings site)
    {
        var from = site.MailFrom ?? throw new SettingsException("The site has no sender for its mails: set mail_from in newsletter.yaml, for example 'Explained <news@example.org>'.");
        var addresses = new Addresses(site);
        return new(from, site.Title, site.Authority, addresses.Home, addresses.Absolute(Addresses.Digests))
        {
            ReplyTo = site.Mail.ReplyTo,
            UnsubscribeBox = site.Mail.UnsubscribeBox,
            Bounces = site.Mail.Bounces,
        };
    }

    /// <summary>The addresses behind List-Unsubscribe, the one for a POST first (RFC 8058).</summary>
    public string UnsubscribeHeader(Uri oneClick) =>
        $"<{oneClick.AbsoluteUri}>" + (UnsubscribeBox is { } box ? $",\r\n <mailto:{box.Value}?subject=unsubscribe>" : "");
}
