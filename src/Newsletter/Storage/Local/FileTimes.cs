namespace Newsletter.Storage.Local;

/// <summary>The modification times that a store gives to files, by which versions are told apart.</summary>
internal sealed class FileTimes(string root, TimeProvider clock)
{
    private long last;
    private bool proven;

    /// <summary>Now (UTC ticks), but later than the version before and than all that this store wrote, whatever the clock does.</summary>
    public long Next(FileVersion? former)
    {
        var now = Math.Max(clock.GetUtcNow().UtcTicks, (former?.Ticks ?? 0) + 1);
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
            {
                return next;
            }
        }
    }

    /// <summary>Looks, once, whether the file system kept the time of what was just written.</summary>
    /// <exception cref="StorageException">It did not, so ETags would lie.</exception>
    public void Prove(string path, FileVersion written)
    {
        if (!proven && FileVersion.At(path) is { } found && found != written)
        {
            throw new StorageException($"The file system of {root} keeps file times too coarsely to tell versions apart. "
                + "Keep this folder on a local disk (ext4, XFS, Btrfs, APFS, NTFS).");
        }

        proven = true;
    }
}
