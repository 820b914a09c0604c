using Newsletter.Storage;

namespace Newsletter.Articles;

/// <summary>Reads <c>image</c>: an address alone, or <c>src</c>, <c>alt</c> and <c>spoiler</c>.</summary>
internal static class ImageFields
{
    public static ArticleImage? Read(FrontMatterFields fields)
    {
        var node = fields.Find("image");
        if (node is not YamlMap map)
        {
            return fields.Text("image") is { } alone ? Checked(fields, "image", new(alone, "", false), node!) : null;
        }

        FrontMatterKeys.ReportUnknown(map, FrontMatterKeys.Image, fields.Diagnostics);
        var own = new FrontMatterFields(map, "image.", fields.Diagnostics);
        var source = own.Text("src");
        var alt = own.Text("alt");
        var spoiler = own.YesNo("spoiler");
        if (source is not null)
        {
            return Checked(own, "src", new(source, alt ?? "", spoiler ?? false), node);
        }

        if (own.Find("src") is null or YamlText)
        {
            own.LeftOut("src", "The image has no `src`, and is left out.", "Write `image: { src: name.jpg, alt: \"...\" }`.");
        }

        return null;
    }

    private static ArticleImage? Checked(FrontMatterFields fields, string key, ArticleImage image, YamlNode node)
    {
        if (!IsUsable(image.Source))
        {
            fields.LeftOut(key, "The picture's address cannot be used, and is left out.",
                "Upload the picture beside the article and write its file name, or write an `https://` address.");
            return null;
        }

        if (image.Alt.Length == 0)
        {
            fields.Diagnostics.Add(FrontMatterRules.NoAlt.At(node.Place, "The picture has no description.",
                "Write `image: { src: ..., alt: \"What the picture shows\" }`."));
        }

        return image;
    }

    private static bool IsUsable(string source) =>
        source.Contains(':')
            ? Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Host.Length > 0
            : BlobName.IsValid(source) && !source.AsSpan().ContainsAny('?', '#');
}
