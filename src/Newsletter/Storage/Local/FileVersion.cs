using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Which version of a file is there, told without reading it: its modification time and length. Our own writes make the time strictly
/// greater than the one before (the kernel's own times move in steps of some milliseconds); programs outside, editors say, change it
/// by saving.
/// </summary>
/// <param name="Ticks">UTC modification time in units of 100 ns (<see cref="DateTime.Ticks"/>).</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct FileVersion(long Ticks, long Length)
{
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"{Ticks:x}-{Length:x}");

    /// <summary>Of the plain file at a path; null when there is none, or a folder or a link.</summary>
    public static FileVersion? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && !file.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? new FileVersion(file.LastWriteTimeUtc.Ticks, file.Length)
            : null;
    }

    public static FileVersion Of(SafeFileHandle file) => new(File.GetLastWriteTimeUtc(file).Ticks, RandomAccess.GetLength(file));

    public BlobItem Item(string name) => new(name, ETag, Length, new DateTimeOffset(Ticks, TimeSpan.Zero));
}
