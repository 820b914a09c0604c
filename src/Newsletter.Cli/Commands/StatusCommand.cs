using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter status</c>: what is out, what waits, what was rejected.</summary>
internal static class StatusCommand
{
    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command("status", "Say what is published, scheduled, rejected, and what is still to be done.") { json };
        site.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(console, site.Open(parsed), parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, LocalSite site, bool json, CancellationToken cancel)
    {
        using var storage = site.Open();
        var stores = LocalSite.Stores(storage);
        var catalogue = stores.Catalogue(site.Settings);
        var counts = new SortedDictionary<ArticleState, int>();
        var scheduled = new List<ArticleRecord>();
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            counts[article.State] = counts.GetValueOrDefault(article.State) + 1;
            if (article.State == ArticleState.Scheduled)
            {
                scheduled.Add(article);
            }
        }

        var rejected = new List<(string Name, SourceRecord Source)>();
        await foreach (var (name, source) in catalogue.SourcesAsync(cancel))
        {
            if (source.State == SourceState.Rejected || source.Problems.Any(problem => problem.Code == CatalogueRules.NotProcessed.Code))
            {
                rejected.Add((name, source));
            }
        }

        var scan = await InboxScan.RunAsync(stores.Inbox, stores.Table, cancel);
        if (json)
        {
            WriteJson(console, counts, scheduled, rejected, scan);
            return ExitCodes.Success;
        }

        foreach (var (state, count) in counts)
        {
            console.Out.WriteLine($"{count.ToString(CultureInfo.InvariantCulture),6} {state.ToString().ToLowerInvariant()}");
        }

        foreach (var article in scheduled.OrderBy(a => a.Published))
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scheduled {article.Published.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {article.Slug}"));
        }

        foreach (var (name, source) in rejected)
        {
            console.Out.WriteLine($"rejected: {name} ({string.Join(", ", source.Problems.Select(p => p.Code).Distinct())})");
        }

        console.Out.WriteLine(scan.Changed.Count + scan.Gone.Count == 0
            ? "Everything in the inbox is taken."
            : $"{scan.Changed.Count} new or changed and {scan.Gone.Count} removed since the last publication.");
        return ExitCodes.Success;
    }

    private static void WriteJson(
        CliConsole console, SortedDictionary<ArticleState, int> counts, List<ArticleRecord> scheduled, List<(string Name, SourceRecord Source)> rejected, InboxScan scan)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (state, count) in counts)
            {
                json.WriteNumber(state.ToString().ToLowerInvariant(), count);
            }

            json.WriteNumber("changed", scan.Changed.Count);
            json.WriteNumber("gone", scan.Gone.Count);
            json.WriteStartArray("waiting");
            scheduled.ForEach(a => json.WriteStringValue(a.Slug));
            json.WriteEndArray();
            json.WriteStartArray("rejected");
            rejected.ForEach(r => json.WriteStringValue(r.Name));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
