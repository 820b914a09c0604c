namespace Newsletter.Tests.Support;

/// <summary>The checked-out repository that these tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(FindRoot);

    /// <summary>The folder that holds <c>Newsletter.sln</c>; no slash at the end.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>A path below the root, given with <c>/</c>.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>
    /// Files that belong to the repository, as paths from the root with <c>/</c>, in ordinal order: all but what <c>.gitignore</c> names as
    /// folders, so a file counts before it is committed and no git is needed.
    /// </summary>
    public static IReadOnlyList<string> Files()
    {
        var ignored = File.ReadAllLines(At(".gitignore")).Where(line => line.EndsWith('/')).Select(line => line.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        ignored.Add(".git");
        var files = new List<string>();
        Collect("", ignored, files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(string folder, HashSet<string> ignored, List<string> files)
    {
        foreach (var entry in new DirectoryInfo(At(folder)).EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
            if (entry.LinkTarget is not null || ignored.Contains(entry.Name) || ignored.Contains("/" + path))
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                Collect(path, ignored, files);
            }
            else
            {
                files.Add(path);
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Newsletter.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must be run from a build inside the repository.");
    }
}
