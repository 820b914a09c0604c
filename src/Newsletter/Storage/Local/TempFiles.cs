using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Files being written, in a folder of their own on the blobs' file system, where nobody sees them until they are moved into place.
/// Those of processes that died are removed by later ones.
/// </summary>
internal sealed class TempFiles(string folder, TimeProvider clock)
{
    /// <summary>A write takes milliseconds; what is older than this belongs to nobody.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    private static int count;

    // With the time of the start: processes of different containers on one disk can have the same id.
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId:x}-{clock.GetUtcNow().UtcTicks:x}-");
    private int swept;

    /// <summary>A new file with this content, still open.</summary>
    public TempFile Write(ReadOnlySpan<byte> content)
    {
        if (swept == 0 && Interlocked.Exchange(ref swept, 1) == 0)
        {
            Sweep();
        }

        var path = Path.Join(folder, prefix + Interlocked.Increment(ref count).ToString("x", CultureInfo.InvariantCulture));
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

    private SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception problem) when (problem is DirectoryNotFoundException or FileNotFoundException)
        {
            // The second when another process has made the folder by now.
            Directory.CreateDirectory(folder);
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
    }

    private void Sweep()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var limit = clock.GetUtcNow() - Abandoned;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < limit)
            {
                try
                {
                    file.Delete();
                }
                catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
                {
                    // Another user's file: it is in nobody's way.
                }
            }
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
