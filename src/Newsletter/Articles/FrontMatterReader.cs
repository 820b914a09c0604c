using Newsletter.Spoilers;

namespace Newsletter.Articles;

/// <summary>Reads and checks what stands between the <c>---</c> lines of an article. Pure, and never throws.</summary>
public static class FrontMatterReader
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int MaxTitle = 300;

    private static readonly Dictionary<string, int> NoLines = [];

    /// <param name="text">As <see cref="ArticleText.Decode"/> gives it.</param>
    /// <param name="fileName">With or without folders; gives the title when nothing else does.</param>
    public static FrontMatterResult Read(string text, string fileName, SiteSettings site)
    {
        var fences = FrontMatterFences.Find(text);
        var diagnostics = new List<Diagnostic>();
        if (fences.Problem is { } problem)
        {
            diagnostics.Add(problem);
        }

        if (fences.Yaml is not { } yaml)
        {
            return diagnostics is [{ Severity: Severity.Error }]
                ? new(null, fences.BodyStart, fences.BodyLine, NoLines, diagnostics)
                : WithoutFrontMatter(text, fileName, site, diagnostics);
        }

        if (YamlTree.Read(text[yaml], fences.YamlLine, diagnostics) is not { } map)
        {
            return new(null, fences.BodyStart, fences.BodyLine, NoLines, diagnostics);
        }

        FrontMatterKeys.ReportUnknown(map, FrontMatterKeys.Article, diagnostics);
        var body = new ArticleBody(text, fences.BodyStart, fences.BodyLine);
        var frontMatter = ArticleFields.Read(new FrontMatterFields(map, "", diagnostics), body, fileName, site);
        return Finish(frontMatter, body, LinesOf(map), diagnostics);
    }

    private static FrontMatterResult WithoutFrontMatter(string text, string fileName, SiteSettings site, List<Diagnostic> diagnostics)
    {
        var body = new ArticleBody(text, 0, 1);
        var title = body.TakeHeading() ?? FallbackTitle.FromFileName(fileName);
        var frontMatter = new FrontMatter { Title = title, Section = site.Section, Spoilers = SpoilerLevel.Ending, Language = site.Language };
        return Finish(frontMatter, body, NoLines, diagnostics);
    }

    private static FrontMatterResult Finish(
        FrontMatter frontMatter, ArticleBody body, IReadOnlyDictionary<string, int> lines, List<Diagnostic> diagnostics)
    {
        if (body.IsBlank)
        {
            diagnostics.Add(FrontMatterRules.NoBody.At(body.Line, 1, "There is no text below the front matter.",
                "Write the article below the closing `---`, or upload it when it is written."));
        }

        var publishable = !diagnostics.Exists(d => d.Severity == Severity.Error);
        return new(publishable ? frontMatter : null, body.Start, body.Line, lines, diagnostics);
    }

    private static Dictionary<string, int> LinesOf(YamlMap map)
    {
        var lines = new Dictionary<string, int>(map.Entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (!FrontMatterKeys.IsKnown(key.Value))
            {
                continue;
            }

            lines[key.Value] = key.Line;
            if (value is YamlMap inner)
            {
                foreach (var entry in inner.Entries)
                {
                    lines[key.Value + "." + entry.Key.Value] = entry.Key.Line;
                }
            }
        }

        return lines;
    }
}
