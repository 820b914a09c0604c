using System.Globalization;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>
/// Asks for a publication, once for all uploads of a burst: while one is asked for and not begun, further wishes are covered by it. The row that says so
/// is nobody's lease. It is removed before marks are read, so no mark set before is missed; one that a dead worker left counts for nothing once it is old.
/// </summary>
public sealed class PublishRequests(ITable table, IWorkQueue queue, TimeProvider clock)
{
    private const string Row = "publish-asked";

    /// <summary>How long uploads gather before they are published.</summary>
    public static TimeSpan Gathering { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A wish that nobody took up for so long is made again.</summary>
    public static TimeSpan Old { get; } = TimeSpan.FromMinutes(1);

    /// <summary>After marks were set. Returns whether a message was sent.</summary>
    public async ValueTask<bool> AskAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var there = await table.GetAsync(Keys.Meta, Row, cancel);
        if (there is not null && now - Instant(there.Value) < Old)
        {
            return false;
        }

        var condition = there is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(there.ETag);
        if (await table.PutAsync(Keys.Meta, Row, now.UtcTicks.ToString(CultureInfo.InvariantCulture), condition, cancel) is null)
        {
            // Somebody asked in this moment, or began: the look is taken once more.
            return await AskAsync(cancel);
        }

        await queue.EnqueueAsync(PublishWish.Write(now), Gathering, cancel);
        return true;
    }

    /// <summary>Before marks are read.</summary>
    public async ValueTask BeginAsync(CancellationToken cancel) => await table.DeleteAsync(Keys.Meta, Row, WriteCondition.None, cancel);

    private static DateTimeOffset Instant(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
