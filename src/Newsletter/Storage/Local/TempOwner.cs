using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Tells whose temporary files are whose: a store that writes holds the lock of a file named like them. The lock ends with its process, however
/// that ends, so whoever can take it knows that nobody needs the files any more.
/// </summary>
internal sealed class TempOwner(string folder, TimeProvider clock) : IDisposable
{
    private const string Suffix = "owner";
    private const int MostTries = 5_000;

    /// <summary>Files without an owner's: of a process that is just starting, or of one that died while it did.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    private static int count;
    private SafeFileHandle? held;

    /// <summary>How the paths of this store's temporary files begin. With the time: processes of different containers can have one id.</summary>
    public string Prefix { get; } = Path.Join(folder, string.Create(
        CultureInfo.InvariantCulture, $"{Environment.ProcessId:x}-{clock.GetUtcNow().UtcTicks:x}-{Interlocked.Increment(ref count):x}-"));

    private string OwnPath => Prefix + Suffix;

    public void Appear()
    {
        for (var spin = default(SpinWait); held is null; spin.SpinOnce())
        {
            try
            {
                var file = Open(OwnPath, FileMode.OpenOrCreate);
                FileLock.Wait(file, folder);
                if (File.Exists(OwnPath))
                {
                    held = file;
                    return;
                }

                // Between our opening and our locking it somebody took us for dead.
                file.Dispose();
            }
            catch (IOException problem) when (spin.Count < MostTries && FileProblem.IsInUse(problem))
            {
                // Somebody looks just now whether we live, and may take us for dead; .NET doesn't wait for the lock that it takes at opening.
            }
        }
    }

    public void RemoveOfTheDead()
    {
        var files = Directory.GetFiles(folder);
        var limit = clock.GetUtcNow() - Abandoned;
        var owners = files.Where(f => f.EndsWith('-' + Suffix, StringComparison.Ordinal)).Select(f => f[..^Suffix.Length]).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var prefix = file[..(file.LastIndexOf('-') + 1)];
            if (!owners.Contains(prefix) && File.GetLastWriteTimeUtc(file) < limit)
            {
                Remove(file);
            }
        }

        foreach (var prefix in owners)
        {
            RemoveIfDead(prefix, files.Where(f => f.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    public void Dispose()
    {
        if (held is not null)
        {
            Remove(OwnPath);
            held.Dispose();
            held = null;
        }
    }

    private static void RemoveIfDead(string prefix, IEnumerable<string> files)
    {
        try
        {
            using var owner = Open(prefix + Suffix, FileMode.Open);
            if (FileLock.TryTake(owner))
            {
                foreach (var file in files.OrderBy(f => f == prefix + Suffix))
                {
                    Remove(file);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Gone by now, or another user's: in nobody's way.
        }
    }

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's file: it is in nobody's way.
        }
    }
}
