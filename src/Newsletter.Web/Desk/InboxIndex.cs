using System.Collections.Concurrent;
using Newsletter.Publishing;
using Newsletter.Storage;

namespace Newsletter.Web.Desk;

/// <summary>The files of the inbox by name, without their contents. Read whole once; then each file when it changes.</summary>
internal sealed class InboxIndex(IBlobStore inbox)
{
    private readonly ConcurrentDictionary<string, BlobItem> files = new(StringComparer.Ordinal);
    private IReadOnlyList<BlobItem>? newest;

    /// <summary>Articles, and what can't be used as one, the last changed first.</summary>
    public IReadOnlyList<BlobItem> Newest =>
        newest ??= [.. files.Values.Where(file => InboxName.KindOf(file.Name) is InboxKind.Article or InboxKind.Unusable)
            .OrderByDescending(file => file.LastModified).ThenBy(file => file.Name, StringComparer.Ordinal)];

    public BlobItem? Find(string name) => files.GetValueOrDefault(name);

    /// <summary>Whether a folder of the inbox holds any file.</summary>
    public bool HasBelow(string folder) => files.Keys.Any(name => name.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Looks at every file. Returns those that are new, changed or gone.</summary>
    public async Task<IReadOnlyList<string>> RescanAsync(CancellationToken cancel)
    {
        var changed = new List<string>();
        var gone = new HashSet<string>(files.Keys, StringComparer.Ordinal);
        await foreach (var item in inbox.ListAsync("", cancel))
        {
            if (InboxName.KindOf(item.Name) == InboxKind.Ignored)
            {
                continue;
            }

            gone.Remove(item.Name);
            if (files.GetValueOrDefault(item.Name)?.ETag != item.ETag)
            {
                files[item.Name] = item;
                changed.Add(item.Name);
            }
        }

        foreach (var name in gone)
        {
            files.TryRemove(name, out _);
            changed.Add(name);
        }

        newest = changed.Count > 0 ? null : newest;
        return changed;
    }

    /// <summary>Looks at one file. Returns how it is now when that is news; the second value: whether it is.</summary>
    public async Task<(BlobItem? File, bool IsNews)> TouchAsync(string name, CancellationToken cancel)
    {
        if (!BlobName.IsValid(name) || InboxName.KindOf(name) == InboxKind.Ignored)
        {
            return (null, false);
        }

        var now = await inbox.GetItemAsync(name, cancel);
        if (now?.ETag == files.GetValueOrDefault(name)?.ETag)
        {
            return (now, false);
        }

        if (now is null)
        {
            files.TryRemove(name, out _);
        }
        else
        {
            files[name] = now;
        }

        newest = null;
        return (now, true);
    }
}
