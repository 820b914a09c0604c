using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>An exclusive lock on an open file that waits for its turn, which .NET does not offer: flock(2), LockFileEx on Windows.</summary>
internal static class FileLock
{
    private const int Exclusive = 2;
    private const int AtOnce = 4;
    private const int Unlock = 8;
    private const int Interrupted = 4;
    private const int WindowsExclusive = 2;
    private const int WindowsAtOnce = 1;

    /// <exception cref="StorageException">The file system has no locks.</exception>
    public static void Wait(SafeFileHandle file, string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            var from = default(NativeOverlapped);
            Check(LockFileEx(file, WindowsExclusive, 0, 1, 0, ref from), folder);
            return;
        }

        int result;
        do
        {
            result = Flock(file, Exclusive);
        }
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        Check(result == 0, folder);
    }

    /// <summary>Takes the lock if nobody else has it.</summary>
    public static bool TryTake(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            var from = default(NativeOverlapped);
            return LockFileEx(file, WindowsExclusive | WindowsAtOnce, 0, 1, 0, ref from);
        }

        return Flock(file, Exclusive | AtOnce) == 0;
    }

    public static void Release(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            var from = default(NativeOverlapped);
            _ = UnlockFileEx(file, 0, 1, 0, ref from);
        }
        else
        {
            _ = Flock(file, Unlock);
        }
    }

    private static void Check(bool locked, string folder)
    {
        if (!locked)
        {
            throw new StorageException($"The file system of {folder} can't lock files (error {Marshal.GetLastPInvokeError()}), so two programs "
                + "could overwrite each other's work. Keep this folder on a local disk.");
        }
    }

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flock(SafeFileHandle file, int operation);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool LockFileEx(SafeFileHandle file, int flags, int reserved, int lengthLow, int lengthHigh, ref NativeOverlapped from);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool UnlockFileEx(SafeFileHandle file, int reserved, int lengthLow, int lengthHigh, ref NativeOverlapped from);
}
