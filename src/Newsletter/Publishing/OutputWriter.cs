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

        var there = await SeeAsync(key, cancel);
        return IsUnchanged(there, content) ? WriteOutcome.Unchanged : await ReplaceAsync(key, content, there?.Item.ETag, cancel);
    }

    /// <summary>The output as it stands; null: it isn't there.</summary>
    internal ValueTask<Blob?> SeeAsync(string key, CancellationToken cancel) => web.GetAsync(key, cancel);

    /// <summary>Whether what was seen has these bytes; counted as unchanged then.</summary>
    internal bool IsUnchanged(Blob? seen, ReadOnlyMemory<byte> content)
    {
        if (seen is null || !seen.Content.Span.SequenceEqual(content.Span))
        {
            return false;
        }

        Interlocked.Increment(ref unchanged);
        return true;
    }

    /// <summary>Writes unless the output isn't what was seen any more.</summary>
    /// <param name="etag">Of what was seen; null: nothing.</param>
    internal async ValueTask<WriteOutcome> ReplaceAsync(string key, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancel)
    {
        if (etag is null)
        {
            return await web.PutAsync(key, content, OutputHeaders.Of(key), WriteCondition.IfNew, cancel) is null ? WriteOutcome.Conflict : Wrote(key);
        }

        await (Pings?.OweAsync(key, cancel) ?? default);
        if (await web.PutAsync(key, content, OutputHeaders.Of(key), WriteCondition.IfUnchanged(etag), cancel) is null)
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
