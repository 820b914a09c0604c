using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>What a publication did.</summary>
/// <param name="Outcomes">Of new and changed uploads that have something to tell: rejected, scheduled, retracted, or with diagnostics.</param>
/// <param name="Written">Outputs whose bytes changed.</param>
/// <param name="Unchanged">Outputs rendered to the same bytes.</param>
public sealed record PublicationResult(
    IReadOnlyDictionary<IngestStatus, int> Counts, IReadOnlyList<IngestOutcome> Outcomes, int Written, int Unchanged, IReadOnlyCollection<string> Keys)
{
    /// <summary>Read More titles that no published article has and that did not wait before, and the files that name them.</summary>
    public required IReadOnlyList<(string Source, SafeText Title)> Waiting { get; init; }

    /// <summary>Outputs that were not written, since they would show what is hidden.</summary>
    public required IReadOnlyList<OutputLeak> Leaks { get; init; }

    /// <summary>Files whose report the storage refused, and why: the next publication tries again.</summary>
    public required IReadOnlyList<(string Name, string Problem)> UnwrittenReports { get; init; }

    /// <summary>How long each stage took.</summary>
    public required IReadOnlyDictionary<PublicationStage, TimeSpan> Stages { get; init; }
}

/// <summary>What became of what was marked.</summary>
/// <param name="Written">Outputs whose bytes changed.</param>
/// <param name="UnwrittenReports">Files whose report the storage refused, and why.</param>
/// <param name="Leaks">Outputs that were not written, since they would show what is hidden.</param>
public sealed record MarkedResult(int Written, IReadOnlyList<(string Name, string Problem)> UnwrittenReports, IReadOnlyList<OutputLeak> Leaks);

public enum PublicationStage
{
    Scan,
    Ingest,
    Publish,
}

/// <summary>How far it has come.</summary>
/// <param name="Total">0 when not known.</param>
public readonly record struct PublicationProgress(PublicationStage Stage, int Done, int Total);

/// <summary>Most files of the inbox are gone: more likely a wrong folder than an editor's wish.</summary>
public sealed class MassRetractionException(int gone, int known) : Exception($"{gone} of {known} files are gone from the inbox.")
{
    public int Gone => gone;

    public int Known => known;
}

/// <summary>The whole way of an inbox to its outputs, in one call: scan, take, retract, release, publish. Safe to repeat and to interrupt anywhere.</summary>
public sealed class Publication(Stores stores, SiteSettings site, TemplateSources templates, TimeProvider clock)
{
    private const string RendererRow = "renderer";
    private const string ReaderRow = "reader";
    private const string PublishedRow = "published";

    private readonly ArticleCatalogue catalogue = stores.Catalogue(site);
    private readonly ReportWriter reports = new(stores, site, templates, clock);

