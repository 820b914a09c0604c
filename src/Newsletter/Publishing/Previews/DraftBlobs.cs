using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Storage;

namespace Newsletter.Publishing.Previews;

/// <summary>Blobs as they would be after some changes, which are kept in memory and never reach the store below.</summary>
internal sealed class DraftBlobs(IBlobStore below, TimeProvider clock) : IBlobStore
{
    private readonly ConcurrentDictionary<string, Blob?> changed = new(StringComparer.Ordinal);
    private int writes;

    public ValueTask<Blob?> GetAsync(string name, CancellationToken cancel) => changed.TryGetValue(name, out var mine) ? new(mine) : below.GetAsync(name, cancel);

    public async ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) =>
        changed.TryGetValue(name, out var mine) ? mine?.Item : await below.GetItemAsync(name, cancel);

    public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
    {
        if (condition != WriteCondition.None && !condition.Allows((await GetItemAsync(name, cancel))?.ETag))
        {
            return null;
        }

        var etag = string.Create(CultureInfo.InvariantCulture, $"draft-{Interlocked.Increment(ref writes)}");
        changed[name] = new(new(name, etag, content.Length, clock.GetUtcNow()), headers, content);
        return etag;
    }

    public async ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel)
    {
        if (await GetItemAsync(name, cancel) is not { } item || !condition.Allows(item.ETag))
        {
            return false;
        }

        changed[name] = null;
        return true;
    }

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var mine = new SortedDictionary<string, Blob?>(changed.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);
        var items = await below.ListAsync(prefix, cancel).Where(item => !mine.ContainsKey(item.Name)).ToListAsync(cancel);
        foreach (var item in items.Concat(mine.Values.OfType<Blob>().Select(blob => blob.Item)).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            yield return item;
        }
    }
}
