using System.Globalization;
using System.Security.Cryptography;
using MimeKit;
using MimeKit.Text;
using Newsletter.Delivery;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Subscribers.Views;
using Newsletter.Templates;

namespace Newsletter.Subscribers;

/// <summary>What became of somebody's signing up.</summary>
public enum OptInOutcome
{
    /// <summary>A mail is on its way.</summary>
    Sent,

    /// <summary>Nobody is to get a mail: they are gone or suppressed, or it was no message of ours.</summary>
    Passed,

    /// <summary>Refused for good, or too often.</summary>
    Refused,

    /// <summary>No server takes it now: it is asked for again, later.</summary>
    Later,
}

/// <summary>
/// Answers who signed up, by mail: whoever is not subscribed gets a link to confirm, whoever is, one to their preferences, and a suppressed address nothing.
/// These mails go out as digests do, through the same servers and within the same limits; a pause of sending does not hold them up, for somebody waits. They
/// carry no List-Unsubscribe: a mail program would offer to unsubscribe who is not subscribed, and scanners would take the offer.
/// </summary>
/// <param name="outlet">Null: the site sends no mail.</param>
/// <param name="signUps">The queue <see cref="SignUp.QueueName"/>.</param>
public sealed class OptInMailer(
    SubscriberBook book, Membership membership, TemplateEngine engine, SiteSettings site, MailOutlet? outlet, IWorkQueue signUps, TimeProvider clock, RandomNumberGenerator random)
{
    private readonly EndpointAddresses addresses = EndpointAddresses.Of(site);

    /// <summary>A message of the queue: who signed up, and behind a bar how often that was refused so far. Handling it again sends again.</summary>
    public async ValueTask<OptInOutcome> HandleAsync(string message, CancellationToken cancel)
    {
        var (name, refusals) = Read(message);
        if (outlet is null || !SubscriberId.TryParse(name, out var id)
            || await book.GetAsync(id, cancel) is not { } stored || await book.SuppressionAsync(stored.Address, cancel) is not null)
        {
            return OptInOutcome.Passed;
        }

        if (stored.State == SubscriberState.Pending)
        {
            // Kept from now on for as long as if they had signed up for the first time.
            stored = await book.ChangeAsync(id, s => s.State == SubscriberState.Pending ? s with { Consent = s.Consent with { At = clock.GetUtcNow() } } : null, cancel);
        }

        if (stored is null)
        {
            return OptInOutcome.Passed;
        }

        await using var line = new MailLine(outlet.Providers);
        var (reply, notBefore) = await line.SendAsync(Compose(stored, outlet), _ => new(true), cancel);
        return reply.Outcome switch
        {
            SendOutcome.Temporary or SendOutcome.NotSent => await LaterAsync(id, refusals, notBefore, cancel),
            SendOutcome.Permanent => OptInOutcome.Refused,

            // If nobody knows, it counts as sent: whoever got nothing signs up again.
            _ => OptInOutcome.Sent,
        };
    }

    /// <summary>What was given up since something went wrong five times goes on as if it had been refused.</summary>
    public async ValueTask RetryGivenUpAsync(CancellationToken cancel)
    {
        foreach (var message in await signUps.ListPoisonAsync(cancel).ToListAsync(cancel))
        {
            var (name, refusals) = Read(message.Body);
            if (outlet is not null && SubscriberId.TryParse(name, out var id))
            {
                await LaterAsync(id, refusals, null, cancel);
            }

            await signUps.RemovePoisonAsync(message.Id, cancel);
        }
    }

    /// <param name="notBefore">When a server may take it that has had enough for now: that is no refusal. Null: it was refused.</param>
    private async ValueTask<OptInOutcome> LaterAsync(SubscriberId id, int refusals, DateTimeOffset? notBefore, CancellationToken cancel)
    {
        refusals += notBefore is null ? 1 : 0;
        if (refusals >= outlet!.Rules.MostAttempts)
        {
            return OptInOutcome.Refused;
        }

        var wait = notBefore is { } until ? until - clock.GetUtcNow() : outlet.Rules.Backoff(refusals);
        var message = string.Create(CultureInfo.InvariantCulture, $"{id.Value}|{refusals}");
        await signUps.EnqueueAsync(message, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancel);
        return OptInOutcome.Later;
    }

    private static (string Name, int Refusals) Read(string message)
    {
        var parts = message.Split('|', 2);
        return (parts[0], parts is [_, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var refusals) ? refusals : 0);
    }

    private OutgoingMail Compose(Subscriber subscriber, MailOutlet through)
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
        var (from, answers) = (through.Identity.From, through.Identity.ReplyTo ?? through.Identity.From);
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
        message.ReplyTo.Add(new MailboxAddress(answers.Name, answers.Address.Value));
        message.To.Add(new MailboxAddress("", subscriber.Address.Value));
        message.Headers.Add("Feedback-ID", string.Create(CultureInfo.InvariantCulture, $"{message.Date.UtcDateTime:yyyyMMdd}:{(isKnown ? "known" : "confirm")}:signup:{through.Identity.Host}"));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return new(name, (through.Identity.Bounces ?? from.Address).Value, subscriber.Address.Value, SignedMessage.Of(message, through.Keys));
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { Text = text };
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
