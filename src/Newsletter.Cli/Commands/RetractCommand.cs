using System.CommandLine;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary>
/// <c>newsletter retract --slug SLUG</c> takes an article back and leaves its file alone; <c>newsletter restore --slug SLUG</c> brings it back.
/// </summary>
internal static class RetractCommand
{
    public static Command Create(CliConsole console)
    {
        var (command, site, slug) = Shape("retract", "Take an article back: a note stands in its place, lists and feeds lose it, its file stays where it is.");
        command.SetAction((parsed, cancel) => RunAsync(console, parsed.GetValue(CliOptions.Json), site.Of(parsed), parsed.GetRequiredValue(slug), RetractAsync, cancel));
        return command;
    }

    public static Command CreateRestore(CliConsole console)
    {
        var (command, site, slug) = Shape("restore", "Bring back an article that was taken back with 'retract'.");
        command.SetAction((parsed, cancel) => RunAsync(console, parsed.GetValue(CliOptions.Json), site.Of(parsed), parsed.GetRequiredValue(slug), RestoreAsync, cancel));
        return command;
    }

    private static (Command Command, SiteOptions Site, Option<string> Slug) Shape(string name, string description)
    {
        var site = new SiteOptions();
        var slug = new Option<string>("--slug", "-s") { Description = "The article's slug: the last part of its address.", Required = true };
        var command = new Command(name, description) { slug };
        site.AddTo(command);
        return (command, site, slug);
    }

    private delegate Task<IngestOutcome> Act(OpenSite open, CliSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel);

    private static async Task<int> RunAsync(CliConsole console, bool json, CliSite site, string slug, Act act, CancellationToken cancel)
    {
        using var open = site.Open();
        var heirs = new List<IngestOutcome>();
        var outcome = await act(open, site, slug, heirs.Add, cancel);
        var (marked, isAsked) = await PublishAsync(open, site, cancel);
        PublishCommand.Warn(console, marked.UnwrittenReports);
        await HubCall.MakeAsync(console, site.Settings, open.Stores.Table, cancel);
        if (json)
        {
            console.WriteJson(writer =>
            {
                ReportWriter.Write(writer, outcome);
                writer.WriteNumber("written", marked.Written);
                writer.WriteBoolean("asked", isAsked);
                StoppedOutputs.Write(writer, marked.Leaks);
            });
        }
        else
        {
            WriteText(console, site, outcome, await open.Stores.Inbox.GetItemAsync(outcome.Name, cancel) is not null, heirs);
            StoppedOutputs.Describe(console, marked.Leaks);
            if (isAsked)
            {
                console.Out.WriteLine("The app or 'newsletter run' is asked to publish that with its own settings, which takes it some seconds: 'newsletter status' says when nothing waits any more.");
            }
        }

        return outcome.Status == IngestStatus.Rejected || marked.Leaks.Count > 0 ? ExitCodes.Problems : ExitCodes.Success;
    }

    /// <summary>What changed is published here, or by whoever published last if they do it with other settings or templates.</summary>
    private static async Task<(MarkedResult Marked, bool IsAsked)> PublishAsync(OpenSite open, CliSite site, CancellationToken cancel)
    {
        var publication = new Publication(open.Stores, site.Settings, site.Templates, TimeProvider.System);
        if (!open.IsShared || await publication.IsOursAsync(cancel) == true)
        {
            return (await publication.PublishMarkedAsync(open.IsShared, cancel), false);
        }

        await new PublishRequests(open.Stores.Table, open.Publish, TimeProvider.System).AskAsync(cancel);
        return (new(0, [], []), true);
    }

    private static void WriteText(CliConsole console, CliSite site, IngestOutcome outcome, bool isInInbox, List<IngestOutcome> heirs)
    {
        var file = site.Upload(outcome.Name);
        if (outcome.Status == IngestStatus.Retracted)
        {
            console.Out.WriteLine($"Taken back: {outcome.Article!.Slug}. A note stands at its address.");
            console.Out.WriteLine(isInInbox
                ? $"{file} stays in the inbox. It comes out again when you change it, or by: newsletter restore {site.Words} --slug {outcome.Article.Slug}"
                : $"{file} is no longer in the inbox.");
        }
        else if (outcome.Status == IngestStatus.Rejected)
        {
            PublishCommand.Describe(console, site, outcome);
            console.Out.WriteLine($"{file} has errors: correct them, then publish.");
        }
        else if (outcome.Status == IngestStatus.Draft)
        {
            PublishCommand.Describe(console, site, outcome);
        }
        else
        {
            console.Out.WriteLine($"Back again: {outcome.Article!.Slug} ({outcome.Status.ToString().ToLowerInvariant()}).");
        }

        foreach (var heir in heirs)
        {
            console.Out.WriteLine($"{site.Upload(heir.Name)}, which waited for the address, is {heir.Status.ToString().ToLowerInvariant()}.");
        }
    }

    private static async Task<IngestOutcome> RetractAsync(OpenSite open, CliSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel)
    {
        var stores = open.Stores;
        var catalogue = stores.Catalogue(site.Settings);
        var article = await catalogue.FindAsync(slug, cancel);
        if (article is not { State: not ArticleState.Moved } || (await catalogue.SourceAsync(article.Source, cancel))?.Slug != slug)
        {
            var known = await catalogue.AllAsync(cancel).Where(a => a.State is ArticleState.Published or ArticleState.Scheduled).Select(a => a.Slug).ToArrayAsync(cancel);
            throw article?.State switch
            {
                ArticleState.Moved => new CliException(ExitCodes.Configuration, $"The article '{slug}' has moved to '{article.MovedTo}'.", $"Say --slug {article.MovedTo}."),
                ArticleState.Retracted => new CliException(ExitCodes.Configuration, $"The article '{slug}' was taken back already: its file is gone from the inbox.", "Put the file back to publish it again."),
                _ => Unknown($"No article on the site has the slug '{slug}'.", slug, known),
            };
        }

        IngestOutcome? outcome = null;
        var heirs = await new Retraction(stores, site.Settings, TimeProvider.System).WithdrawAsync(article.Source, o => outcome = o, cancel);
        await new Ingest(stores, site.Settings, TimeProvider.System) { ReportsAll = open.IsShared }.TakeAsync(heirs, report, cancel);
        return outcome ?? throw new CliException(ExitCodes.Configuration, $"{article.Source} is no longer known.", "Run 'newsletter publish' and look at 'newsletter status'.");
    }

    private static async Task<IngestOutcome> RestoreAsync(OpenSite open, CliSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel)
    {
        var stores = open.Stores;
        var retracted = await stores.Catalogue(site.Settings).SourcesAsync(cancel).Where(s => s.Source.State == SourceState.Retracted).ToListAsync(cancel);
        var source = retracted.Find(s => s.Source.Slug == slug);
        if (source.Name is null)
        {
            throw Unknown($"No article with the slug '{slug}' was taken back by command.", slug, [.. retracted.Select(s => s.Source.Slug).OfType<string>()]);
        }

        IngestOutcome? outcome = null;
        await new Ingest(stores, site.Settings, TimeProvider.System) { ReportsAll = open.IsShared }.RestoreAsync(source.Name, o => outcome = o, cancel);
        return outcome ?? throw new CliException(ExitCodes.Configuration, $"{source.Name} is no longer in the inbox.", "Put it back, then publish.");
    }

    private static CliException Unknown(string message, string slug, string[] known) => new(ExitCodes.Configuration, message,
        DidYouMean.Nearest(slug, known) is { } near ? $"Did you mean '{near}'?" : "See 'newsletter status' and the addresses of the site's pages for those there are.");
}
