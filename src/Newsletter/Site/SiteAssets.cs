using System.IO.Hashing;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>A file that pages load: style sheet, script, icon.</summary>
/// <param name="Name">Its plain name, e.g. <c>site.css</c>.</param>
/// <param name="Path">Where it is published, e.g. <c>assets/site.0f3a9c41b2d7e865.css</c>: other bytes, other path, so that it may be kept for ever.</param>
public sealed record SiteAsset(string Name, string Path, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The assets among the templates.</summary>
public static class SiteAssets
{
    /// <summary>Where they are among the templates.</summary>
    public const string Folder = "web/assets/";

    /// <summary>For how long they may be kept: their names change with their bytes (RFC 8246).</summary>
    public const string CacheControl = "public, max-age=31536000, immutable";

    /// <summary>In ordinal order of their names.</summary>
    public static IReadOnlyList<SiteAsset> Of(TemplateSources sources) =>
        [.. sources.Names.Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => Read(sources, name))];

    private static SiteAsset Read(TemplateSources sources, string file)
    {
        var content = sources.Bytes(file);
        var name = file[Folder.Length..];
        var extension = Path.GetExtension(name);
        var hash = Convert.ToHexStringLower(XxHash3.Hash(content));
        return new SiteAsset(name, $"assets/{name[..^extension.Length]}.{hash}{extension}", ContentType(extension), content);
    }

    private static string ContentType(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
