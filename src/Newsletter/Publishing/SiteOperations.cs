using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Site;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>
/// What hosts do when something happens: an upload, a wish to publish, the clock. Any number of workers may do any of it at once, twice, in any order,
/// and die anywhere.
/// </summary>
public sealed class SiteOperations(Stores stores, IWorkQueue publish, SiteSettings site, TemplateSources templates, TimeProvider clock)
{
    private const int MostTries = 8;

    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);
    private readonly PublishRequests requests = new(stores.Table, publish, clock);
    private readonly ReportWriter reports = new(stores, site, templates, clock);
    private readonly Lazy<OutputRenderer> renderer = new(() => new(site, templates));

    /// <summary>
    /// Takes one upload as it is now, reports on it, and asks for what it touches to be published. Returns its outcome; null when there is nothing to take.
    /// </summary>
    public Task<IngestOutcome?> IngestAsync(string name, CancellationToken cancel) => Telemetry.TraceAsync("ingest", default, async span =>
    {
        var outcome = await IngestOneAsync(name, cancel);
        if (outcome is not null)
        {
            Telemetry.Took(outcome.Status, 1);
            span?.SetTag("newsletter.status", outcome.Status.ToString().ToLowerInvariant()).SetTag("newsletter.slug", outcome.Article?.Slug);
        }

        return outcome;
    });

    private async Task<IngestOutcome?> IngestOneAsync(string name, CancellationToken cancel)
    {
        IngestOutcome? outcome;
        try
        {
            outcome = await TakeAsync(name, cancel);
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            await Failures.WriteAsync(name, fault, cancel);
            throw;
        }

        await (outcome is not null && InboxName.KindOf(name) == InboxKind.Unusable ? reports.TryWriteAsync(outcome, cancel) : reports.WriteOwedAsync(name, cancel));

        if (await Publisher().HasMarksAsync(cancel))
        {
            await requests.AskAsync(cancel);
        }

        return outcome;
    }

    /// <summary>Publishes what is marked. Returns how many outputs were written.</summary>
    public Task<int> PublishAsync(PublishWish wish, CancellationToken cancel) => Telemetry.TraceAsync("publish", wish.Context, async span =>
    {
        if (wish.Asked is { } asked)
        {
            Telemetry.Waited(clock.GetUtcNow() - asked);
        }

        var output = new OutputWriter(stores.Web) { Pings = new(stores.Table, site) };
        var publisher = Publisher(output);
        try
        {
            await PublishAsync(publisher, cancel);
            return output.Written;
        }
        finally
        {
            Telemetry.Wrote(output.Written, output.Unchanged, publisher.Leaks);
            span?.SetTag("newsletter.written", output.Written).SetTag("newsletter.unchanged", output.Unchanged).SetTag("newsletter.leaks", publisher.Leaks.Count);
        }
    });

    private async Task PublishAsync(Publisher publisher, CancellationToken cancel)
    {
        await requests.BeginAsync(cancel);
        try
        {
            await publisher.PublishAsync(_ => { }, cancel);
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            await Failures.WriteAsync(publisher.Failures, cancel);
            throw;
        }
        finally
        {
            await TellAsync(publisher.Leaks, cancel);
        }

        await reports.WriteOwedAsync(cancel);
    }

    /// <summary>Tells the hub, if the settings name one, of the feeds that changed. What it was not told is owed until the next time.</summary>
    public async Task<HubResult> TellHubAsync(HttpClient client, CancellationToken cancel)
    {
        var result = await new HubPings(stores.Table, site).PayAsync(client, clock, cancel);
        Telemetry.Told(result);
        return result;
    }

    /// <summary>What was begun and not finished will be gone on with.</summary>
    public async Task AskAgainAsync(CancellationToken cancel) => await requests.AskAsync(cancel);

    /// <summary>Finds what events missed: uploads, deletions, articles whose date has come, marks that nobody used up.</summary>
    /// <exception cref="MassRetractionException">Most of the inbox is gone; nothing is taken back.</exception>
    public Task<PublicationResult> SweepAsync(CancellationToken cancel) => SweepAsync(new(), _ => { }, cancel);

    /// <inheritdoc cref="SweepAsync(CancellationToken)"/>
    /// <param name="options">Every upload is reported on, and others may work at the same time, whatever they say.</param>
    public Task<PublicationResult> SweepAsync(PublicationOptions options, Action<PublicationProgress> progress, CancellationToken cancel) =>
        Telemetry.TraceAsync("sweep", default, async span =>
        {
            var result = await SweepOnceAsync(options, progress, cancel);
            foreach (var (status, count) in result.Counts)
            {
                Telemetry.Took(status, count);
            }

            Telemetry.Wrote(result.Written, result.Unchanged, result.Leaks);
            span?.SetTag("newsletter.uploads", result.Counts.Values.Sum()).SetTag("newsletter.written", result.Written);
            return result;
        });

    private async Task<PublicationResult> SweepOnceAsync(PublicationOptions options, Action<PublicationProgress> progress, CancellationToken cancel)
    {
        var result = await new Publication(stores, site, templates, clock).RunAsync(options with { ReportAll = true, IsShared = true }, progress, cancel);

        await TellAsync(result.Leaks, cancel);
        // What messages asked for that were given up is done now.
        foreach (var message in await publish.ListPoisonAsync(cancel).ToListAsync(cancel))
        {
            await publish.RemovePoisonAsync(message.Id, cancel);
        }

        return result;
    }

    /// <summary>Whole days since what readers get last changed, by the site's feed; null while nothing is published.</summary>
    public async Task<int?> QuietDaysAsync(CancellationToken cancel) =>
        await stores.Web.GetItemAsync(FeedFiles.Rss, cancel) is { } feed ? (int)(clock.GetUtcNow() - feed.LastModified).TotalDays : null;

    private async Task<IngestOutcome?> TakeAsync(string name, CancellationToken cancel)
    {
        var ingest = new Ingest(stores, site, clock) { ReportsAll = true };
        IngestOutcome? outcome = null;
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            await ingest.TakeAsync([name], taken => outcome = outcome is null || taken.Status != IngestStatus.Unchanged ? taken : outcome, cancel);

            // Whoever read an older version may have written after us, or we after somebody who read a newer one.
            if (InboxName.KindOf(name) is InboxKind.Ignored or InboxKind.Unusable
                || await stores.Inbox.GetItemAsync(name, cancel) is not { } there
                || (await catalogue.SourceAsync(name, cancel) is { } taken && (taken.ETag == there.ETag || Failure.IsAmong(taken.Problems))))
            {
                break;
            }
        }

        return outcome;
    }

    /// <summary>Nobody sees what this call would print, so editors read it in their reports.</summary>
    private async Task TellAsync(IEnumerable<OutputLeak> leaks, CancellationToken cancel)
    {
        foreach (var leak in leaks.DistinctBy(leak => leak.Source))
        {
            await Failures.WriteAsync(leak.Source, new LeakException(leak), cancel);
        }
    }

    private FailureReports Failures => new(stores, catalogue, reports);

    private Publisher Publisher(OutputWriter? output = null) =>
        new(stores, site, renderer.Value, output ?? new OutputWriter(stores.Web), clock) { IsShared = true };
}
