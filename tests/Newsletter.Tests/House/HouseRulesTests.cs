using System.Text;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.House;

/// <summary>What holds for every file of the repository. Formatting and style are the business of the build and of <c>dotnet format whitespace</c>.</summary>
public class HouseRulesTests
{
    private const int MaxLines = 300;
    private static readonly string[] VagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Data", "Info"];

    // Terms that others coined: schema.org's name for JSON-LD.
    private static readonly string[] Terms = ["StructuredData"];

    private static readonly IReadOnlyList<string> Files = Repository.Files();

    [Fact]
    public void TheRulesSeeTheRepository()
    {
        Assert.Contains("Newsletter.sln", Files);
        Assert.Contains("src/Newsletter/packages.lock.json", Files);
        Assert.Contains("tests/web-tools/package-lock.json", Files);
        Assert.Contains("tests/Newsletter.Tests/House/HouseRulesTests.cs", Files);
        Assert.DoesNotContain(Files, f => f.Contains("/bin/", StringComparison.Ordinal) || f.Contains("/node_modules/", StringComparison.Ordinal));
    }

    [Fact]
    public void NoFileNamesAPackageRegistry() => Offenders.None(Offences(TextRules.RegistryHost));

    [Fact]
    public void NoFileNamesAPathOfSomebodysMachine() => Offenders.None(Offences(TextRules.AbsolutePath));

    [Fact]
    public void WorkPutOffSaysWhy() => Offenders.None(Offences(TextRules.PutOffWithoutReason));

    [Fact]
    public void NoSourceFileIsLong() =>
        Offenders.None(Sources().Where(f => File.ReadLines(Repository.At(f)).Count() > MaxLines));

    [Fact]
    public void UsingsAreInOrder() => Offenders.None(Sources().Where(f => Usings(f) is var usings && !usings.Order(new BySegments()).SequenceEqual(usings)));

    [Fact]
    public void NoFileHasAVagueName() =>
        Offenders.None(Sources()
            .Where(f => Path.GetFileNameWithoutExtension(f) is var name
                && !Terms.Contains(name) && VagueEndings.Any(end => name.EndsWith(end, StringComparison.Ordinal))));

    [Fact]
    public void NoTwoFilesDifferInCaseAlone() => Assert.Equal(Files.Count, Files.Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void EveryProjectLocksItsPackages() =>
        Offenders.None(Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(f => Path.GetDirectoryName(f) + "/packages.lock.json").Where(f => !Files.Contains(f)));

    [Fact]
    public void ScriptsCanBeRun() => Offenders.None(Files
        .Where(f => f.EndsWith(".sh", StringComparison.Ordinal) || StartsWithShebang(f))
        .Where(f => !OperatingSystem.IsWindows() && !File.GetUnixFileMode(Repository.At(f)).HasFlag(UnixFileMode.UserExecute)));

    [Fact]
    public void NoCodeSilencesTheBanOnClocksRandomnessAndForgedSafety() =>
        // Tests need safe values; they make them at one place.
        Offenders.None(Sources()
            .Where(f => f is not ("tests/Newsletter.Tests/Support/Some.cs" or "tests/Newsletter.Tests/House/HouseRulesTests.cs"))
            .Where(f => File.ReadAllText(Repository.At(f)).Contains("RS0030", StringComparison.Ordinal)));

    [Fact]
    public void TheFolderThatMayMakeSafeTextStillHasNoClocksAndNoRandomness()
    {
        // The ban is lifted there as a whole (.editorconfig), so what it bans beside Seal is looked for by name.
        var banned = File.ReadLines(Repository.At("BannedSymbols.txt"))
            .Select(line => line[2..].Split('(', ';')[0].Split('.'))
            .Where(parts => parts[^1] != "Seal")
            .Select(parts => parts[^1] == "#ctor" ? $"new {parts[^2]}(" : $"{parts[^2]}.{parts[^1]}")
            .ToList();

        Assert.Contains("DateTimeOffset.UtcNow", banned);
        Assert.Contains("new Random(", banned);
        Offenders.None(
            from file in Sources()
            where file.StartsWith("src/Newsletter/Spoilers/", StringComparison.Ordinal)
            from symbol in banned
            where File.ReadAllText(Repository.At(file)).Contains(symbol, StringComparison.Ordinal)
            select $"{file}: {symbol}");
    }

    private static IEnumerable<string> Sources() => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    private static List<string> Usings(string file) => [.. File.ReadLines(Repository.At(file))
        .TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
        .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') && !line.StartsWith("using static", StringComparison.Ordinal))
        .Select(line => line[6..].TrimEnd(';'))];

    // "path:line: words", for every text file that breaks the rule.
    private static IEnumerable<string> Offences(Func<string, string?> rule)
    {
        foreach (var file in Files)
        {
            if (ReadText(file) is { } text && rule(text) is { } words)
            {
                yield return $"{file}:{text.AsSpan(0, text.IndexOf(words, StringComparison.OrdinalIgnoreCase)).Count('\n') + 1}: {words}";
            }
        }
    }

    // Null for a binary file: one with a NUL in it that is not UTF-16.
    private static string? ReadText(string file)
    {
        var bytes = File.ReadAllBytes(Repository.At(file));
        var isUtf16 = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        return isUtf16 ? Encoding.Unicode.GetString(bytes) : bytes.Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    private static bool StartsWithShebang(string file)
    {
        using var stream = File.OpenRead(Repository.At(file));
        return stream.ReadByte() == '#' && stream.ReadByte() == '!';
    }

    /// <summary>System first, then name by name.</summary>
    private sealed class BySegments : IComparer<string>
    {
        public int Compare(string? x, string? y)
        {
            var (one, other) = (x!.Split('.'), y!.Split('.'));
            var isSystem = (other[0] == "System").CompareTo(one[0] == "System");
            return isSystem != 0 ? isSystem : one.Zip(other, (a, b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(c => c != 0, one.Length - other.Length);
        }
    }
}