    public async Task<PublicationResult> RunAsync(PublicationOptions options, Action<PublicationProgress> progress, CancellationToken cancel)
    {
        var stages = new SortedDictionary<PublicationStage, TimeSpan>();
        var started = clock.GetTimestamp();
        void Ends(PublicationStage stage)
        {
            stages[stage] = clock.GetElapsedTime(started);
            started = clock.GetTimestamp();
        }

        progress(new(PublicationStage.Scan, 0, 0));
        var scan = await InboxScan.RunAsync(stores.Inbox, stores.Table, cancel);
        if (!options.AllowMassRetraction && scan.IsMost(scan.Gone.Count))
        {
            var missing = await scan.CountMissingAsync(stores.Inbox, catalogue, cancel);
            if (scan.IsMost(missing))
            {
                throw new MassRetractionException(missing, scan.Known);
            }
        }

        Ends(PublicationStage.Scan);
        var tally = new Tally(options.ReportAll);
        await TakeUpNotesAsync(cancel);
        var isFirst = await MetaAsync(PublishedRow, cancel) is null;
        var rendererVersion = RendererVersion();
        var isWhole = options.Rebuild || isFirst || await MetaAsync(RendererRow, cancel) != rendererVersion;
        var ingest = new Ingest(stores, site, clock)
        {
            AllWillBeRendered = isWhole && !options.IsShared,
            StartsEmpty = isFirst && scan.Known == 0 && !options.IsShared,
            ReportsAll = options.ReportAll,
            Retakes = options.Rebuild || (!isFirst && await MetaAsync(ReaderRow, cancel) != ReaderVersion),
        };
        if (isWhole)
        {
            // Until all is rendered again, whatever happens in between.
            await SetMetaAsync(RendererRow, "", cancel);
        }

        await IngestAsync(ingest, scan, tally, progress, cancel);
        foreach (var name in options.RefusedUploads)
        {
            tally.Add(new(name, IngestStatus.Rejected, null, [InboxName.Problem(name)]));
        }

        Ends(PublicationStage.Ingest);

        var renderer = new OutputRenderer(site, templates);
        var output = new OutputWriter(stores.Web) { Remembers = options.RemembersKeys, ExpectsNew = isFirst && !options.IsShared, Pings = new(stores.Table, site) };
        var publisher = new Publisher(stores, site, renderer, output, clock) { IsShared = options.IsShared };
        await SetMetaAsync(PublishedRow, "1", cancel);
        await SetMetaAsync(ReaderRow, ReaderVersion, cancel);
        var total = isWhole ? scan.Present : await Publisher.CountMarksAsync(stores.Table, cancel);
        void Report(PublishProgress p) => progress(new(PublicationStage.Publish, p.Done, Math.Max(total, p.Done)));
        try
        {
            if (isWhole)
            {
                await publisher.PublishAllAsync(Report, cancel);
                await SetMetaAsync(RendererRow, rendererVersion, cancel);
            }

            await publisher.PublishAsync(Report, cancel);
        }
        catch (Exception fault) when (Failure.IsOne(fault))
        {
            await new FailureReports(stores, catalogue, reports).WriteAsync(publisher.Failures, cancel);
            await WriteReportsAsync(tally, cancel);
            throw;
        }

        var unwritten = await WriteReportsAsync(tally, cancel);
        Ends(PublicationStage.Publish);
        return new(tally.Counts, tally.Outcomes, output.Written, output.Unchanged, output.Keys)
        {
            Stages = stages,
            Waiting = publisher.Waiting.News,
            UnwrittenReports = unwritten,
            Leaks = publisher.Leaks,
        };
    }

    /// <summary>
    /// Whether the site was published last with these settings and templates by this version of the program; if not, all of it would be rendered anew
    /// from here. Null: it never was, or is being rendered whole.
    /// </summary>
    public async Task<bool?> IsOursAsync(CancellationToken cancel) => await MetaAsync(RendererRow, cancel) is { Length: > 0 } last ? last == RendererVersion() : null;

    /// <summary>The next publication takes every file again and renders everything: what was made of them is not there.</summary>
    public static async Task ForgetOutputsAsync(ITable table, CancellationToken cancel)
    {
        await table.PutAsync(Keys.Meta, RendererRow, "", WriteCondition.None, cancel);
        await table.PutAsync(Keys.Meta, ReaderRow, "", WriteCondition.None, cancel);
    }

    /// <summary>Publishes what is marked already, without a look at the inbox.</summary>
    /// <param name="isShared">Others publish at the same time.</param>
    public async Task<MarkedResult> PublishMarkedAsync(bool isShared, CancellationToken cancel)
    {
        var output = new OutputWriter(stores.Web) { Pings = new(stores.Table, site) };
        var publisher = new Publisher(stores, site, new OutputRenderer(site, templates), output, clock) { IsShared = isShared };
        await publisher.PublishAsync(_ => { }, cancel);
        return new(output.Written, await reports.WriteOwedAsync(cancel), publisher.Leaks);
    }

    private static string ReaderVersion { get; } = typeof(Publication).Module.ModuleVersionId.ToString("n");

