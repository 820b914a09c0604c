using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Mutual exclusion by name, between the threads of a process and between processes: some lock files, of which each name has one. A
/// process that dies lets go of its locks. Held for microseconds: only around "look, then rename".
/// </summary>
internal sealed class FileLocks(string folder) : IDisposable
{
    private const int Stripes = 32;
    private const int MostTries = 5_000;
    private readonly Stripe[] stripes = [.. Enumerable.Range(0, Stripes).Select(number => new Stripe(folder, number))];

    /// <summary>Waits for the lock of a name; dispose what is returned to let go.</summary>
    /// <exception cref="StorageException">The file system has no locks.</exception>
    public Held Take(string name)
    {
        // Not string.GetHashCode: processes must agree.
        var hash = 17u;
        foreach (var letter in name)
        {
            hash = (hash * 31) + letter;
        }

        var stripe = stripes[hash % Stripes];
        stripe.Enter();
        return new Held(stripe);
    }

    public void Dispose()
    {
        foreach (var stripe in stripes)
        {
            stripe.Dispose();
        }
    }

    public readonly struct Held(Stripe stripe) : IDisposable
    {
        public void Dispose() => stripe.Exit();
    }

    /// <summary>A lock file, opened when first needed and then kept open: flock excludes open files, not threads, hence the monitor.</summary>
    internal sealed class Stripe(string folder, int number) : IDisposable
    {
        private readonly Lock threads = new();
        private SafeFileHandle? file;

        public void Enter()
        {
            threads.Enter();
            try
            {
                file ??= Open();
                FileLock.Wait(file, folder);
            }
            catch
            {
                threads.Exit();
                throw;
            }
        }

        public void Exit()
        {
            FileLock.Release(file!);
            threads.Exit();
        }

        public void Dispose()
        {
            lock (threads)
            {
                file?.Dispose();
                file = null;
            }
        }

        // .NET asks for a shared lock at opening, and does not wait for it: while another process holds the stripe, try again.
        private SafeFileHandle Open()
        {
            Directory.CreateDirectory(folder);
            var path = Path.Join(folder, $"{number:00}");
            for (var spin = default(SpinWait); ; spin.SpinOnce())
            {
                try
                {
                    return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                }
                catch (IOException) when (spin.Count < MostTries && File.Exists(path))
                {
                }
            }
        }
    }
}
