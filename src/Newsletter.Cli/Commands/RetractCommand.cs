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
        command.SetAction((parsed, cancel) => RunAsync(console, parsed.GetValue(CliOptions.Json), site.Open(parsed), parsed.GetRequiredValue(slug), RetractAsync, cancel));
        return command;
    }

    public static Command CreateRestore(CliConsole console)
    {
        var (command, site, slug) = Shape("restore", "Bring back an article that was taken back with 'retract'.");
        command.SetAction((parsed, cancel) => RunAsync(console, parsed.GetValue(CliOptions.Json), site.Open(parsed), parsed.GetRequiredValue(slug), RestoreAsync, cancel));
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

    private delegate Task<IngestOutcome> Act(Stores stores, LocalSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel);

    private static async Task<int> RunAsync(CliConsole console, bool json, LocalSite site, string slug, Act act, CancellationToken cancel)
    {
        using var storage = site.Open();
        var stores = LocalSite.Stores(storage);
        var heirs = new List<IngestOutcome>();
        var outcome = await act(stores, site, slug, heirs.Add, cancel);
        var marked = await new Publication(stores, site.Settings, site.Templates, TimeProvider.System).PublishMarkedAsync(cancel);
        PublishCommand.Warn(console, marked.UnwrittenReports);
        await HubCall.MakeAsync(console, site, storage, cancel);
        if (json)
        {
            console.WriteJson(writer =>
            {
                ReportWriter.Write(writer, outcome);
                writer.WriteNumber("written", marked.Written);
                StoppedOutputs.Write(writer, marked.Leaks);
            });
        }
        else
        {
            WriteText(console, site, outcome, heirs);
            StoppedOutputs.Describe(console, marked.Leaks);
        }

        return outcome.Status == IngestStatus.Rejected || marked.Leaks.Count > 0 ? ExitCodes.Problems : ExitCodes.Success;
    }

    private static void WriteText(CliConsole console, LocalSite site, IngestOutcome outcome, List<IngestOutcome> heirs)
    {
        var file = PublishCommand.Shown(Path.Combine(site.Inbox.FullName, outcome.Name));
        if (outcome.Status == IngestStatus.Retracted)
        {
            console.Out.WriteLine($"Taken back: {outcome.Article!.Slug}. A note stands at its address.");
            console.Out.WriteLine(File.Exists(Path.Combine(site.Inbox.FullName, outcome.Name))
                ? $"{file} stays in the inbox. It comes out again when you change it, or by: newsletter restore {site.Words} --slug {outcome.Article.Slug}"
                : $"{file} is no longer in the inbox.");
        }
        else if (outcome.Status == IngestStatus.Rejected)
        {
            PublishCommand.Describe(console, site, outcome);
            console.Out.WriteLine($"{file} has errors: correct them, then publish.");
        }
        else
        {
            console.Out.WriteLine($"Back again: {outcome.Article!.Slug} ({outcome.Status.ToString().ToLowerInvariant()}).");
        }

        foreach (var heir in heirs)
        {
            console.Out.WriteLine($"{PublishCommand.Shown(Path.Combine(site.Inbox.FullName, heir.Name))}, which waited for the address, is {heir.Status.ToString().ToLowerInvariant()}.");
        }
    }

    private static async Task<IngestOutcome> RetractAsync(Stores stores, LocalSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel)
    {
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
        await new Ingest(stores, site.Settings, TimeProvider.System).TakeAsync(heirs, report, cancel);
        return outcome ?? throw new CliException(ExitCodes.Configuration, $"{article.Source} is no longer known.", "Run 'newsletter publish' and look at 'newsletter status'.");
    }

    private static async Task<IngestOutcome> RestoreAsync(Stores stores, LocalSite site, string slug, Action<IngestOutcome> report, CancellationToken cancel)
    {
        var retracted = await stores.Catalogue(site.Settings).SourcesAsync(cancel).Where(s => s.Source.State == SourceState.Retracted).ToListAsync(cancel);
        var source = retracted.Find(s => s.Source.Slug == slug);
        if (source.Name is null)
        {
            throw Unknown($"No article with the slug '{slug}' was taken back by command.", slug, [.. retracted.Select(s => s.Source.Slug).OfType<string>()]);
        }

        IngestOutcome? outcome = null;
        await new Ingest(stores, site.Settings, TimeProvider.System).RestoreAsync(source.Name, o => outcome = o, cancel);
        return outcome ?? throw new CliException(ExitCodes.Configuration, $"{source.Name} is no longer in the inbox.", "Put it back, then publish.");
    }

    private static CliException Unknown(string message, string slug, string[] known) => new(ExitCodes.Configuration, message,
        DidYouMean.Nearest(slug, known) is { } near ? $"Did you mean '{near}'?" : "See 'newsletter status' and the addresses of the site's pages for those there are.");
}