    private async Task IngestAsync(Ingest ingest, InboxScan scan, Tally tally, Action<PublicationProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<string> names = scan.Changed;
        if (ingest.Retakes)
        {
            var all = new SortedSet<string>(scan.Changed, StringComparer.Ordinal);
            await foreach (var (name, _) in catalogue.SourcesAsync(cancel))
            {
                all.Add(name);
            }

            all.ExceptWith(scan.Gone);
            names = [.. all];
        }

        var done = 0;
        void Report(IngestOutcome outcome)
        {
            tally.Add(outcome);
            progress(new(PublicationStage.Ingest, ++done, Math.Max(names.Count, done)));
        }

        var retraction = new Retraction(stores, site, clock);
        var heirs = await retraction.ResumeAsync(Report, cancel);
        await ingest.TakeAsync(names, Report, cancel);
        heirs = [.. heirs.Union(await retraction.RetractAsync(scan.Gone, Report, cancel))];
        await ingest.TakeAsync(heirs, Report, cancel);
        await ingest.ReleaseAsync(Report, cancel);
    }

    /// <summary>What publishers may have left in an older state when they died is rendered again.</summary>
    private async Task TakeUpNotesAsync(CancellationToken cancel)
    {
        var notes = new PublishNotes(stores.Table, clock);
        foreach (var (note, marks) in await notes.LeftAsync(cancel).ToListAsync(cancel))
        {
            if (marks is null)
            {
                await SetMetaAsync(RendererRow, "", cancel);
            }

            foreach (var mark in marks ?? [])
            {
                await stores.Table.PutAsync(Keys.Dirty, mark, "1", WriteCondition.None, cancel);
            }

            await notes.EndAsync(note, cancel);
        }
    }

    private async Task<IReadOnlyList<(string Name, string Problem)>> WriteReportsAsync(Tally tally, CancellationToken cancel)
    {
        var unwritten = new List<(string, string)>();
        foreach (var outcome in tally.Outcomes.Where(o => InboxName.KindOf(o.Name) == InboxKind.Unusable))
        {
            if (await reports.TryWriteAsync(outcome, cancel) is { } problem)
            {
                unwritten.Add((outcome.Name, problem));
            }
        }

        return [.. unwritten, .. await reports.WriteOwedAsync(cancel)];
    }

    /// <summary>Changes with anything but the articles that outputs depend on.</summary>
    private string RendererVersion()
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(ReaderVersion + site.Fingerprint));
        templates.AppendTo(hash);
        return hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);
    }

    private async ValueTask<string?> MetaAsync(string row, CancellationToken cancel) => (await stores.Table.GetAsync(Keys.Meta, row, cancel))?.Value;

    private async ValueTask SetMetaAsync(string row, string value, CancellationToken cancel)
    {
        if (await MetaAsync(row, cancel) != value)
        {
            await stores.Table.PutAsync(Keys.Meta, row, value, WriteCondition.None, cancel);
        }
    }

    /// <summary>Counts what became of each file in the end, and keeps what somebody will want to read.</summary>
    private sealed class Tally(bool keepsAll)
    {
        private readonly SortedDictionary<string, IngestOutcome> kept = new(StringComparer.Ordinal);
        private readonly Dictionary<IngestStatus, int> counts = [];

        public IReadOnlyDictionary<IngestStatus, int> Counts => counts.Where(c => c.Value > 0).ToDictionary();

        public IReadOnlyList<IngestOutcome> Outcomes => [.. kept.Values];

        public void Add(IngestOutcome outcome)
        {
            // Of one that waited for a slug, or was due, there was news before.
            if (kept.Remove(outcome.Name, out var former))
            {
                counts[former.Status]--;
            }

            counts[outcome.Status] = counts.GetValueOrDefault(outcome.Status) + 1;
            if (keepsAll || outcome.HasNews)
            {
                kept[outcome.Name] = outcome;
            }
        }
    }
}
