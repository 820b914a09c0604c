using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Newsletter.Storage.Local;

/// <summary>
/// Headers that a blob's name does not imply: a small hidden file for one version of one blob, named by both. It is written before the
/// version appears and removed after it is gone, so headers and content always belong together. A program outside that saves the file
/// makes a version of its own, with the implied headers. (A crash between the two steps leaves one unused file of some bytes.)
/// </summary>
internal sealed class HeaderFiles(string folder, TempFiles temps)
{
    private bool exists;

    /// <exception cref="ArgumentException">A header with a control character, which could smuggle in another header (RFC 9110 section 5.5).</exception>
    public void Write(string name, FileVersion version, BlobHeaders headers)
    {
        if (HasControl(headers.ContentType) || HasControl(headers.CacheControl))
        {
            throw new ArgumentException("A header must not hold control characters.", nameof(headers));
        }

        string[] lines = headers.CacheControl is null ? [name, headers.ContentType] : [name, headers.ContentType, headers.CacheControl];
        using var temp = temps.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        temp.Finish(version.Ticks);
        Directory.CreateDirectory(folder);
        File.Move(temp.Path, PathOf(name, version), overwrite: true);
        temp.Moved();
    }

    /// <summary>Null: the implied ones, if the version is still the current one.</summary>
    public BlobHeaders? Read(string name, FileVersion version)
    {
        if (!Any)
        {
            return null;
        }

        var path = PathOf(name, version);
        try
        {
            var lines = File.Exists(path) ? File.ReadAllText(path).Split('\n') : [];
            return lines.Length >= 2 && lines[0] == name ? new BlobHeaders(lines[1], lines.Length > 2 ? lines[2] : null) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Remove(string name, FileVersion version)
    {
        if (Any)
        {
            File.Delete(PathOf(name, version));
        }
    }

    /// <summary>Whether any blob ever had headers of its own. Once there, the folder stays.</summary>
    public bool Any => exists || (exists = Directory.Exists(folder));

    private static bool HasControl(string? value)
    {
        foreach (var letter in value ?? "")
        {
            if (char.IsControl(letter))
            {
                return true;
            }
        }

        return false;
    }

    private string PathOf(string name, FileVersion version) =>
        Path.Join(folder, $"{XxHash128.HashToUInt128(MemoryMarshal.AsBytes(name.AsSpan())):x32}-{version.ETag}");
}
