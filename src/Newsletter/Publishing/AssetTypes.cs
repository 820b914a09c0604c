namespace Newsletter.Publishing;

/// <summary>The kinds of files that may stand beside articles.</summary>
public static class AssetTypes
{
    /// <summary>The media type of a lower-case extension with its dot; null when such files are not published.</summary>
    public static string? TypeOf(string extension) => extension switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".pdf" => "application/pdf",
        ".mp3" => "audio/mpeg",
        ".mp4" => "video/mp4",
        ".vtt" => "text/vtt",
        _ => null,
    };
}
