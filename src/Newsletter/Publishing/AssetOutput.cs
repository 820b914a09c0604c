using Newsletter.Articles;

namespace Newsletter.Publishing;

/// <summary>A file beside articles, as it is published: under a name that changes with its bytes, so that it can be cached for ever.</summary>
internal sealed record AssetOutput(string Key, string Hash, ReadOnlyMemory<byte> Content)
{
    private const int MaxLength = 20 * 1024 * 1024;

    public static AssetOutput Of(string name, ReadOnlyMemory<byte> content)
    {
        var hash = HashOf(ArticleReader.HashOf(content.Span));
        var file = name[(name.LastIndexOf('/') + 1)..];
        var extension = Path.GetExtension(file);
        return new($"assets/{Slug.Of(file[..^extension.Length])}.{hash}{extension.ToLowerInvariant()}", hash, content);
    }

    /// <summary>The part of the hash of a file's bytes that is kept of a picture.</summary>
    public static string HashOf(string hash) => hash[..10];

    public static Diagnostic? Problem(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxLength)
        {
            return CatalogueRules.AssetTooLarge.At(0, 0, "The file is larger than 20 MB.", "Make it smaller: readers load it.");
        }

        if (name.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) && IsActive(System.Text.Encoding.UTF8.GetString(content)))
        {
            return CatalogueRules.ActivePicture.At(0, 0, "The SVG picture contains script or loads something from elsewhere.", "Export it as a plain picture.");
        }

        return null;
    }

    private static bool IsActive(string svg)
    {
        try
        {
            using var reader = System.Xml.XmlReader.Create(
                new StringReader(svg), new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType == System.Xml.XmlNodeType.Element && IsActive(reader))
                {
                    return true;
                }
            }

            return false;
        }
        catch (System.Xml.XmlException)
        {
            return true;
        }
    }

    private static bool IsActive(System.Xml.XmlReader element)
    {
        if (element.LocalName.ToLowerInvariant() is "script" or "foreignobject" or "handler" or "iframe" or "embed" or "object")
        {
            return true;
        }

        while (element.MoveToNextAttribute())
        {
            var value = element.Value.Trim();
            if (element.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                || (element.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase) && !value.StartsWith('#') && !value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
