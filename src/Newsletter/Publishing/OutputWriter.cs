using Newsletter.Site;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>What became of an output.</summary>
public enum WriteOutcome
{
    Written,

    /// <summary>The same bytes are there already.</summary>
    Unchanged,

    /// <summary>Somebody else wrote it meanwhile: the caller renders it anew from what the catalogue says by then.</summary>
    Conflict,
}

/// <summary>Writes outputs whose bytes changed, and only those. Counts what it did.</summary>
public sealed class OutputWriter(IBlobStore web)
{
    private int written;
    private int unchanged;

    public int Written => written;

    public int Unchanged => unchanged;

    /// <summary>Keys written, in no order; only when <see cref="Remembers"/>.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Keys { get; } = [];

    public bool Remembers { get; init; }

    /// <summary>Most outputs will be new: trying that first saves a look.</summary>
    public bool ExpectsNew { get; init; }

    /// <summary>Remembers which feeds a hub is to be told of; null: no hub.</summary>
    public HubPings? Pings { get; init; }

    public async ValueTask<WriteOutcome> WriteAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (ExpectsNew && await web.PutAsync(key, content, OutputHeaders.Of(key), WriteCondition.IfNew, cancel) is not null)
        {
            return Wrote(key);
        }

        var there = await web.GetAsync(key, cancel);
        if (there is not null && there.Content.Span.SequenceEqual(content.Span))
        {
            Interlocked.Increment(ref unchanged);
            return WriteOutcome.Unchanged;
        }

        if (there is null)
        {
            return await web.PutAsync(key, content, OutputHeaders.Of(key), WriteCondition.IfNew, cancel) is null ? WriteOutcome.Conflict : Wrote(key);
        }

        await (Pings?.OweAsync(key, cancel) ?? default);
        if (await web.PutAsync(key, content, OutputHeaders.Of(key), WriteCondition.IfUnchanged(there.Item.ETag), cancel) is null)
        {
            return WriteOutcome.Conflict;
        }

        await (Pings?.StillOweAsync(key, cancel) ?? default);
        return Wrote(key);
    }

    private WriteOutcome Wrote(string key)
    {
        Interlocked.Increment(ref written);
        if (Remembers)
        {
            Keys.Add(key);
        }

        return WriteOutcome.Written;
    }
}
