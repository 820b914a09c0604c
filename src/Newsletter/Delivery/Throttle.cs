using System.Text.Json;
using System.Text.Json.Serialization;
using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>
/// Keeps one provider's mails within its limits, whatever number of workers send: what they take is counted in storage before it is sent. A provider that
/// asks to slow down is left alone for a while, twice as long each time, until it takes mail again.
/// </summary>
/// <param name="first">How long a provider is left alone the first time.</param>
public sealed class Throttle(ITable table, string provider, RateLimit limit, TimeSpan first, TimeProvider clock) : IDisposable
{
    private const string Partition = "rate";

    /// <summary>Taken from storage at once, at most; what a worker that dies has taken and not sent is lost to the others for that minute.</summary>
    private const int MostAtOnce = 20;

    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(15);

    /// <summary>For so long it may go unnoticed that another worker was asked to slow down.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private RateUse known = RateUse.Nothing;
    private DateTimeOffset looked = DateTimeOffset.MinValue;
    private int left;

    /// <summary>Takes one mail's place. Null: it may be sent now; else not before that time.</summary>
    public async ValueTask<DateTimeOffset?> TakeAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (now - looked >= Remembered || now < looked)
            {
                (known, _) = await ReadAsync(cancel);
                looked = now;
            }

            if (known.Held > now)
            {
                return known.Held;
            }

            if (limit.IsNone || left > 0)
            {
                left = Math.Max(left - 1, 0);
                return null;
            }

            return await TakeMoreAsync(now, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The provider asked to slow down.</summary>
    public ValueTask HoldAsync(CancellationToken cancel) => ChangeAsync(
        use => use.Held > clock.GetUtcNow() ? use : use with { Level = Math.Min(use.Level + 1, 20), Held = clock.GetUtcNow() + Hold(use.Level) }, cancel);

    /// <summary>The provider took a mail.</summary>
    public ValueTask EaseAsync(CancellationToken cancel) => known.Level == 0 ? ValueTask.CompletedTask : ChangeAsync(use => use with { Level = 0, Held = default }, cancel);

    public void Dispose() => gate.Dispose();

    private TimeSpan Hold(int level) => first * Math.Pow(2, level) is var hold && hold < LongestHold ? hold : LongestHold;

    private async ValueTask<DateTimeOffset?> TakeMoreAsync(DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var (use, etag) = await ReadAsync(cancel);
            var most = limit.PerMinute > 0 ? Math.Clamp(limit.PerMinute / 10, 1, MostAtOnce) : MostAtOnce;
            var (after, granted, until) = use.Take(most, limit, now);
            if (granted == 0)
            {
                return until;
            }

            if (await WriteAsync(after, etag, cancel))
            {
                known = after;
                left = granted - 1;
                return null;
            }
        }
    }

    private async ValueTask ChangeAsync(Func<RateUse, RateUse> change, CancellationToken cancel)
    {
        RateUse after;
        string? etag;
        do
        {
            (after, etag) = await ReadAsync(cancel);
            after = change(after);
        }
        while (!await WriteAsync(after, etag, cancel));
        known = after;
    }

    private async ValueTask<(RateUse Use, string? ETag)> ReadAsync(CancellationToken cancel) => await table.GetAsync(Partition, provider, cancel) is { } row
        ? (JsonSerializer.Deserialize(row.Value, RateJson.Default.RateUse) ?? RateUse.Nothing, row.ETag)
        : (RateUse.Nothing, null);

    private async ValueTask<bool> WriteAsync(RateUse use, string? etag, CancellationToken cancel) => await table.PutAsync(
        Partition, provider, JsonSerializer.Serialize(use, RateJson.Default.RateUse), etag is null ? WriteCondition.IfNew : WriteCondition.IfUnchanged(etag), cancel) is not null;
}

[JsonSerializable(typeof(RateUse))]
internal sealed partial class RateJson : JsonSerializerContext;
