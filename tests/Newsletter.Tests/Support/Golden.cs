using System.Text;

namespace Newsletter.Tests.Support;

/// <summary>
/// Expected outputs under <c>tests/golden/{topic}/{case}/</c>, beside the input they belong to.
/// With <c>NEWSLETTER_GOLDEN=write</c> in the environment they are rewritten, and a diff shows what changed.
/// </summary>
public static class Golden
{
    private static readonly string Root = Find();

    /// <summary>Whether expected outputs are written now.</summary>
    public static bool Rewrites { get; } = Environment.GetEnvironmentVariable("NEWSLETTER_GOLDEN") == "write";

    /// <summary>The cases of a topic, for a theory.</summary>
    public static TheoryData<string> Cases(string topic) =>
        [.. Directory.EnumerateDirectories(Path.Combine(Root, topic)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static string PathOf(string topic, string name, string file) => Path.Combine(Root, topic, name, file);

    public static string Read(string topic, string name, string file) => File.ReadAllText(PathOf(topic, name, file));

    /// <summary>Fails when the file does not hold exactly these bytes.</summary>
    public static void Matches(string topic, string name, string file, ReadOnlySpan<byte> actual)
    {
        var path = PathOf(topic, name, file);
        if (Rewrites)
        {
            File.WriteAllBytes(path, actual.ToArray());
            return;
        }

        Assert.True(File.Exists(path), $"No expected output {topic}/{name}/{file} yet: run with NEWSLETTER_GOLDEN=write and look at it.");
        var expected = File.ReadAllBytes(path);
        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
        Assert.True(actual.SequenceEqual(expected), $"{topic}/{name}/{file} differs in bytes that aren't valid UTF-8.");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var golden = Path.Combine(folder.FullName, "tests", "golden");
            if (File.Exists(Path.Combine(folder.FullName, "Newsletter.sln")))
            {
                return golden;
            }
        }

        throw new InvalidOperationException("The tests must be run from a build inside the repository.");
    }
}
