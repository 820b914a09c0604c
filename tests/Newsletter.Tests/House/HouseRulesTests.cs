using System.Text;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.House;

/// <summary>What holds for every file of the repository. Formatting is the business of <c>dotnet format</c>.</summary>
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
}
