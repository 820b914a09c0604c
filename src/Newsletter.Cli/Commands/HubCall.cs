using Newsletter.Publishing;
using Newsletter.Storage;

namespace Newsletter.Cli.Commands;

/// <summary>Tells the hub of the feeds that changed, when the settings name one.</summary>
internal static class HubCall
{
    /// <summary>A hub that is away is a warning: what it is owed is kept for the next run. Null: no hub.</summary>
    public static async Task<HubResult?> MakeAsync(CliConsole console, SiteSettings site, ITable table, CancellationToken cancel)
    {
        if (site.Hub is null)
        {
            return null;
        }

        using var client = new HttpClient();
        var result = await new HubPings(table, site).PayAsync(client, TimeProvider.System, cancel);
        if (result.Problem is { } problem)
        {
            console.Complain($"warning: {result.Owed} feeds are still to be announced: {problem}. The next run tries again.", "33");
        }

        return result;
    }
}
