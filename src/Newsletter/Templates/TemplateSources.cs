using System.Reflection;
using System.Text;

namespace Newsletter.Templates;

/// <summary>
/// The files below <c>templates/</c>: those the program brings along, each replaced by the file of the same name in the operator's
/// folder when there is one. Names are relative, with <c>/</c>. Files are read when asked for.
/// </summary>
public sealed class TemplateSources
{
    private const string Prefix = "templates/";

    /// <summary>The editors' desk is a part of the program: nobody replaces its files.</summary>
    private const string Desk = "desk/";

    private static readonly Assembly Assembly = typeof(TemplateSources).Assembly;

    private readonly SortedDictionary<string, string?> files = new(StringComparer.Ordinal);

    private TemplateSources(string? folder)
    {
        foreach (var resource in Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal) && !resource.StartsWith(Prefix + Desk, StringComparison.Ordinal))
            {
                files[resource[Prefix.Length..]] = null;
            }
        }

        if (folder is not null)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = path;
            }
        }
    }

    /// <summary>The templates as they come.</summary>
    public static TemplateSources Default { get; } = new(null);

    /// <summary>All names, in ordinal order.</summary>
    public IEnumerable<string> Names => files.Keys;

    /// <summary>The templates with an operator's own in place of some. Throws <see cref="DirectoryNotFoundException"/>.</summary>
    public static TemplateSources Overriding(string folder) => new(folder);

    public bool Contains(string name) => files.ContainsKey(name);

    /// <summary>A file's bytes. Throws <see cref="FileNotFoundException"/> for a name that isn't in <see cref="Names"/>.</summary>
    public byte[] Bytes(string name)
    {
        if (!files.TryGetValue(name, out var path))
        {
            throw new FileNotFoundException($"There is no template '{name}'.", name);
        }

        if (path is not null)
        {
            return File.ReadAllBytes(path);
        }

        return Brought(name);
    }

    /// <summary>A file of the editors' desk. Throws <see cref="FileNotFoundException"/>.</summary>
    public static byte[] OfDesk(string name) => Brought(Desk + name);

    private static byte[] Brought(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(Prefix + name) ?? throw new FileNotFoundException($"There is no template '{name}'.", name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Adds what tells these templates from others; those of the program are told by the program's version.</summary>
    public void AppendTo(System.IO.Hashing.NonCryptographicHashAlgorithm hash)
    {
        foreach (var (name, path) in files)
        {
            if (path is not null)
            {
                hash.Append(Encoding.UTF8.GetBytes(name));
                hash.Append(File.ReadAllBytes(path));
            }
        }
    }

    /// <summary>A file's text, UTF-8 with or without a byte order mark, lines ending in LF.</summary>
    public string Text(string name)
    {
        var bytes = Bytes(name).AsSpan();
        var text = Encoding.UTF8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
        return text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;
    }
}
