namespace Newsletter.Articles;

/// <summary>The keys of the article format, and what people write instead of them.</summary>
internal static class FrontMatterKeys
{
    public static readonly string[] Article =
    [
        "title", "safe_title", "slug", "work", "spoils", "section", "tags", "authors", "published", "draft", "updated", "summary", "spoilers",
        "advisories", "image", "read_more", "email", "lang", "secrets", "allow_leak",
    ];

    public static readonly string[] Work = ["title", "kind", "year", "by"];

    public static readonly string[] Image = ["src", "alt", "spoiler"];

    private const int MaxReported = 20;

    public static bool IsKnown(ReadOnlySpan<char> key)
    {
        foreach (var known in Article)
        {
            if (key.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key as a message may show it. What is no word may be a sentence of the article, and those may spoil.</summary>
    public static string Shown(string key) =>
        key.Length is > 0 and <= 30 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? $"`{key}`" : "This key";

    /// <summary>Reports the keys that are not among <paramref name="known"/>: an error where ignoring one would let something out.</summary>
    public static void ReportUnknown(YamlMap map, string[] known, List<Diagnostic> diagnostics)
    {
        var reported = 0;
        foreach (var (key, value) in map.Entries)
        {
            if (Array.IndexOf(known, key.Value) >= 0)
            {
                continue;
            }

            var found = Explain(key, value, known);
            if (reported++ < MaxReported || found.Severity == Severity.Error)
            {
                diagnostics.Add(found);
            }
        }
    }

    private static Diagnostic Explain(YamlText key, YamlNode value, string[] known)
    {
        var subject = Shown(key.Value) is var shown && shown[0] == '`' ? shown : "This";
        var plain = string.Concat(key.Value.Split('_', '-', ' ')).ToLowerInvariant();
        if (known == Article && plain is "hidden" or "private" or "unlisted" or "publish" or "embargo")
        {
            return FrontMatterRules.UnknownGuard.At(key.Place, $"{subject} does not exist here, and would hold nothing back.",
                "Write `draft: true`, or give `published` a date in the future; then delete this line.");
        }

        var meant = Meant(key.Value, plain, known);
        if (meant is "safe_title" or "secrets" or "published" or "draft" or "email" or "spoiler")
        {
            return FrontMatterRules.UnknownGuard.At(key.Place, $"{subject} is not a key, and ignoring it could let something out.",
                $"Write `{meant}` if that is meant; else delete the line.");
        }

        var advice = meant is not null ? $"Did you mean `{meant}`?"
            : known != Article && value is YamlText { IsNull: true } ? "If it belongs to the value before the comma, put that value in double quotes."
            : $"Delete it, or use one of {string.Join(", ", known)}.";
        return FrontMatterRules.UnknownKey.At(key.Place, $"{subject} is not a key that is known here, and is ignored.", advice);
    }

    private static string? Meant(string key, string plain, string[] known)
    {
        foreach (var candidate in known)
        {
            if (candidate.Replace("_", "", StringComparison.Ordinal) == plain)
            {
                return candidate;
            }
        }

        var elsewhere = known == Article ? OfArticleElsewhere(plain) : known == Work ? OfWorkElsewhere(plain) : OfImageElsewhere(plain);
        return elsewhere ?? DidYouMean.Nearest(key, known);
    }

    private static string? OfArticleElsewhere(string plain) => plain switch
    {
        "date" or "pubdate" or "publishdate" or "publicationdate" or "publishedat" => "published",
        "mail" or "digest" or "newsletter" or "sendemail" => "email",
        "author" or "by" or "byline" => "authors",
        "tag" or "keywords" or "topics" => "tags",
        "description" or "excerpt" or "abstract" or "teaser" or "lead" => "summary",
        "category" or "categories" => "section",
        "language" or "locale" => "lang",
        "permalink" or "url" => "slug",
        "modified" or "lastmod" or "dateupdated" => "updated",
        "level" or "spoilerlevel" => "spoilers",
        "warnings" or "contentwarnings" or "cw" => "advisories",
        "related" or "seealso" => "read_more",
        "cover" or "picture" or "thumbnail" => "image",
        "hide" or "protected" or "protect" => "secrets",
        _ => null,
    };

    private static string? OfWorkElsewhere(string plain) => plain switch
    {
        "author" or "director" or "creator" or "writer" => "by",
        "name" => "title",
        "type" or "medium" => "kind",
        "date" or "released" or "published" => "year",
        _ => null,
    };

    private static string? OfImageElsewhere(string plain) => plain switch
    {
        "source" or "url" or "file" or "path" => "src",
        "description" or "caption" or "text" => "alt",
        "spoils" or "secret" or "hide" => "spoiler",
        _ => null,
    };
}
