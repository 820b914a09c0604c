using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>Two sites made from one inbox, compared but for what the clock decides.</summary>
internal static partial class SideBySide
{
    /// <summary>Outputs that are not the same in both.</summary>
    public static IEnumerable<string> Differences(TempFolder folder, string one, string other)
    {
        var (first, second) = (Outputs(folder, one), Outputs(folder, other));
        return first.Keys.Union(second.Keys).Where(key => first.GetValueOrDefault(key) != second.GetValueOrDefault(key));
    }

    private static Dictionary<string, string> Outputs(TempFolder folder, string site) =>
        Directory.EnumerateFiles(folder.At(site), "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder.At(site), file), file => Timeless(File.ReadAllText(file)));

    /// <summary>Without when something was taken back, which the clock decides, and hence without the order of what was.</summary>
    private static string Timeless(string output)
    {
        var text = Moment().Replace(output, m => m.Value.StartsWith("2025", StringComparison.Ordinal) ? m.Value : "now");
        var gone = new Queue<string>(Tombstone().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal));
        return Tombstone().Replace(text, _ => gone.Dequeue());
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Moment();

    [GeneratedRegex("<at:deleted-entry [^>]*>")]
    private static partial Regex Tombstone();
}
