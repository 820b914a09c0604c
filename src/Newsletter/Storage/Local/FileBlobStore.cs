using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Blobs as plain files, which people see and static servers serve. A write goes to a temporary file (see <see cref="WorkFolder"/>) and is
/// renamed into place: a reader sees the old bytes or the new ones, and a process that dies leaves either.
/// Nothing waits for the disk (no fsync): a power cut can lose the last seconds, as with any file that a program saves.
/// </summary>
/// <remarks>
/// <para>Conditions hold between threads and processes that write through this class. A program outside (an editor) changes the ETag by
/// saving, but takes no part in the locking.</para>
/// <para>Limits: the file system needs file locks and times of 100 ns (ext4, XFS, Btrfs, APFS, NTFS do; a write says so if not); names that
/// it can't tell apart (<c>A.md</c> and <c>a.md</c> on macOS and Windows) are one blob; a file and a folder of one name can't both be.</para>
/// <para>All calls work on the calling thread and complete at once.</para>
/// </remarks>
public sealed class FileBlobStore : IBlobStore, IDisposable
{
    private const int TriesWithoutLock = 3;
    private readonly BlobFolder folder;
    private readonly FileTree tree;
    private readonly Func<string, BlobHeaders> implied;
    private readonly FileTimes times;
    private readonly Lazy<Work> work;

    /// <param name="root">The folder; made by the first write.</param>
    /// <param name="implied">
    /// The headers that a name implies, which cost nothing to keep; others take a hidden file each. Default: <see cref="ContentTypes.Implied"/>.
    /// Whoever opens the same folder must pass the same rule.
    /// </param>
    /// <param name="clock">Default: the system's.</param>
    /// <param name="workFolder">
    /// Where locks and temporary files go, if that is on the root's file system: out of the way of a server that serves the root. Whoever opens
    /// the same folder must pass the same one. Default: the hidden folder <see cref="BlobName.ReservedFolder"/> in the root.
    /// </param>
    public FileBlobStore(string root, Func<string, BlobHeaders>? implied = null, TimeProvider? clock = null, string? workFolder = null)
    {
        this.implied = implied ?? ContentTypes.Implied;
        clock ??= TimeProvider.System;
        folder = new BlobFolder(root);
        times = new FileTimes(folder.Root, clock);
        tree = new FileTree(folder);
        work = new(() => new Work(WorkFolder.Choose(folder.Root, workFolder), clock));
    }

    public ValueTask<Blob?> GetAsync(string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return new(Get(name, folder.PathOf(name)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Of("read", name, folder.Root, problem);
        }
    }

    public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var path = folder.PathOf(name);
        return new(folder.WayTo(name) == Way.Open ? FileVersion.At(path)?.Item(name) : null);
    }

    public ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return new(Put(name, folder.PathOf(name), content.Span, headers, condition));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Of("write", name, folder.Root, problem);
        }
    }

    public ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (condition.MustBeNew)
        {
            throw new ArgumentException("What isn't there can't be deleted.", nameof(condition));
        }

        try
        {
            return new(Delete(name, folder.PathOf(name), condition));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Of("delete", name, folder.Root, problem);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Dot files and editors' own files (<c>x.md~</c>, <c>.x.md.swp</c>) are listed; links are not.</remarks>
    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => tree.List(prefix, cancel).ToAsyncEnumerable();

    /// <summary>
    /// Paths in the folder that are no blobs: links, and names that <see cref="BlobName"/> refuses. For a report to people, who put them there.
    /// </summary>
    public IEnumerable<string> ListRefused() => tree.ListRefused();

    public void Dispose()
    {
        if (work.IsValueCreated)
        {
            work.Value.Dispose();
        }
    }

    private string? Put(string name, string path, ReadOnlySpan<byte> content, BlobHeaders headers, WriteCondition condition)
    {
        // A blob that must be new almost always is: the look under the lock is enough for it.
        if (condition.IfMatch is not null && !condition.Allows(FileVersion.At(path)?.ETag))
        {
            return null;
        }

        using var temp = work.Value.Temps.Write(content);
        using var held = work.Value.Locks.Take(name);
        var former = FileVersion.At(path);
        if (condition != WriteCondition.None && !condition.Allows(former?.ETag))
        {
            return null;
        }

        var version = new FileVersion(times.Next(former), content.Length);
        temp.Finish(version.Ticks);
        if (headers != implied(name))
        {
            work.Value.Headers.Write(name, version, headers);
        }

        folder.Place(temp.Path, name, path);
        temp.Moved();
        times.Prove(path, version);
        if (former is { } old)
        {
            work.Value.Headers.Remove(name, old);
        }

        return version.ETag;
    }

    private bool Delete(string name, string path, WriteCondition condition)
    {
        if (folder.WayTo(name) != Way.Open || FileVersion.At(path) is null)
        {
            return false;
        }

        using var held = work.Value.Locks.Take(name);
        if (FileVersion.At(path) is not { } current || !condition.Allows(current.ETag))
        {
            return false;
        }

        File.Delete(path);
        work.Value.Headers.Remove(name, current);
        folder.RemoveEmptyFolders(name);
        return true;
    }

    private Blob? Get(string name, string path)
    {
        for (var tries = 0; tries < TriesWithoutLock; tries++)
        {
            if (TryGet(name, path, out var blob))
            {
                return blob;
            }
        }

        // Somebody writes this blob all the time: keep them out for one read. A program outside doesn't care for the lock; what it has
        // written so far is returned then, under an ETag that will have changed.
        using var held = work.Value.Locks.Take(name);
        _ = TryGet(name, path, out var last);
        return last;
    }

    /// <summary>False when the blob changed while it was read, so that content, headers and ETag may not belong together.</summary>
    private bool TryGet(string name, string path, out Blob? blob)
    {
        blob = null;
        if (folder.WayTo(name) != Way.Open || FileVersion.At(path) is not { } version)
        {
            return true;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = Read(file, version.Length, name);
            var headers = work.Value.Headers.Read(name, version);
            blob = new Blob(version.Item(name), headers ?? implied(name), content);

            // Without headers of its own the version may have had some that went with it: then there is a newer one at the path by now.
            return FileVersion.Of(file) == version && (headers is not null || !work.Value.Headers.Any || FileVersion.At(path) == version);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
    }

    private ReadOnlyMemory<byte> Read(SafeFileHandle file, long length, string name)
    {
        if (length > Array.MaxLength)
        {
            throw new StorageException($"{name} in {folder.Root} is larger than 2 GB: no blob of this program is.");
        }

        var content = GC.AllocateUninitializedArray<byte>((int)length);
        var filled = 0;
        while (filled < content.Length)
        {
            var read = RandomAccess.Read(file, content.AsSpan(filled), filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return content.AsMemory(0, filled);
    }

    /// <summary>What the store keeps beside the blobs.</summary>
    private sealed class Work(string place, TimeProvider clock) : IDisposable
    {
        private HeaderFiles? headers;

        public FileLocks Locks { get; } = new(Path.Join(place, "locks"));

        public TempFiles Temps { get; } = new(Path.Join(place, "new"), clock);

        public HeaderFiles Headers => headers ??= new(Path.Join(place, WorkFolder.Headers), Temps);

        public void Dispose()
        {
            Locks.Dispose();
            Temps.Dispose();
        }
    }
}
