using System.Net;
using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;
using Newsletter.Publishing;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Web;

namespace Newsletter.Cli;

/// <summary>All that <c>newsletter run</c> does at once: serve, take uploads and publish, plan and send, read what bounced.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly LocalSite site;
    private readonly OpenSite open;
    private readonly string outbox;
    private readonly TimeProvider clock;
    private readonly Action<string> log;
    private readonly HttpClient web = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Heartbeats health;
    private readonly BounceDesk bounces;
    private readonly MailOutlet? outlet;
    private readonly SiteHost host;

    /// <param name="outbox">Where mails go as files while no server is set.</param>
    /// <param name="log">Takes a line for the operator.</param>
    public RunningSite(LocalSite site, OpenSite open, IPEndPoint endpoint, string outbox, TimeProvider clock, Action<string> log)
    {
        (this.site, this.open, this.outbox, this.clock, this.log) = (site, open, outbox, clock, log);
        health = new(clock);
        var settings = site.Settings;
        outlet = settings.MailFrom is null ? null : MailOutlet.Of(settings, open.Deliveries.Table, outbox, Environment.GetEnvironmentVariable, clock);
        var keys = open.Readers.Keys();
        var stores = new SubscriberStores(
            open.Readers.Table, open.Readers.SignUps, new ArticleCatalogue(open.Stores.Table, open.Stores.State, settings), new Announcements(open.Stores.Table), outlet);
        var desk = new SubscriberDesk(settings, site.Templates, keys, stores, clock, RandomNumberGenerator.Create());
        bounces = new(desk.Book, new(keys.Tokens), settings.Authority, clock);
        var hooks = new BounceEndpoints(bounces, new(settings.Mail.SendGridKey, settings.Mail.SesTopic, Environment.GetEnvironmentVariable(MailSecrets.HookSecret)), web.GetByteArrayAsync);
        host = new(desk, site.Out, endpoint, log, health, hooks);
    }

    /// <exception cref="IOException">Nothing can be served there.</exception>
    public Task StartAsync(CancellationToken cancel) => host.StartAsync(cancel);

    /// <summary>Until cancelled, or until the process is told to end; what is under way is finished then.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.Stopping);
        var mailbox = MailSecrets.BounceBox(site.Settings.Mail, Environment.GetEnvironmentVariable);
        await Task.WhenAll(
            host.RunAsync(either.Token),
            PublishAsync(either.Token),
            SendDigestsAsync(either.Token),
            mailbox is null ? Task.CompletedTask : new BounceRounds(mailbox, bounces, clock, log).RunAsync(either.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        outlet?.Dispose();
        web.Dispose();
    }

    private async Task PublishAsync(CancellationToken cancel)
    {
        // Before the first look at the inbox, so that nothing falls between them.
        using var watch = Watch();
        await WaitForTurnAsync(cancel);
        var operations = new SiteOperations(open.Stores, open.Publish, site.Settings, site.Templates, clock);
        health.Beat("publishing");
        using var rounds = new PublishingRounds(operations, open.Publish, watch, site.Report, web, clock, log)
        {
            Refused = () => open.RefusedUploads,
            OnSwept = () => health.Beat("publishing"),
        };
        await rounds.RunAsync(cancel);
    }

    private FolderWatch? Watch()
    {
        try
        {
            return new(site.Inbox.FullName, clock);
        }
        catch (IOException problem)
        {
            log($"The inbox can't be watched, so it is looked at once a minute: {problem.Message}");
            return null;
        }
    }

    /// <summary>A command that has the site for itself takes short cuts; it is done soon.</summary>
    private async Task WaitForTurnAsync(CancellationToken cancel)
    {
        for (var looks = 0; open.IsShared && !cancel.IsCancellationRequested; looks++)
        {
            if (looks == 0)
            {
                log("Another newsletter command publishes this site; this one publishes when that has ended.");
            }

            await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendDigestsAsync(CancellationToken cancel)
    {
        if (site.Settings.MailFrom is not null)
        {
            using var desk = await OpenDigests.DeskAsync(open, site.Settings, site, outbox, cancel);
            await new DigestRounds(desk, clock, log, () => health.Beat("digests")).RunAsync(cancel);
        }
    }
}
