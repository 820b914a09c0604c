namespace Newsletter.Tests.Support;

/// <summary>A folder of one test's own, gone with all that is in it when the test ends.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Absolute, no slash at the end.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("newsletter-test-").FullName;

    /// <summary>A path in the folder, given with <c>/</c>; nothing is created.</summary>
    public string At(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Writes a file as UTF-8 without BOM, with the folders it needs. Returns its absolute path.</summary>
    public string Write(string path, string text)
    {
        var file = At(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>All files, as paths from the folder with <c>/</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Files() => FilesOf(Path);

    /// <summary>The same of any folder.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
