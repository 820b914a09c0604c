namespace Newsletter.Storage.Local;

/// <summary>What stands between the root and the place of a blob.</summary>
internal enum Way
{
    /// <summary>Folders, all there.</summary>
    Open,

    /// <summary>Folders, not all there yet.</summary>
    Missing,

    /// <summary>A file where a folder would have to be.</summary>
    File,

    /// <summary>A link.</summary>
    Link,
}

/// <summary>
/// Where names are in the file system: below one root, and never through a link. Links below the root are no blobs: reads and lists pass
/// them over, and nothing is written through one.
/// </summary>
/// <param name="root">May itself be a link, and need not exist.</param>
internal sealed class BlobFolder(string root)
{
    private const int Gone = -1;
    private const int MostTries = 200;

    public string Root { get; } = Path.GetFullPath(root);

    /// <exception cref="ArgumentException">Not a blob name.</exception>
    /// <exception cref="StorageException">Windows can't hold the name.</exception>
    public string PathOf(string name)
    {
        BlobName.Demand(name);
        if (OperatingSystem.IsWindows() && !WindowsNames.CanHold(name))
        {
            throw new StorageException($"Windows can't hold a file named {name}: rename it.");
        }

        return Path.Join(Root, name);
    }

    public Way WayTo(string name)
    {
        for (var slash = name.IndexOf('/'); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            var attributes = new FileInfo(Path.Join(Root, name.AsSpan(0, slash))).Attributes;
            if ((int)attributes == Gone)
            {
                return Way.Missing;
            }

            if (attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return Way.Link;
            }

            if (!attributes.HasFlag(FileAttributes.Directory))
            {
                return Way.File;
            }
        }

        return Way.Open;
    }

    /// <summary>Moves a finished file to the place of a blob, whatever is there, and makes the folders it needs.</summary>
    /// <exception cref="StorageException">A file or a link stands where a folder must be, or a folder stands in the blob's own place.</exception>
    public void Place(string temp, string name, string path)
    {
        var way = WayTo(name);
        for (var tries = 0; ; tries++)
        {
            Demand(way, name);
            try
            {
                if (way == Way.Missing)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                }

                File.Move(temp, path, overwrite: true);
                return;
            }
            catch (IOException) when (tries < MostTries && File.Exists(temp))
            {
                // Somebody deleted the last blob of a folder between our look and our move, and the folder with it; or a folder bars the place.
                if (Directory.Exists(path))
                {
                    RemoveIfEmpty(path, name);
                }

                way = WayTo(name);
            }
        }
    }

    /// <summary>
    /// Removes the folders that a deleted blob leaves empty, up to the root, which stays. Safe against concurrent writes: they make them
    /// again.
    /// </summary>
    public void RemoveEmptyFolders(string name)
    {
        for (var slash = name.LastIndexOf('/'); slash > 0; slash = name.LastIndexOf('/', slash - 1))
        {
            var path = Path.Join(Root, name.AsSpan(0, slash));
            try
            {
                Directory.Delete(path);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody else was faster; the folder above may be ours to remove.
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Not empty, the usual case: asking first would list the folder, and it could change before the answer counts.
                return;
            }
        }
    }

    // A worker that died between making a folder and filling it leaves an empty one; it must not bar a name for ever.
    private void RemoveIfEmpty(string path, string name)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else removed it.
        }
        catch (IOException)
        {
            throw new StorageException($"{name} is a folder in {Root}, so there can't be a file of that name: rename one of them.");
        }
    }

    private void Demand(Way way, string name)
    {
        if (way is Way.Link or Way.File)
        {
            var what = way == Way.Link ? "leads through a link, which is never followed" : "needs a folder where there is a file";
            throw new StorageException($"{name} in {Root} {what}: move that away, or choose another name.");
        }
    }
}
