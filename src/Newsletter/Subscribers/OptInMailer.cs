using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Text;
using Newsletter.Delivery;
using Newsletter.Spoilers;
using Newsletter.Subscribers.Views;
using Newsletter.Templates;

namespace Newsletter.Subscribers;

/// <summary>
/// Answers who signed up, by mail: whoever is not subscribed gets a link to confirm, whoever is, one to their preferences, and a suppressed address nothing.
/// These mails carry no List-Unsubscribe: a mail program would offer to unsubscribe who is not subscribed, and scanners would take the offer.
/// </summary>
public sealed class OptInMailer(
    SubscriberBook book, Membership membership, TemplateEngine engine, SiteSettings site, ITransport transport, TimeProvider clock, RandomNumberGenerator random)
{
    private readonly EndpointAddresses addresses = EndpointAddresses.Of(site);

    /// <summary>A message of the queue <see cref="SignUp.QueueName"/>. Handling it again sends again; what isn't one is passed over.</summary>
    /// <returns>Whether a mail was sent.</returns>
    /// <exception cref="IOException">It can't be sent now; handle the message again later.</exception>
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

        var reply = await SendAsync(Compose(stored, from), cancel);
        return reply is SendOutcome.Temporary or SendOutcome.NotSent ? throw new IOException("A mail about signing up is not taken now.") : reply != SendOutcome.Permanent;
    }

    private async ValueTask<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var (connection, reply) = await transport.ConnectAsync(cancel);
        if (connection is null)
        {
            return reply.Outcome;
        }

        await using (connection)
        {
            return (await connection.SendAsync(mail, () => new(true), cancel)).Outcome;
        }
    }

    private OutgoingMail Compose(Subscriber subscriber, Mailbox from)
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
        var name = Base32.Of(bytes, 32);
        var message = new MimeMessage
        {
            Subject = view.Subject.ToString(),
            Date = clock.GetUtcNow(),
            MessageId = $"{name}@{from.Address.Domain}",
            Body = new MultipartAlternative
            {
                Part(TextFormat.Plain, engine.RenderText(AllTemplates.OptInText, view)),
                Part(TextFormat.Html, engine.RenderText(AllTemplates.OptInHtml, view)),
            },
        };
        message.From.Add(new MailboxAddress(from.Name, from.Address.Value));
        message.To.Add(new MailboxAddress("", subscriber.Address.Value));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return new(name, from.Address.Value, subscriber.Address.Value, Bytes(message));
    }

    private static byte[] Bytes(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);

        // Both parts are quoted-printable, where a dot at the beginning of a line may be written so.
        return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(stream.GetBuffer(), 0, (int)stream.Length).Replace("\r\n.", "\r\n=2E", StringComparison.Ordinal));
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { Text = text };
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
