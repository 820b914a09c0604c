using System.Security.Cryptography;
using Newsletter.Storage.Local;

namespace Newsletter.Subscribers;

/// <summary>The keys of a site on one machine, in a file that only its owner may read; made at the first use.</summary>
public static class KeyFile
{
    public const string Name = "keys";


    /// <param name="folder">Made if missing.</param>
    /// <exception cref="SettingsException">It can't be read as keys, or others may read it.</exception>
    public static SiteKeys ReadOrMake(string folder, RandomNumberGenerator random)
    {
        var file = Path.Combine(folder, Name);
        Directory.CreateDirectory(folder);
        if (!File.Exists(file))
        {
            Make(file, SiteKeys.NewText(random), random);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~PrivateFile.OwnerOnly) is not UnixFileMode.None)
        {
            throw new SettingsException($"Others may read '{file}', which holds keys of the subscribers: chmod 600 it.");
        }

        return SiteKeys.Parse(File.ReadAllText(file));
    }

    /// <summary>Whole or not at all; of two who make it at once both use the one that came first.</summary>
    private static void Make(string file, string text, RandomNumberGenerator random)
    {
        var bytes = new byte[10];
        random.GetBytes(bytes);
        var draft = $"{file}.{Base32.Of(bytes, 16)}.tmp";
        using (var writer = new StreamWriter(draft, PrivateFile.Options(FileMode.CreateNew)))
        {
            writer.Write(text);
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
