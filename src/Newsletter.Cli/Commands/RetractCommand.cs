using System.CommandLine;
using Newsletter.Publishing;
using Newsletter.Site;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter retract SLUG</c>: take an article back, leaving its file where it is until it is removed from the inbox.</summary>
internal static class RetractCommand
{
    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var slug = new Option<string>("--slug", "-s") { Description = "The article's slug: the last part of its address.", Required = true };
        var command = new Command("retract", "Take an article back: a note in its place, gone from lists and feeds. Move its file out of the inbox to keep it so.") { slug };
        site.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(console, site.Open(parsed), parsed.GetRequiredValue(slug), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, LocalSite site, string slug, CancellationToken cancel)
    {
        using var storage = site.Open();
        var stores = LocalSite.Stores(storage);
        if (await stores.Catalogue(site.Settings).FindAsync(slug, cancel) is not { State: Catalogue.ArticleState.Published or Catalogue.ArticleState.Scheduled } article)
        {
            throw new CliException(ExitCodes.Configuration, $"No article has the slug '{slug}'.", "See 'newsletter status' for those there are.");
        }

        var file = Path.Combine(site.Inbox.FullName, article.Source);
        var kept = Path.Combine(site.State, "retracted", article.Source);
        if (File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Move(file, kept, overwrite: true);
        }

        await new Ingest(stores, site.Settings, TimeProvider.System).RetractAsync([article.Source], _ => { }, cancel);
        var renderer = new OutputRenderer(site.Settings, site.Templates);
        await new Publisher(stores, site.Settings, renderer, new OutputWriter(stores.Web), TimeProvider.System).PublishAsync(_ => { }, cancel);
        console.Out.WriteLine($"Taken back: {article.Slug}. Its file is now {PublishCommand.Shown(kept)}.");
        return ExitCodes.Success;
    }
}
