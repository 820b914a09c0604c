using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>A copy of <c>infra/</c> that a test may spoil.</summary>
internal sealed class InfraCopy : IDisposable
{
    private readonly TempFolder folder = new();

    public InfraCopy()
    {
        foreach (var file in Files)
        {
            folder.Write(file, File.ReadAllText(Repository.At(file)));
        }
    }

    /// <summary>Of the repository, with <c>infra/</c> at the front.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Repository.Files().Where(file => file.StartsWith("infra/", StringComparison.Ordinal))];

    public string Path => folder.Path;

    public string At(string file) => folder.At(file);

    public string Read(string file) => folder.Read(file);

    /// <summary>Puts other words into a file, which must have the first ones.</summary>
    public void Replace(string file, string words, string others)
    {
        var text = folder.Read(file);
        Assert.Contains(words, text, StringComparison.Ordinal);
        folder.Write(file, text.Replace(words, others, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();
}
