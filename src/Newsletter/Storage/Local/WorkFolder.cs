using System.Runtime.InteropServices;
using System.Text;

namespace Newsletter.Storage.Local;

/// <summary>
/// Where a blob folder's locks, temporary files and headers are. A rename is atomic within one mounted file system only, so they may lie outside
/// the folder when that is known to be on the same one, and lie in it otherwise: a volume of its own for the site, say.
/// </summary>
internal static class WorkFolder
{
    /// <summary>The part that must not be lost: headers of blobs whose names don't imply them.</summary>
    public const string Headers = "headers";

    private const int NoSuchFile = 2;

    /// <summary>Decides, and moves there what an earlier version kept inside. Makes the wanted folder.</summary>
    /// <param name="root">The blobs' folder; need not exist.</param>
    /// <param name="wanted">Null: inside.</param>
    public static string Choose(string root, string? wanted)
    {
        var inside = Path.Join(root, BlobName.ReservedFolder);
        if (wanted is null)
        {
            return inside;
        }

        try
        {
            Directory.CreateDirectory(root);
            Directory.CreateDirectory(wanted);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The write that needs them says so, with the name of what it writes.
            return inside;
        }

        if (!IsOneFileSystem(wanted, root))
        {
            return inside;
        }

        Empty(inside, wanted);
        return wanted;
    }

    /// <summary>
    /// Asks for a rename of a file that isn't there. Linux compares the mounts before it looks for the file (fs/namei.c, do_renameat2), so the
    /// answer tells them apart and nothing is touched. Elsewhere it is not known, hence no.
    /// </summary>
    private static bool IsOneFileSystem(string one, string other)
    {
        const string Nothing = ".newsletter-no-such-file";
        return OperatingSystem.IsLinux()
            && Rename(Encoding.UTF8.GetBytes(Path.Join(one, Nothing) + '\0'), Encoding.UTF8.GetBytes(Path.Join(other, Nothing) + '\0')) != 0
            && Marshal.GetLastPInvokeError() == NoSuchFile;
    }

    private static void Empty(string inside, string wanted)
    {
        if (!Directory.Exists(inside))
        {
            return;
        }

        try
        {
            var (from, to) = (Path.Join(inside, Headers), Path.Join(wanted, Headers));
            if (Directory.Exists(from) && !Directory.Exists(to))
            {
                Directory.Move(from, to);
            }

            Directory.Delete(inside, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another process of this version does the same just now.
        }
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] from, byte[] to);
}
