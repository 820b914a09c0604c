namespace Newsletter.Articles.Import;

/// <summary>Keys of Hugo, Jekyll, Ghost and the like, put under ours. Ours stay; the rest is kept as comments.</summary>
internal sealed class OtherFrontMatter
{
    /// <summary>Names of each of our keys, in the order in which they are believed.</summary>
    private static readonly (string Key, string[] Names)[] Aliases =
    [
        ("published", ["published", "publishdate", "publish_date", "published_at", "pubdate", "date", "created", "created_at"]),
        ("updated", ["updated", "lastmod", "updated_at", "last_modified_at", "last_modified", "modified"]),
        ("summary", ["summary", "description", "excerpt", "custom_excerpt", "meta_description", "abstract"]),
        ("authors", ["authors", "author", "by"]),
        ("section", ["section"]),
        ("image", ["image", "cover", "feature_image", "featured_image", "featuredimage", "thumbnail", "banner", "hero", "images"]),
        ("lang", ["lang", "language", "locale"]),
        ("slug", ["slug"]),
        ("safe_title", ["safe_title"]),
    ];

    private static readonly string[] AsTheyAre = ["work", "spoils", "advisories", "secrets", "allow_leak", "read_more", "email", "spoilers"];

    private static readonly string[] No = ["false", "no", "off", "n"];

    private readonly Dictionary<string, SourceKey> keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
    private readonly FrontMatterDraft front;

    private OtherFrontMatter(IReadOnlyList<SourceKey> source, FrontMatterDraft front)
    {
        this.front = front;
        foreach (var key in source)
        {
            keys.TryAdd(key.Name, key);
        }
    }

    /// <summary>Fills the front matter; returns tags and categories, which depend on more.</summary>
    /// <param name="hasTitle">Whether the title has been taken from the source.</param>
    public static (IReadOnlyList<string> Tags, IReadOnlyList<string> Categories) Map(IReadOnlyList<SourceKey> source, FrontMatterDraft front, bool hasTitle)
    {
        var map = new OtherFrontMatter(source, front);
        if (hasTitle)
        {
            map.used.Add("title");
        }

        map.KeepDraft();
        foreach (var (key, names) in Aliases)
        {
            map.Take(key, names);
        }

        foreach (var key in AsTheyAre)
        {
            map.Keep(key);
        }

        var tags = map.Lists("tags", "tag", "keywords");
        var categories = map.Lists("categories", "category", "primary_tag");
        map.RemarkOthers(source);
        return (tags, categories);
    }

    private void KeepDraft()
    {
        // What doesn't plainly say no holds back.
        var isDraft = (keys.ContainsKey("draft") && !Array.Exists(No, no => Is("draft", no))) || Is("published", "false") || Is("status", "draft");
        foreach (var name in new[] { "draft", "status" })
        {
            if (keys.ContainsKey(name) && (name == "draft" || isDraft || Is(name, "published")))
            {
                used.Add(name);
            }
        }

        if (keys.GetValueOrDefault("published")?.Value.Text is "true" or "false" or "True" or "False")
        {
            used.Add("published");
        }

        if (!isDraft)
        {
            return;
        }

        front.Set("draft", "true", "true");
        front.Guess("draft", "true", Confidence.High, "It was a draft, and stays one until this line is gone.");
    }

    private void Take(string key, string[] names)
    {
        if (front.Has(key))
        {
            return;
        }

        foreach (var name in names)
        {
            if (!used.Contains(name) && keys.TryGetValue(name, out var source) && Write(key, source.Value) is { } value)
            {
                used.Add(name);
                var isOurs = name == key && (key == "image" ? source.Value is SourceMap : value == source.Value.Text);
                if (key == "image" && !isOurs)
                {
                    front.Guess(key, value, Confidence.Medium,
                        $"From {name}. Upload it beside the article, describe it in alt, and say spoiler: false if people who don't know the work may see it.");
                }
                else if (!isOurs)
                {
                    front.Guess(key, value, Confidence.High, $"From {name}.");
                }

                return;
            }
        }
    }

    /// <summary>Sets a key of ours; null when the value can't be it.</summary>
    private string? Write(string key, SourceValue value)
    {
        switch (key)
        {
            case "published" or "updated":
                return value.Text is { } stamp && DateLine.OfStamp(stamp) is { } time ? Set(key, time, time) : null;
            case "authors":
                return value.Texts is { Count: > 0 } authors ? Set(key, YamlText.List(authors), string.Join(", ", authors)) : null;
            case "image":
                return Image(value);
            case "slug":
                return value.Text?.Trim('/') is { Length: > 0 } path && Slug.Of(path[(path.LastIndexOf('/') + 1)..]) is var slug
                    ? Set(key, YamlText.Quote(slug), slug)
                    : null;
            case "lang":
                return value.Text?.Replace('_', '-') is { } language && IsLanguage(language) ? Set(key, YamlText.Plain(language), language) : null;
            default:
                return value.Text is { } text ? Set(key, YamlText.Quote(text), text) : null;
        }
    }

    private string Set(string key, string yaml, string value)
    {
        front.Set(key, yaml, value);
        return value;
    }

    private string? Image(SourceValue value)
    {
        if (value is SourceMap ours && ours["src"] is not null)
        {
            return Set("image", ours.ToYaml(), ours["src"]!.Text ?? "");
        }

        var (source, alt) = value switch
        {
            SourceMap map => ((map["url"] ?? map["image"] ?? map["path"])?.Text, (map["alt"] ?? map["caption"])?.Text),
            SourceList { Items: [var first, ..] } => (first.Text, null),
            _ => (value.Text, null),
        };
        // A path on the site that the article comes from leads nowhere here: pictures lie beside their article.
        if (source is not null && !source.Contains("://", StringComparison.Ordinal))
        {
            source = source[(source.LastIndexOf('/') + 1)..];
        }

        return string.IsNullOrEmpty(source) ? null : Set("image", $"{{ src: {YamlText.Quote(source)}, alt: {YamlText.Quote(alt ?? "")}, spoiler: true }}", source);
    }

    private void Keep(string key)
    {
        if (!keys.TryGetValue(key, out var source) || (key == "spoilers" && Spoilers.SpoilerLevels.Parse(source.Value.Text) is null))
        {
            return;
        }

        used.Add(key);
        front.Set(key, source.Value.ToYaml(), source.Value.Text ?? "");
    }

    private List<string> Lists(params ReadOnlySpan<string> names)
    {
        var all = new List<string>();
        foreach (var name in names)
        {
            if (keys.TryGetValue(name, out var source) && source.Value.Texts is { Count: > 0 } texts)
            {
                all.AddRange(texts);
                used.Add(name);
            }
        }

        return all;
    }

    private void RemarkOthers(IReadOnlyList<SourceKey> source)
    {
        var others = new List<string>();
        foreach (var key in source)
        {
            if (used.Contains(key.Name) && keys[key.Name] == key)
            {
                continue;
            }

            others.Add(key.Name);
            front.Remark(key.Lines);
        }

        if (others.Count > 0)
        {
            front.Guess("other keys", string.Join(", ", others), Confidence.High, "Our format has no such keys, or not with these values; they are kept as comments.");
        }
    }

    private bool Is(string name, string value) => keys.TryGetValue(name, out var key) && string.Equals(key.Value.Text, value, StringComparison.OrdinalIgnoreCase);

    private static bool IsLanguage(string tag) => tag.Length is >= 2 and <= 35 && char.IsAsciiLetter(tag[0]) && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
