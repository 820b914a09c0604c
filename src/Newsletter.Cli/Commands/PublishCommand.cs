using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Newsletter.Articles;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter publish INBOX --out FOLDER</c>: the main job.</summary>
internal static class PublishCommand
{
    private const int MostListed = 30;

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var all = new Option<bool>("--all") { Description = "Take every article again and render everything; unchanged files are still left alone." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Go on even if most articles are gone from the inbox." };
        var reports = new Option<bool>("--report-all") { Description = "Write a report on every upload, not only on those with problems." };
        var command = new Command("publish", "Publish an inbox: pages, feeds, sitemap. Writes only what changed.") { all, yes, reports };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new PublicationOptions
            {
                Rebuild = parsed.GetValue(all),
                AllowMassRetraction = parsed.GetValue(yes),
                ReportAll = parsed.GetValue(reports),
            };
            return await RunAsync(console, site.Of(parsed), options, parsed.GetValue(CliOptions.Json), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, CliSite site, PublicationOptions options, bool json, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        site.DemandSettings();
        using var open = site.Open();
        var publication = new Publication(open.Stores, site.Settings, site.Templates, TimeProvider.System);
        await RefuseAnothersAsync(open, publication, options, cancel);
        options = options with { RefusedUploads = open.RefusedUploads };
        PublicationResult result;
        await using (var bar = new PublicationBar(console, TimeProvider.System))
        {
            result = open.IsShared
                ? await new SiteOperations(open.Stores, open.Publish, site.Settings, site.Templates, TimeProvider.System).SweepAsync(options, bar.Show, cancel)
                : await publication.RunAsync(options, bar.Show, cancel);
        }

        Warn(console, result.UnwrittenReports);
        var hub = await HubCall.MakeAsync(console, site.Settings, open.Stores.Table, cancel);
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (json)
        {
            WriteJson(console, site, result, hub, elapsed);
        }
        else
        {
            WriteText(console, site, result, hub, elapsed);
        }

        return result.Counts.ContainsKey(IngestStatus.Rejected) || result.Leaks.Count > 0 ? ExitCodes.Problems : ExitCodes.Success;
    }

    /// <summary>Somebody else who publishes with other settings would render everything after us, and we after them.</summary>
    private static async Task RefuseAnothersAsync(OpenSite open, Publication publication, PublicationOptions options, CancellationToken cancel)
    {
        if (open.IsShared && !options.Rebuild && await publication.IsOursAsync(cancel) == false)
        {
            throw new CliException(
                ExitCodes.Refused, "The site was published last with other settings or templates, or by another version of the program.",
                "Leave it to the app or 'newsletter run', which takes uploads by itself; or say --all to render everything with what is set here.");
        }
    }

    private static void WriteText(CliConsole console, CliSite site, PublicationResult result, HubResult? hub, TimeSpan elapsed)
    {
        foreach (var outcome in result.Outcomes.Take(MostListed))
        {
            Describe(console, site, outcome);
        }

        if (result.Outcomes.Count > MostListed)
        {
            console.Out.WriteLine($"... and {result.Outcomes.Count - MostListed} more: see {site.Reports}");
        }

        StoppedOutputs.Describe(console, result.Leaks);
        var waiting = result.Waiting.GroupBy(w => w.Title).ToList();
        foreach (var title in waiting.Take(MostListed))
        {
            console.Out.WriteLine($"Read More waits for \"{title.Key}\" (named by {string.Join(", ", title.Select(w => w.Source))})");
        }

        if (waiting.Count > MostListed)
        {
            console.Out.WriteLine($"... and for {waiting.Count - MostListed} titles more: see newsletter status --json");
        }

        var taken = string.Join(", ", result.Counts.Where(c => c.Key != IngestStatus.Unchanged).OrderBy(c => c.Key)
            .Select(c => $"{c.Value.ToString(CultureInfo.InvariantCulture)} {c.Key.ToString().ToLowerInvariant()}"));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(taken.Length == 0 ? "Nothing new" : taken)}; {result.Written} files written, {result.Unchanged} unchanged, {elapsed.TotalSeconds:0.0} s."));
        if (hub is { Told: > 0 })
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The hub was told of {hub.Told} feeds."));
        }

        console.Out.WriteLine($"Site: {site.FrontPage}");
    }

    /// <summary>A report that can't be written keeps nobody from reading the site.</summary>
    internal static void Warn(CliConsole console, IReadOnlyList<(string Name, string Problem)> unwrittenReports)
    {
        if (unwrittenReports.Count > 0)
        {
            var (name, problem) = unwrittenReports[0];
            var others = unwrittenReports.Count > 1 ? $" and {unwrittenReports.Count - 1} more" : "";
            console.Complain($"warning: the report on {name}{others} could not be written: {problem} The next run tries again.", "33");
        }
    }

    internal static void Describe(CliConsole console, CliSite site, IngestOutcome outcome)
    {
        var news = outcome.Status switch
        {
            IngestStatus.Scheduled => string.Create(CultureInfo.InvariantCulture, $"comes out {outcome.Article!.Published.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            IngestStatus.Retracted => "taken back: a note stands in its place",
            IngestStatus.Draft => "is a draft: it comes out when its line 'draft: true' is gone",
            _ => null,
        };
        if (news is not null)
        {
            console.Out.WriteLine($"{outcome.Name}: {news}");
        }

        foreach (var diagnostic in outcome.Diagnostics)
        {
            var colour = diagnostic.Severity switch { Severity.Error => "31", Severity.Warning => "33", _ => "36" };
            console.Out.WriteLine(console.Paint(diagnostic.Format(site.Upload(outcome.Name)), colour));
        }
    }

    private static void WriteJson(CliConsole console, CliSite site, PublicationResult result, HubResult? hub, TimeSpan elapsed) => console.WriteJson(json =>
    {
        json.WriteString("out", site.Out);
        json.WriteNumber("written", result.Written);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteStartObject("stages");
        foreach (var (stage, time) in result.Stages)
        {
            json.WriteNumber(stage.ToString().ToLowerInvariant(), Math.Round(time.TotalSeconds, 3));
        }

        json.WriteEndObject();
        json.WriteStartObject("uploads");
        foreach (var status in Enum.GetValues<IngestStatus>())
        {
            json.WriteNumber(status.ToString().ToLowerInvariant(), result.Counts.GetValueOrDefault(status));
        }

        json.WriteEndObject();
        json.WriteStartObject("hub");
        json.WriteNumber("told", hub?.Told ?? 0);
        json.WriteNumber("owed", hub?.Owed ?? 0);
        json.WriteEndObject();
        StoppedOutputs.Write(json, result.Leaks);
        json.WriteStartArray("waiting");
        foreach (var title in result.Waiting.Select(w => w.Title).Distinct())
        {
            json.WriteStringValue(title.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("reports");
        foreach (var outcome in result.Outcomes)
        {
            json.WriteStartObject();
            ReportWriter.Write(json, outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A path as short as it can be said from here.</summary>
    internal static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
