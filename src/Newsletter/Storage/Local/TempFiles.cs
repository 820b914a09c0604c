using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Files being written, in a folder of their own on the blobs' file system, where nobody sees them until they are moved into place.
/// Those of processes that died are removed by the first write of a later one.
/// </summary>
internal sealed class TempFiles(string folder, TimeProvider clock) : IDisposable
{
    private readonly TempOwner owner = new(folder, clock);
    private readonly Lock gate = new();
    private bool begun;
    private int count;

    /// <summary>A new file with this content, still open.</summary>
    public TempFile Write(ReadOnlySpan<byte> content)
    {
        if (!Volatile.Read(ref begun))
        {
            Begin();
        }

        var path = owner.Prefix + Interlocked.Increment(ref count).ToString("x", CultureInfo.InvariantCulture);
        var temp = new TempFile(path, Open(path));
        try
        {
            if (!content.IsEmpty)
            {
                RandomAccess.Write(temp.Handle, content, 0);
            }

            return temp;
        }
        catch
        {
            temp.Dispose();
            throw;
        }
    }

    public void Dispose() => owner.Dispose();

    private void Begin()
    {
        lock (gate)
        {
            if (!begun)
            {
                Directory.CreateDirectory(folder);
                owner.RemoveOfTheDead();
                owner.Appear();
                Volatile.Write(ref begun, true);
            }
        }
    }

    private SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception problem) when (problem is DirectoryNotFoundException or FileNotFoundException)
        {
            // Somebody removed the folder meanwhile.
            Directory.CreateDirectory(folder);
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
    }
}

/// <summary>A file being written; disposing removes it unless it was moved into place.</summary>
internal sealed class TempFile(string path, SafeFileHandle handle) : IDisposable
{
    private bool moved;

    public string Path { get; } = path;

    public SafeFileHandle Handle { get; } = handle;

    /// <summary>Sets the modification time (UTC ticks) and closes the file.</summary>
    public void Finish(long ticks)
    {
        File.SetLastWriteTimeUtc(Handle, new DateTime(ticks, DateTimeKind.Utc));
        Handle.Dispose();
    }

    public void Moved() => moved = true;

    public void Dispose()
    {
        Handle.Dispose();
        if (!moved)
        {
            File.Delete(Path);
        }
    }
}
