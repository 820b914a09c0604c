using Newsletter.Storage;

namespace Newsletter.Site;

/// <summary>How each output is served: a function of its key.</summary>
public static class OutputHeaders
{
    private const string Minutes = "public, max-age=300";
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly BlobHeaders Html = new("text/html; charset=utf-8", Minutes);
    private static readonly BlobHeaders Rss = new("application/rss+xml; charset=utf-8", Minutes);
    private static readonly BlobHeaders Atom = new("application/atom+xml; charset=utf-8", Minutes);
    private static readonly BlobHeaders Json = new("application/feed+json; charset=utf-8", Minutes);
    private static readonly BlobHeaders Opml = new("text/x-opml; charset=utf-8", Minutes);
    private static readonly BlobHeaders Xml = new("application/xml; charset=utf-8", Minutes);
    private static readonly BlobHeaders Png = new("image/png", Minutes);
    private static readonly BlobHeaders Text = new("text/plain; charset=utf-8", Minutes);

    public static BlobHeaders Of(string key)
    {
        if (key.StartsWith("assets/", StringComparison.Ordinal))
        {
            return new(AssetType(Path.GetExtension(key)), Forever);
        }

        return key[(key.LastIndexOf('/') + 1)..] switch
        {
            var file when file.EndsWith(".html", StringComparison.Ordinal) => Html,
            var file when file.EndsWith("atom.xml", StringComparison.Ordinal) => Atom,
            var file when file.StartsWith("sitemap", StringComparison.Ordinal) => Xml,
            var file when file.EndsWith(".xml", StringComparison.Ordinal) => Rss,
            var file when file.EndsWith(".json", StringComparison.Ordinal) => Json,
            var file when file.EndsWith(".opml", StringComparison.Ordinal) => Opml,
            var file when file.EndsWith(".png", StringComparison.Ordinal) => Png,
            _ => Text,
        };
    }

    private static string AssetType(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => Publishing.AssetTypes.TypeOf(extension) ?? "application/octet-stream",
    };
}
