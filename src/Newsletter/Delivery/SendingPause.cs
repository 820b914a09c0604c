using System.Globalization;
using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>Whether sending is paused. Mails under way are finished; workers notice within a second.</summary>
public sealed class SendingPause(ITable table, TimeProvider clock)
{
    private const string Partition = "control";
    private const string Row = "paused";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);
    private bool isPaused;
    private DateTimeOffset looked = DateTimeOffset.MinValue;

    /// <summary>Since when; null: it is not.</summary>
    public async ValueTask<DateTimeOffset?> SinceAsync(CancellationToken cancel) => await table.GetAsync(Partition, Row, cancel) is { } row
        ? DateTimeOffset.Parse(row.Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>As it was a second ago at most.</summary>
    public async ValueTask<bool> IsOnAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - looked >= Remembered || now < looked)
        {
            isPaused = await SinceAsync(cancel) is not null;
            looked = now;
        }

        return isPaused;
    }

    /// <summary>Returns since when it is paused.</summary>
    public async ValueTask<DateTimeOffset> PauseAsync(CancellationToken cancel)
    {
        await table.PutAsync(Partition, Row, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), WriteCondition.IfNew, cancel);
        return await SinceAsync(cancel) ?? clock.GetUtcNow();
    }

    /// <summary>False: it was not paused.</summary>
    public async ValueTask<bool> ResumeAsync(CancellationToken cancel) => await table.DeleteAsync(Partition, Row, WriteCondition.None, cancel);
}
