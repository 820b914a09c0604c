namespace Newsletter.Storage;

/// <summary>The content type that a file's extension implies (IANA media types); text is UTF-8.</summary>
public static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    /// <summary>Headers of a blob of which nothing is known but its name: the type of its extension, no cache policy.</summary>
    public static BlobHeaders Implied(string name) => new(Of(name));

    /// <summary>By the extension, in any case; <see cref="Unknown"/> without a known one.</summary>
    public static string Of(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0 || name.Length - dot > 16)
        {
            return Unknown;
        }

        Span<char> extension = stackalloc char[name.Length - dot - 1];
        _ = name.AsSpan(dot + 1).ToLowerInvariant(extension);
        return extension switch
        {
            "html" or "htm" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" or "mjs" => "text/javascript; charset=utf-8",
            "json" or "map" => "application/json; charset=utf-8",
            "webmanifest" => "application/manifest+json",
            "xml" => "application/xml; charset=utf-8",
            "opml" => "text/x-opml; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "md" => "text/markdown; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "eml" => "message/rfc822",
            "svg" => "image/svg+xml; charset=utf-8",
            "png" => "image/png",
            "jpg" or "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "ico" => "image/x-icon",
            "woff2" => "font/woff2",
            "woff" => "font/woff",
            "mp3" => "audio/mpeg",
            "mp4" => "video/mp4",
            "webm" => "video/webm",
            "pdf" => "application/pdf",
            "zip" => "application/zip",
            _ => Unknown,
        };
    }
}
