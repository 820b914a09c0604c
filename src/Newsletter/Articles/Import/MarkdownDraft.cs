using Newsletter.Spoilers;

namespace Newsletter.Articles.Import;

/// <summary>Reads Markdown: front matter of any tool, or none, and a body that stays as it is but for its title.</summary>
internal static class MarkdownDraft
{
    /// <summary>The draft; or, for an article that is in our format already, no draft and its title.</summary>
    public static (Draft? Draft, string? OurTitle) Read(string markdown, string fileName)
    {
        var text = SourceText.Clean(markdown);
        var (header, isToml, start) = Header(text);
        var keys = header is null ? [] : isToml ? TomlSource.Read(header) : YamlSource.Read(header);
        var stated = keys?.FirstOrDefault(key => key.Name.Equals("title", StringComparison.OrdinalIgnoreCase))?.Value.Text;
        var level = keys?.FirstOrDefault(key => key.Name == "spoilers")?.Value.Text;
        if (!isToml && stated is not null && SpoilerLevels.Parse(level) is not null)
        {
            return (null, stated);
        }

        if (stated?.Length > Draft.LongestTitle)
        {
            stated = null;
        }

        var front = new FrontMatterDraft();
        var body = MarkdownBody.Of(MarkdownSpoilers.ToOurs(text[start..]));
        var (title, source) = stated is null ? TitleIn(body) : (stated, WithoutTitle(body, stated));
        var shown = Draft.TitleOf(front, title, fileName);
        IReadOnlyList<string> tags = [], categories = [];
        if (keys is null)
        {
            front.Remark(header!);
            front.Guess("other keys", "not readable", Confidence.Low, "The front matter is no YAML that we can read; it is kept as comments.");
        }
        else
        {
            (tags, categories) = OtherFrontMatter.Map(keys, front, stated is not null);
        }

        return (new() { Title = shown, Body = source, FrontMatter = front, SeekHeadings = true, Tags = tags, Categories = categories }, null);
    }

    /// <summary>The lines between <c>---</c> and <c>---</c> (or <c>+++</c>) at the very start; null when there are none.</summary>
    private static (string? Header, bool IsToml, int BodyStart) Header(string text)
    {
        var first = LineAt(text, 0);
        var fence = first.TrimEnd();
        if (fence is not ("---" or "+++"))
        {
            return (null, false, 0);
        }

        for (var at = first.Length + 1; at < text.Length;)
        {
            var line = LineAt(text, at);
            var end = Math.Min(text.Length, at + line.Length + 1);
            if (line.TrimEnd() == fence || (fence == "---" && line.TrimEnd() == "..."))
            {
                return (text[(first.Length + 1)..Math.Max(first.Length + 1, at - 1)], fence == "+++", end);
            }

            at = end;
        }

        return (null, false, 0);
    }

    private static string LineAt(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text[at..] : text[at..end];
    }

    /// <summary>The title that the body begins with, and the body without it.</summary>
    internal static (string? Title, string Body) TitleIn(MarkdownBody body)
    {
        if (body.Unreadable && body.Source.StartsWith("# ", StringComparison.Ordinal))
        {
            var line = LineAt(body.Source, 0);
            return line.Length <= Draft.LongestTitle ? (line[2..].Trim(), body.Source[line.Length..].TrimStart('\n')) : (null, body.Source);
        }

        if (body.Blocks.Count == 0 || body.Blocks[0].Text.Text.Trim().Length is 0 or > Draft.LongestTitle)
        {
            return (null, body.Source);
        }

        var first = body.Blocks[0];
        var text = first.Text.Text.Trim();
        var isTitle = first.Kind switch
        {
            BlockKind.Heading => first.Level == 1,
            BlockKind.Paragraph => !body.Source.AsSpan(first.Start, first.End - first.Start).Trim().Contains('\n') && HeadingShape.AloneIsHeading(text),
            _ => false,
        };
        return isTitle ? (text, Without(body, 0)) : (null, body.Source);
    }

    /// <summary>Many articles say their title again at the top of the body.</summary>
    private static string WithoutTitle(MarkdownBody body, string title) =>
        body.Blocks.Count > 0 && body.Blocks[0] is { Kind: BlockKind.Heading } first
        && SourceText.OneLine(first.Text.Text).Equals(title, StringComparison.OrdinalIgnoreCase)
            ? Without(body, 0)
            : body.Source;

    private static string Without(MarkdownBody body, int block) =>
        body.Source[..body.Blocks[block].Start] + body.Source[body.Blocks[block].End..].TrimStart('\n', ' ');
}
