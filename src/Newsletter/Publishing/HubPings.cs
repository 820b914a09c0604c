using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Site;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>What a hub was told, and what it still has to be.</summary>
/// <param name="Told">Feeds that it took notice of.</param>
/// <param name="Owed">Feeds that it did not: it will be told of them the next time.</param>
/// <param name="Problem">Why not now; null when none is owed.</param>
public sealed record HubResult(int Told, int Owed, string? Problem);

/// <summary>
/// Which feeds a WebSub hub is to be told of: one ping for each whose bytes changed, after they were written. A ping is owed from before the write
/// until the hub has accepted it, so that a crash or a hub that is away loses none. A feed that is new needs none: nobody can follow it yet.
/// </summary>
public sealed class HubPings(ITable table, SiteSettings site)
{
    /// <summary>Told at once; when all of so many fail the hub is away, and the others wait.</summary>
    private const int AtOnce = 4;

    private readonly Addresses addresses = new(site);

    /// <summary>The feed will change. Documents of the archive are no feeds that anybody follows.</summary>
    public ValueTask OweAsync(string key, CancellationToken cancel) => OweAsync(key, WriteCondition.None, cancel);

    /// <summary>The feed has changed. Another process may have told the hub since it was owed, while the old bytes still stood there.</summary>
    public ValueTask StillOweAsync(string key, CancellationToken cancel) => OweAsync(key, WriteCondition.IfNew, cancel);

    /// <summary>Tells the hub of every feed owed. That it fails is a result, not an exception.</summary>
    public async Task<HubResult> PayAsync(HttpClient client, TimeProvider time, CancellationToken cancel)
    {
        if (site.Hub is not { } hub)
        {
            return new(0, 0, null);
        }

        var owed = await table.QueryAsync(Keys.Pings, null, null, int.MaxValue, cancel).ToListAsync(cancel);
        var told = 0;
        string? problem = null;
        foreach (var rows in owed.Chunk(AtOnce))
        {
            var results = await WebSub.PingAsync(client, hub, [.. rows.Select(r => addresses.Absolute(Keys.Unescape(r.Row)))], time, cancel);
            foreach (var (row, _) in rows.Zip(results).Where(r => r.Second.Accepted))
            {
                told++;
                // Changed once more meanwhile: then it is owed anew.
                await table.DeleteAsync(Keys.Pings, row.Row, WriteCondition.IfUnchanged(row.ETag), cancel);
            }

            problem = results.FirstOrDefault(r => !r.Accepted)?.Problem ?? problem;
            if (results.All(r => !r.Accepted))
            {
                break;
            }
        }

        return new(told, owed.Count - told, problem);
    }

    private async ValueTask OweAsync(string key, WriteCondition condition, CancellationToken cancel)
    {
        if (site.Hub is not null && IsFollowed(key))
        {
            await table.PutAsync(Keys.Pings, Keys.Escape(key), "", condition, cancel);
        }
    }

    private static bool IsFollowed(string key) =>
        key[(key.LastIndexOf('/') + 1)..] is FeedFiles.Rss or FeedFiles.Atom or FeedFiles.Json && !key.StartsWith("archive/", StringComparison.Ordinal);
}
