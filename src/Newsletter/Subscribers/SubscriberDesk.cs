using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Site;
using Newsletter.Site.Views;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Subscribers;

/// <summary>Where subscribers and what belongs to them are kept, and how they are written to.</summary>
/// <param name="Table">The table <see cref="SubscriberBook.TableName"/>.</param>
/// <param name="SignUps">The queue <see cref="SignUp.QueueName"/>.</param>
/// <param name="Mails">Null: the site sends no mail.</param>
public sealed record SubscriberStores(ITable Table, IWorkQueue SignUps, ArticleCatalogue Catalogue, Announcements Announcements, MailOutlet? Mails);

/// <summary>All that readers do for themselves, for whatever host serves it.</summary>
public sealed class SubscriberDesk
{
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(2);
    private readonly SubscriberStores stores;
    private readonly SignUpLimits limits;
    private readonly OptInMailer mailer;

    public SubscriberDesk(SiteSettings site, TemplateSources templates, SiteKeys keys, SubscriberStores stores, TimeProvider clock, RandomNumberGenerator random)
    {
        this.stores = stores;
        Site = site;
        Clock = clock;
        var engine = new TemplateEngine(templates, ViewOf(site, templates));
        var tokens = new Tokens(keys.Tokens);
        Book = new(stores.Table, keys.Address);
        limits = new(stores.Table, keys.Address, clock);
        SignUp = new(Book, limits, tokens, stores.SignUps, clock, random);
        Membership = new(Book, tokens, stores.Announcements.LastAsync, Schedule.Next, clock);
        Choices = new(stores.Catalogue, templates, clock);
        Pages = new(engine, site);
        mailer = new(Book, Membership, engine, site, stores.Mails, stores.SignUps, clock, random);
    }

    public SiteSettings Site { get; }

    public TimeProvider Clock { get; }

    public SubscriberBook Book { get; }

    public SignUp SignUp { get; }

    public Membership Membership { get; }

    public ReaderChoices Choices { get; }

    public SubscriberPages Pages { get; }

    /// <summary>Answers what waits in the queue of sign-ups. One that fails stays there, and is tried again later; the first failure is thrown in the end.</summary>
    /// <returns>How many were taken from the queue.</returns>
    public async ValueTask<int> AnswerAsync(CancellationToken cancel)
    {
        var messages = await stores.SignUps.ReceiveAsync(4, LongestSending, cancel);
        ExceptionDispatchInfo? failed = null;
        foreach (var message in messages)
        {
            try
            {
                await AnswerAsync(message.Body, cancel);
                await stores.SignUps.CompleteAsync(message, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // One that can't be sent holds up no other.
                failed ??= ExceptionDispatchInfo.Capture(fault);
            }
        }

        failed?.Throw();
        return messages.Count;
    }

    /// <summary>Answers one message of the queue of sign-ups.</summary>
    public ValueTask<OptInOutcome> AnswerAsync(string message, CancellationToken cancel) => mailer.HandleAsync(message, cancel);

    /// <summary>A few times a day: erases sign-ups that nobody confirmed, and counts of past days; and asks again for mails that were given up.</summary>
    public async ValueTask ForgetAsync(CancellationToken cancel)
    {
        await mailer.RetryGivenUpAsync(cancel);
        await Book.ForgetPendingAsync(Clock.GetUtcNow() - Membership.PendingLifetime, cancel);
        await limits.ForgetAsync(cancel);
    }

    /// <summary>Endpoints on another host than the pages name what pages load, and where they lead, in full.</summary>
    private static SiteView ViewOf(SiteSettings site, TemplateSources templates)
    {
        var view = SiteView.Of(site, SiteAssets.Of(templates));
        Uri Full(Uri local) => new(site.BaseUrl, local);
        return site.Endpoints.GetLeftPart(UriPartial.Authority) == site.BaseUrl.GetLeftPart(UriPartial.Authority) ? view : view with
        {
            Home = Full(view.Home),
            Archive = Full(view.Archive),
            Feeds = Full(view.Feeds),
            Navigation = [.. view.Navigation.Select(link => link with { Href = Full(link.Href) })],
            Stylesheet = Full(view.Stylesheet),
            Script = Full(view.Script),
            ZoneScript = Full(view.ZoneScript),
            Icon = Full(view.Icon),
        };
    }
}
