using System.Security.Cryptography;
using MimeKit;
using MimeKit.Text;
using Newsletter.Spoilers;
using Newsletter.Subscribers.Views;
using Newsletter.Templates;

namespace Newsletter.Subscribers;

/// <summary>
/// Answers who signed up, by mail: whoever is not subscribed gets a link to confirm, whoever is, one to their preferences, and a suppressed address nothing.
/// These mails carry no List-Unsubscribe: a mail program would offer to unsubscribe who is not subscribed, and scanners would take the offer.
/// </summary>
public sealed class OptInMailer(
    SubscriberBook book, Membership membership, TemplateEngine engine, SiteSettings site, IMailOut mails, TimeProvider clock, RandomNumberGenerator random)
{
    private readonly EndpointAddresses addresses = EndpointAddresses.Of(site);

    /// <summary>A message of the queue <see cref="SignUp.QueueName"/>. Handling it again sends again; what isn't one is passed over.</summary>
    /// <returns>Whether a mail was sent.</returns>
    public async ValueTask<bool> HandleAsync(string message, CancellationToken cancel)
    {
        if (!SubscriberId.TryParse(message, out var id) || site.MailFrom is not { } from
            || await book.GetAsync(id, cancel) is not { } stored || await book.SuppressionAsync(stored.Address, cancel) is not null)
        {
            return false;
        }

        if (stored.State == SubscriberState.Pending)
        {
            // Kept from now on for as long as if they had signed up for the first time.
            stored = await book.ChangeAsync(id, s => s.State == SubscriberState.Pending ? s with { Consent = s.Consent with { At = clock.GetUtcNow() } } : null, cancel);
        }

        if (stored is null)
        {
            return false;
        }

        await mails.SendAsync(Compose(stored, from), cancel);
        return true;
    }

    private MimeMessage Compose(Subscriber subscriber, Mailbox from)
    {
        var isKnown = subscriber.State == SubscriberState.Active;
        var language = new Language(subscriber.Preferences.Language ?? site.Language);
        var words = engine.Words(language);
        var view = new OptInMailView
        {
            Language = words.Language,
            IsKnown = isKnown,
            Subject = Splitter.OfSite(words.Say("opt_in", isKnown ? "subject_known" : "subject", site.Title)),
            Link = isKnown
                ? addresses.With(EndpointAddresses.PreferencesPath, membership.Issue(subscriber, TokenPurpose.Preferences))
                : addresses.With(EndpointAddresses.ConfirmPath, membership.Issue(subscriber, TokenPurpose.Confirm)),
            Days = Membership.ConfirmLifetime.Days,
        };
        var bytes = new byte[20];
        random.GetBytes(bytes);
        var message = new MimeMessage
        {
            Subject = view.Subject.ToString(),
            Date = clock.GetUtcNow(),
            MessageId = $"{Base32.Of(bytes, 32)}@{from.Address.Domain}",
            Body = new MultipartAlternative
            {
                Part(TextFormat.Plain, engine.RenderText(AllTemplates.OptInText, view)),
                Part(TextFormat.Html, engine.RenderText(AllTemplates.OptInHtml, view)),
            },
        };
        message.From.Add(new MailboxAddress(from.Name, from.Address.Value));
        message.To.Add(new MailboxAddress("", subscriber.Address.Value));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { Text = text };
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
