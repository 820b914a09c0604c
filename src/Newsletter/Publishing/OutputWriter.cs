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

    internal async ValueTask<WriteOutcome> WriteAsync(Output output, CancellationToken cancel)
    {
        if (ExpectsNew && !output.IsGone && await PutAsync(output, WriteCondition.IfNew, cancel))
        {
            return Wrote(output.Key);
        }

        var there = await SeeAsync(output.Key, cancel);
        return IsUnchanged(there, output) ? WriteOutcome.Unchanged : await ReplaceAsync(output, there?.Item.ETag, cancel);
    }

    /// <summary>The output as it stands; null: it isn't there.</summary>
    internal ValueTask<Blob?> SeeAsync(string key, CancellationToken cancel) => web.GetAsync(key, cancel);

    /// <summary>Whether what was seen is what would be written; counted as unchanged then.</summary>
    internal bool IsUnchanged(Blob? seen, Output output)
    {
        if (!output.IsSameAs(seen?.Content))
        {
            return false;
        }

        Interlocked.Increment(ref unchanged);
        return true;
    }

    /// <summary>Writes unless the output isn't what was seen any more.</summary>
    /// <param name="etag">Of what was seen; null: nothing.</param>
    internal async ValueTask<WriteOutcome> ReplaceAsync(Output output, string? etag, CancellationToken cancel)
    {
        var key = output.Key;
        if (etag is null)
        {
            return await PutAsync(output, WriteCondition.IfNew, cancel) ? Wrote(key) : WriteOutcome.Conflict;
        }

        await (Pings?.OweAsync(key, cancel) ?? default);
        var isDone = output.IsGone
            ? await web.DeleteAsync(key, WriteCondition.IfUnchanged(etag), cancel)
            : await PutAsync(output, WriteCondition.IfUnchanged(etag), cancel);
        if (!isDone)
        {
            return WriteOutcome.Conflict;
        }

        await (Pings?.StillOweAsync(key, cancel) ?? default);
        return Wrote(key);
    }

    private async ValueTask<bool> PutAsync(Output output, WriteCondition condition, CancellationToken cancel) =>
        await web.PutAsync(output.Key, output.Content, OutputHeaders.Of(output.Key), condition, cancel) is not null;

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
