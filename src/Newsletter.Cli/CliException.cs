using Newsletter.Articles;

namespace Newsletter.Cli;

/// <summary>A mistake of the person at the keyboard: said in a sentence, with what to do.</summary>
public sealed class CliException(int exitCode, string message, string advice) : Exception(message)
{
    public int ExitCode => exitCode;

    public string Advice => advice;

    /// <summary>A file or folder that isn't there, with the one that was probably meant.</summary>
    public static CliException NotThere(string what, string path, string advice) =>
        new(ExitCodes.Configuration, $"There is no {what} '{path}'.", Meant(path) is { } meant ? $"Did you mean '{meant}'?" : advice);

    /// <summary>The path with a neighbour's name in place of its first part that isn't there, if all of it is there then.</summary>
    private static string? Meant(string path)
    {
        var parts = path.Split('/', Path.DirectorySeparatorChar);
        for (var i = 0; i < parts.Length; i++)
        {
            var before = string.Join('/', parts[..i]);
            var folder = Path.GetFullPath(i == 0 ? "." : before + "/");
            if (Path.Exists(Path.Combine(folder, parts[i])) || parts[i].Length == 0)
            {
                continue;
            }

            if (!Directory.Exists(folder))
            {
                return null;
            }

            var near = DidYouMean.Nearest(parts[i], [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry))]);
            var meant = near is null ? null : string.Join('/', [.. parts[..i], near, .. parts[(i + 1)..]]);
            return Path.Exists(meant) ? meant : null;
        }

        return null;
    }
}
