using System.CommandLine;
using System.Globalization;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Storage;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter status</c>: what is out, what waits, what was rejected or taken back.</summary>
internal static class StatusCommand
{
    private const int MostListed = 30;

    private sealed record Picture(
        SortedDictionary<ArticleState, int> Counts, List<ArticleRecord> Scheduled, List<(string Name, SourceRecord Source)> Rejected,
        List<(string Name, SourceRecord Source)> Retracted, List<string> Drafts, List<(string Source, IReadOnlyList<string> Titles)> Waiting, InboxScan Inbox, int Marked, List<WorkMessage> Poison);

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var command = new Command("status", "Say what is published, scheduled, a draft, rejected, taken back, and what is still to be done.");
        site.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(console, site.Of(parsed), parsed.GetValue(CliOptions.Json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, CliSite site, bool json, CancellationToken cancel)
    {
        using var open = site.Open();
        var picture = await LookAsync(open, site.Settings, cancel);
        if (json)
        {
            WriteJson(console, picture);
        }
        else
        {
            WriteText(console, site, picture);
        }

        return ExitCodes.Success;
    }

    private static async Task<Picture> LookAsync(OpenSite open, SiteSettings site, CancellationToken cancel)
    {
        var stores = open.Stores;
        var catalogue = stores.Catalogue(site);
        var counts = new SortedDictionary<ArticleState, int>(Enum.GetValues<ArticleState>().ToDictionary(state => state, _ => 0));
        var scheduled = new List<ArticleRecord>();
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            counts[article.State]++;
            if (article.State == ArticleState.Scheduled)
            {
                scheduled.Add(article);
            }
        }

        var rejected = new List<(string, SourceRecord)>();
        var retracted = new List<(string, SourceRecord)>();
        var drafts = new List<string>();
        await foreach (var (name, source) in catalogue.SourcesAsync(cancel))
        {
            var isRejected = source.State == SourceState.Rejected || source.Problems.Any(problem => problem.Code == CatalogueRules.NotProcessed.Code);
            (isRejected ? rejected : source.State == SourceState.Retracted ? retracted : null)?.Add((name, source));
            if (source.State == SourceState.Draft)
            {
                drafts.Add(name);
            }
        }

        return new(
            counts, [.. scheduled.OrderBy(a => a.Published)], rejected, retracted, drafts,
            await WaitingTitles.StoredAsync(stores.Table, cancel).ToListAsync(cancel), await InboxScan.RunAsync(stores.Inbox, stores.Table, cancel),
            await Publisher.CountMarksAsync(stores.Table, cancel), await open.Publish.ListPoisonAsync(cancel).ToListAsync(cancel));
    }

    private static void WriteText(CliConsole console, CliSite site, Picture picture)
    {
        foreach (var (state, count) in picture.Counts.Where(c => c.Value > 0))
        {
            console.Out.WriteLine($"{count.ToString(CultureInfo.InvariantCulture),6} {state.ToString().ToLowerInvariant()}");
        }

        string[] lines =
        [
            .. picture.Scheduled.Select(a => string.Create(CultureInfo.InvariantCulture, $"scheduled for {a.Published.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {a.Source}")),
            .. picture.Drafts.Select(name => $"draft: {name}"),
            .. picture.Rejected.Select(r => $"rejected: {r.Name} ({string.Join(", ", r.Source.Problems.Select(p => p.Code).Distinct())})"),
            .. picture.Retracted.Select(r => $"taken back, file still in the inbox: {r.Name} (newsletter restore {site.Words} --slug {r.Source.Slug})"),
            .. picture.Waiting.Select(w => $"waiting in Read More of {w.Source}: {string.Join(", ", w.Titles.Select(t => $"\"{t}\""))}"),
            .. picture.Poison.Select(message => $"given up by the queue: \"{Short(message.Body)}\" (the next sweep or publication does what it asked for)"),
        ];
        foreach (var line in lines.Take(MostListed))
        {
            console.Out.WriteLine(line);
        }

        if (lines.Length > MostListed)
        {
            console.Out.WriteLine($"... and {lines.Length - MostListed} lines more: --json shows all");
        }

        if (picture.Marked > 0)
        {
            console.Out.WriteLine($"{Count(picture.Marked, "page or list", "pages and lists")} changed and not published yet.");
        }

        console.Out.WriteLine(picture.Inbox.Changed.Count + picture.Inbox.Gone.Count == 0
            ? "Everything in the inbox is taken."
            : $"{picture.Inbox.Changed.Count} new or changed and {picture.Inbox.Gone.Count} removed since the last publication.");
    }

    private static void WriteJson(CliConsole console, Picture picture) => console.WriteJson(json =>
    {
        json.WriteStartObject("articles");
        foreach (var (state, count) in picture.Counts)
        {
            json.WriteNumber(state.ToString().ToLowerInvariant(), count);
        }

        json.WriteEndObject();
        json.WriteStartObject("inbox");
        json.WriteNumber("changed", picture.Inbox.Changed.Count);
        json.WriteNumber("gone", picture.Inbox.Gone.Count);
        json.WriteEndObject();
        json.WriteStartArray("scheduled");
        foreach (var article in picture.Scheduled)
        {
            json.WriteStartObject();
            json.WriteString("file", article.Source);
            json.WriteString("slug", article.Slug);
            json.WriteString("published", article.Published);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("drafts");
        picture.Drafts.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteNumber("marked", picture.Marked);
        WriteSources(json, "rejected", picture.Rejected);
        WriteSources(json, "retracted", picture.Retracted);
        json.WriteStartArray("waiting");
        foreach (var (source, titles) in picture.Waiting)
        {
            json.WriteStartObject();
            json.WriteString("file", source);
            json.WriteStartArray("titles");
            titles.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("poison");
        foreach (var message in picture.Poison)
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("message", message.Body);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    /// <summary>Whoever may write to the queue may have written anything.</summary>
    private static string Short(string message) => string.Concat(message.Take(80).Select(c => char.IsControl(c) ? ' ' : c));

    private static void WriteSources(System.Text.Json.Utf8JsonWriter json, string name, List<(string Name, SourceRecord Source)> sources)
    {
        json.WriteStartArray(name);
        foreach (var (file, source) in sources)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("slug", source.Slug);
            json.WriteStartArray("codes");
            foreach (var code in source.Problems.Select(p => p.Code).Distinct())
            {
                json.WriteStringValue(code);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
