using Newsletter.Spoilers;
using NodaTime;

namespace Newsletter.Articles;

/// <summary>Every key of an article's front matter, checked, with its default.</summary>
internal static class ArticleFields
{
    public static FrontMatter Read(FrontMatterFields fields, ArticleBody body, string fileName, SiteSettings site)
    {
        var safeTitle = Titled(fields, "safe_title");
        return new FrontMatter
        {
            Title = Titled(fields, "title") ?? MissingTitle(fields, safeTitle, body, fileName),
            SafeTitle = safeTitle,
            Slug = SlugOf(fields),
            Work = WorkFields.One(fields, "work"),
            Spoils = WorkFields.Many(fields, "spoils"),
            Section = fields.Text("section") ?? site.Section,
            Tags = fields.Texts("tags"),
            Authors = fields.Texts("authors"),
            Published = Date(fields, "published", site),
            Draft = fields.YesNo("draft") ?? false,
            Updated = Date(fields, "updated", site),
            Summary = fields.Text("summary") ?? MissingSummary(fields, body.FenceLine),
            Spoilers = Level(fields, body.FenceLine),
            Advisories = fields.Texts("advisories"),
            Image = ImageFields.Read(fields),
            ReadMore = fields.Texts("read_more"),
            Secrets = fields.Texts("secrets"),
            AllowLeak = fields.Texts("allow_leak"),
            Email = fields.YesNo("email") ?? true,
            Language = Language(fields, site),
        };
    }

    private static string? Titled(FrontMatterFields fields, string key)
    {
        var title = fields.Text(key);
        if (title?.Length > FrontMatterReader.MaxTitle)
        {
            var node = fields.Find(key)!;
            fields.Diagnostics.Add(FrontMatterRules.LongTitle.At(node.Place, $"`{key}` has {title.Length} characters; {FrontMatterReader.MaxTitle} are allowed.",
                "Shorten it to one line; look whether its closing quote is missing."));
        }

        return title;
    }

    private static string MissingTitle(FrontMatterFields fields, string? safeTitle, ArticleBody body, string fileName)
    {
        var heading = safeTitle is null ? body.TakeHeading() : null;
        if (fields.Find("title") is null or YamlText)
        {
            var from = safeTitle is not null ? "`safe_title`" : heading is not null ? "the heading below" : "the file name";
            var line = fields.Find("title")?.Line ?? body.FenceLine;
            fields.Diagnostics.Add(FrontMatterRules.NoTitle.At(line, 1, $"The article has no title; it is taken from {from}.",
                $"Write `title: \"...\"` on a line of its own above line {body.FenceLine}."));
        }

        return safeTitle ?? heading ?? FallbackTitle.FromFileName(fileName);
    }

    private static string? MissingSummary(FrontMatterFields fields, int end)
    {
        if (fields.Find("summary") is null or YamlText)
        {
            fields.Diagnostics.Add(FrontMatterRules.NoSummary.At(fields.Find("summary")?.Line ?? end, 1,
                "The article has no summary; lists, feeds and mails may show its title alone.",
                $"Write `summary: ...` with one or two safe sentences above line {end}."));
        }

        return null;
    }

    private static SpoilerLevel Level(FrontMatterFields fields, int end)
    {
        var node = fields.Find("spoilers");
        var word = fields.Text("spoilers");
        if (word is null && node is null or YamlText)
        {
            fields.Diagnostics.Add(FrontMatterRules.NoLevel.At(node?.Line ?? end, 1,
                "The article has no spoiler level, so it counts as one that spoils the ending.",
                $"Write `spoilers: none`, `minor`, `major` or `ending` above line {end}."));
        }
        else if (word is not null && SpoilerLevels.Parse(word) is { } level)
        {
            return level;
        }
        else if (word is not null)
        {
            fields.Diagnostics.Add(FrontMatterRules.Level.At(node!.Place, "This is not a spoiler level.", LevelAdvice(word)));
        }

        return SpoilerLevel.Ending;
    }

    private static string LevelAdvice(string word)
    {
        var meant = word.ToLowerInvariant() switch
        {
            "no" or "false" or "off" or "0" or "safe" => "none",
            "yes" or "true" or "on" or "all" or "full" or "high" or "end" => "ending",
            "low" or "mild" or "small" => "minor",
            "medium" or "big" or "heavy" => "major",
            _ => DidYouMean.Nearest(word, "none", "minor", "major", "ending"),
        };
        return (meant is null ? "" : $"Did you mean `{meant}`? ") + "Write `none`, `minor`, `major` or `ending`.";
    }

    private static string? SlugOf(FrontMatterFields fields)
    {
        var slug = fields.Text("slug");
        if (slug is null || Slug.IsValid(slug))
        {
            return slug;
        }

        var node = fields.Find("slug")!;
        fields.Diagnostics.Add(FrontMatterRules.BadSlug.At(node.Place,
            "This slug cannot stand in an address.", $"Write `slug: {Slug.Of(slug)}`."));
        return null;
    }

    private static Instant? Date(FrontMatterFields fields, string key, SiteSettings site)
    {
        if (fields.Text(key) is not { } text)
        {
            return null;
        }

        var (value, message, advice) = ArticleDate.Parse(text, site.TimeZone);
        if (value is null)
        {
            var node = fields.Find(key)!;
            fields.Diagnostics.Add(FrontMatterRules.Date.At(node.Place, $"`{key}`: {message}", advice));
        }

        return value;
    }

    private static string Language(FrontMatterFields fields, SiteSettings site)
    {
        if (fields.Text("lang") is not { } tag)
        {
            return site.Language;
        }

        if (LanguageTag.Normalize(tag) is { } known)
        {
            return known;
        }

        fields.LeftOut("lang", "This is no language tag; the site's language is used.",
            LanguageTag.Normalize(tag.Replace('_', '-')) is { } meant ? $"Write `lang: {meant}`." : "Write a tag such as `en`, `de` or `pt-BR`.");
        return site.Language;
    }
}
