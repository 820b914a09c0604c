using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>Reads plain text: the title in its first line, then who wrote it and when, then the body.</summary>
internal static partial class TextDraft
{
    private const int LongestTitle = 200;
    private const int HeaderLines = 4;

    public static Draft Read(string text, string fileName)
    {
        var chunks = TextChunks.Of(SourceText.Clean(text));
        var front = new FrontMatterDraft();
        var start = 0;
        string? found = null;
        if (chunks.Count > 0 && TitleIn(chunks[0]) is { } line)
        {
            found = line;
            start = 1;
        }

        var title = Draft.TitleOf(front, found, fileName);
        start = found is null ? 0 : ReadHeader(chunks, start, front, out chunks);
        return new() { Title = title, Body = TextToMarkdown.Write(chunks, start), FrontMatter = front };
    }

    /// <summary>The title that a first chunk is; null when it is the beginning of the text.</summary>
    internal static string? TitleIn(TextChunk chunk)
    {
        if (chunk.Kind == ChunkKind.Heading)
        {
            return chunk.Text.Length <= Draft.LongestTitle ? chunk.Text : null;
        }

        if (chunk.Kind != ChunkKind.Plain || chunk.Text.Length > LongestTitle || (chunk.Text[^1] == '.' && SourceText.CountWords(chunk.Text) > 8)
            || ClosingLine.Looks(chunk.Text) || StopSentence.IsOne(chunk.Text))
        {
            return null;
        }

        var label = TitleLabel().Match(chunk.Text);
        var title = label.Success ? chunk.Text[label.Length..] : chunk.Text;
        return Emphasised().Match(title) is { Success: true } strong ? strong.Groups[1].Value : title;
    }

    /// <summary>Takes byline and date out of the lines below the title.</summary>
    private static int ReadHeader(IReadOnlyList<TextChunk> chunks, int start, FrontMatterDraft front, out IReadOnlyList<TextChunk> rest)
    {
        var kept = new List<TextChunk>(chunks);
        for (int i = start, seen = 0; seen < HeaderLines && i < kept.Count && kept[i].Text.Length <= 120; seen++)
        {
            // "20. November 2026" looks like an item of a list.
            if (kept[i].Kind is ChunkKind.Plain or ChunkKind.Number && Byline.Take(kept[i].Marker + kept[i].Text, front))
            {
                kept.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        rest = kept;
        return start;
    }

    [GeneratedRegex(@"^(?:title|titel|titre|título|headline)\s*:\s*(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleLabel();

    [GeneratedRegex(@"^\*{1,3}([^*]+)\*{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasised();
}
