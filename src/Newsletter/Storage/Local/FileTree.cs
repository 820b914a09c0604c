using System.IO.Enumeration;

namespace Newsletter.Storage.Local;

/// <summary>
/// The files below a root as blob names, in ordinal order of the full names, which is not the order of a walk through folders:
/// <c>a-b</c> comes before <c>a/b</c>.
/// </summary>
internal sealed class FileTree(BlobFolder folder)
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Memory is that of the folders on the way to the current one, not of the tree.</summary>
    public IEnumerable<BlobItem> List(string prefix, CancellationToken cancel)
    {
        var slash = prefix.LastIndexOf('/');
        if (slash >= 0 && (!BlobName.IsValid(prefix[..slash]) || folder.WayTo(prefix) != Way.Open))
        {
            yield break;
        }

        var open = new Stack<Level>();
        open.Push(new Level(prefix[..(slash + 1)], Children(prefix[..(slash + 1)], prefix[(slash + 1)..])));
        while (open.TryPeek(out var level))
        {
            cancel.ThrowIfCancellationRequested();
            if (!level.TryNext(out var child))
            {
                open.Pop();
                continue;
            }

            var name = level.Path + child.Key;
            if (child.IsFolder)
            {
                open.Push(new Level(name, Children(name, "")));
            }
            else if (BlobName.IsValid(name))
            {
                yield return child.Version.Item(name);
            }
        }
    }

    /// <summary>
    /// Paths below the root that no blob name reaches: links, and names that <see cref="BlobName"/> refuses. What is in them is not looked at.
    /// </summary>
    public IEnumerable<string> ListRefused()
    {
        var open = new Stack<string>([""]);
        while (open.TryPop(out var path))
        {
            var entries = Enumerate(path, static (ref FileSystemEntry entry) => (Key(ref entry), IsLink(ref entry)), static (ref FileSystemEntry _) => true);
            foreach (var (key, isLink) in entries)
            {
                var name = path + key.TrimEnd('/');
                if (isLink || !BlobName.IsValid(name))
                {
                    if (name != BlobName.ReservedFolder)
                    {
                        yield return name;
                    }
                }
                else if (key.EndsWith('/'))
                {
                    open.Push(path + key);
                }
            }
        }
    }

    private List<Child> Children(string path, string start)
    {
        var children = Enumerate(
            path,
            static (ref FileSystemEntry entry) =>
                new Child(Key(ref entry), new FileVersion(entry.LastWriteTimeUtc.Ticks, entry.IsDirectory ? 0 : entry.Length)),
            (ref FileSystemEntry entry) => entry.FileName.StartsWith(start, StringComparison.Ordinal) && !IsLink(ref entry)
                && !(path.Length == 0 && entry.FileName.Equals(BlobName.ReservedFolder, StringComparison.OrdinalIgnoreCase)));
        children.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return children;
    }

    private List<T> Enumerate<T>(string path, FileSystemEnumerable<T>.FindTransform transform, FileSystemEnumerable<T>.FindPredicate include)
    {
        try
        {
            return [.. new FileSystemEnumerable<T>(Path.Join(folder.Root, path), transform, All) { ShouldIncludePredicate = include }];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Of("list", path, folder.Root, problem);
        }
    }

    // Links first: a link to a folder calls itself a folder.
    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static string Key(ref FileSystemEntry entry) =>
        entry.IsDirectory && !IsLink(ref entry) ? string.Concat(entry.FileName, "/") : entry.FileName.ToString();

    /// <param name="Key">The name in its folder; a folder's ends in a slash, which gives the order of full names.</param>
    private readonly record struct Child(string Key, FileVersion Version)
    {
        public bool IsFolder => Key.EndsWith('/');
    }

    private sealed class Level(string path, List<Child> children)
    {
        private int next;

        public string Path { get; } = path;

        /// <summary>The next child that is still there: one deleted between the listing of its folder and the look at it has the time of no file.</summary>
        public bool TryNext(out Child child)
        {
            while (next < children.Count)
            {
                child = children[next++];
                if (child.IsFolder || child.Version.Ticks > Vanished)
                {
                    return true;
                }
            }

            child = default;
            return false;
        }

        private static readonly long Vanished = DateTime.FromFileTimeUtc(0).Ticks;
    }
}
