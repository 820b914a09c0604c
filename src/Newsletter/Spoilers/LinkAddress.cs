namespace Newsletter.Spoilers;

internal enum LinkKind
{
    /// <summary>Absolute, of an allowed scheme.</summary>
    Web,

    /// <summary>Within the same article; the target begins with <c>#</c>.</summary>
    Fragment,

    /// <summary>A path of the site; the target has no leading slash.</summary>
    Site,

    /// <summary>Another article, by file or slug.</summary>
    Article,

    /// <summary>A file beside the article.</summary>
    Asset,

    /// <summary>Not allowed.</summary>
    Refused,
}

/// <summary>What an address in an article leads to.</summary>
internal readonly record struct LinkAddress(LinkKind Kind, string Target)
{
    public static LinkAddress Of(string url, bool isImage)
    {
        url = url.Trim();
        if (url.Length == 0 || url.Contains('\\'))
        {
            return new(LinkKind.Refused, url);
        }

        if (url[0] == '#')
        {
            return new(isImage ? LinkKind.Refused : LinkKind.Fragment, url);
        }

        if (url.StartsWith("//", StringComparison.Ordinal))
        {
            return new(LinkKind.Web, "https:" + url);
        }

        if (url[0] == '/')
        {
            return new(LinkKind.Site, url[1..]);
        }

        var colon = url.IndexOf(':');
        if (colon >= 0 && url.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0)
        {
            return new(IsAllowedScheme(url.AsSpan(0, colon), isImage) && Uri.TryCreate(url, UriKind.Absolute, out _) ? LinkKind.Web : LinkKind.Refused, url);
        }

        return Beside(url, isImage);
    }

    private static LinkAddress Beside(string url, bool isImage)
    {
        var path = url.StartsWith("./", StringComparison.Ordinal) ? url[2..] : url;
        var file = Uri.UnescapeDataString(BodyLinks.FileOf(path));
        if (file.Length == 0 || file.Contains("..", StringComparison.Ordinal) || file.Any(char.IsControl))
        {
            return new(LinkKind.Refused, url);
        }

        var extension = Path.GetExtension(file);
        return isImage || (extension.Length > 0 && !extension.Equals(".md", StringComparison.OrdinalIgnoreCase))
            ? new(LinkKind.Asset, file)
            : new(LinkKind.Article, file + path[BodyLinks.FileOf(path).Length..]);
    }

    private static bool IsAllowedScheme(ReadOnlySpan<char> scheme, bool isImage) =>
        scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
        || scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
        || (!isImage && (scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase) || scheme.Equals("tel", StringComparison.OrdinalIgnoreCase)));
}
