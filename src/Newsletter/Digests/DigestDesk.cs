using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>Where digests and what belongs to them is kept.</summary>
/// <param name="Deliveries">The table <see cref="Ledger.TableName"/>.</param>
/// <param name="Queue">The queue <see cref="DeliveryQueue.Name"/>.</param>
public sealed record DigestStores(ArticleCatalogue Catalogue, Announcements Announcements, SubscriberBook Book, ITable Deliveries, IWorkQueue Queue);

/// <summary>
/// What hosts do about digests: plan when the clock says so, send what the queue tells of, tell again what was forgotten. Any number of workers may do any
/// of it at once, twice, in any order, and die anywhere.
/// </summary>
public sealed class DigestDesk : IDisposable
{
    /// <summary>For so long a message of the queue is one worker's.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMinutes(10);

    private readonly DigestStores stores;
    private readonly MailOutlet outlet;
    private readonly DigestPlanner planner;
    private readonly DigestSender sender;
    private readonly DigestComposer composer;
    private readonly DigestTrial trial;

    /// <param name="folder">Where mails go as files while the settings name no server; null: nowhere, there must be a server.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <exception cref="SettingsException">The site has no sender or no server, or a password or key of its mails is missing.</exception>
    public DigestDesk(SiteSettings site, TemplateSources templates, Tokens tokens, DigestStores stores, string? folder, Func<string, string?> variable, TimeProvider clock)
    {
        this.stores = stores;
        outlet = MailOutlet.Of(site, stores.Deliveries, folder, variable, clock);
        var ledger = new Ledger(stores.Deliveries);
        var renderer = new OutputRenderer(site, templates);
        var mailer = new DigestMailer(stores.Catalogue, stores.Announcements, renderer, outlet.Identity, tokens, outlet.Keys, clock);
        planner = new(stores.Catalogue, stores.Announcements, stores.Book, ledger, stores.Queue, clock);
        var pause = new SendingPause(stores.Deliveries, clock);
        sender = new(ledger, stores.Book, mailer.ComposeAsync, outlet.Providers, stores.Queue, pause, outlet.Rules, clock);
        Deliveries = new(ledger, stores.Queue, pause, clock);
        composer = new(stores.Catalogue, renderer, site);
        trial = new(EndpointAddresses.Of(site), outlet, clock);
    }

    public DeliveryDesk Deliveries { get; }

    /// <summary>Plans what is due; returns how many digests that were. Also tells again of what was forgotten.</summary>
    public async Task<int> PlanAsync(CancellationToken cancel)
    {
        await Deliveries.SweepAsync(cancel);
        return await planner.PlanAsync(cancel);
    }

    /// <summary>One message of the queue; returns how many digests got into each state.</summary>
    public Task<IReadOnlyDictionary<DeliveryState, int>> SendAsync(string message, CancellationToken cancel) => sender.SendAsync(message, cancel);

    /// <summary>Sends what the queue has now. Returns how many digests got into each state; null: there was nothing.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, int>?> SendNextAsync(CancellationToken cancel)
    {
        foreach (var message in await stores.Queue.ReceiveAsync(1, LongestBatch, cancel))
        {
            var sent = await SendAsync(message.Body, cancel);
            await stores.Queue.CompleteAsync(message, cancel);
            return sent;
        }

        return null;
    }

    /// <summary>Sends one address what would come next, as a test: see <see cref="DigestTrial"/>.</summary>
    /// <returns>Null: nothing came out.</returns>
    /// <exception cref="Publishing.LeakException">It would show what an article in it hides.</exception>
    public Task<TrialResult?> TryAsync(EmailAddress to, DigestCadence cadence, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        trial.SendAsync(to, cadence, links => composer.ComposeAsync(cadence, from, until, Tolerance.None, links, cancel), cancel);

    public void Dispose() => outlet.Dispose();
}
