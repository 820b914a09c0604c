using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>
/// Lines of plain text put together to paragraphs, items and quotes, whether the writer's program broke lines at a width, put an empty line
/// between paragraphs, or only a new line.
/// </summary>
internal sealed class TextChunks
{
    private const int VerseWidth = 60;

    private readonly List<TextChunk> chunks = [];
    private readonly StringBuilder text = new();
    private readonly LineWrap wrap;
    private LineMark mark;
    private string marker = "";
    private string last = "";
    private bool open;
    private bool tight;

    private TextChunks(LineWrap wrap) => this.wrap = wrap;

    /// <summary>The chunks of a cleaned text, in order. Every word of the text stands in one of them.</summary>
    public static IReadOnlyList<TextChunk> Of(string cleaned)
    {
        var lines = cleaned.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].Replace('\t', ' ').TrimEnd();
        }

        var reader = new TextChunks(LineWrap.Of(lines));
        for (var i = 0; i < lines.Length;)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < lines.Length && !string.IsNullOrWhiteSpace(lines[end]))
            {
                end++;
            }

            reader.ReadGroup(lines.AsSpan(i, end - i));
            i = end;
        }

        return reader.chunks;
    }

    private void ReadGroup(ReadOnlySpan<string> lines)
    {
        var first = chunks.Count;
        tight = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (i == 0 && lines.Length > 1 && UnderlinedLevel(line, lines[1].Trim()) is > 0 and var level)
            {
                Add(new(ChunkKind.Heading, line, level));
                i++;
                continue;
            }

            ReadLine(line, i == 0 ? line : lines[i]);
        }

        Close();
        if (first > 0)
        {
            JoinVerse(first);
        }

        for (var i = first; i + 1 < chunks.Count; i++)
        {
            chunks[i] = chunks[i] with { TightBelow = true };
        }
    }

    private void ReadLine(string line, string raw)
    {
        var found = LineMark.Of(line);
        if (open && Continues(found, line, raw))
        {
            text.Append(EndsInBrokenWord(line) ? "" : " ").Append(found.Kind == ChunkKind.Quote ? found.Rest : line);
            last = raw;
            return;
        }

        Close();
        if (found.Kind is ChunkKind.Rule or ChunkKind.Boundary or ChunkKind.Heading or ChunkKind.Image)
        {
            Add(found);
            return;
        }

        if (found.Rest.Length == 0)
        {
            return;
        }

        open = true;
        mark = found;
        marker = line[..^found.Rest.Length];
        last = raw;
        text.Append(found.Rest);
    }

    private bool Continues(LineMark found, string line, string raw)
    {
        if (mark.Kind == ChunkKind.Quote)
        {
            return found.Kind == ChunkKind.Quote && found.Number == mark.Number && found.Rest.Length > 0 && wrap.Joins(last, found.Rest, chunks.Count == 0);
        }

        if (mark.Kind is ChunkKind.Bullet or ChunkKind.Number)
        {
            return found.Kind == ChunkKind.Plain && (raw.Length > line.Length + 1 || wrap.Joins(last, line, false));
        }

        // "1920." or "- he said" at the start of a line may be the middle of a sentence.
        var couldBeText = found.Kind == ChunkKind.Plain || (found.Kind is ChunkKind.Bullet or ChunkKind.Number && wrap.Width > 0 && !EndsClause(last));
        return couldBeText && wrap.Joins(last, line, chunks.Count == 0);
    }

    private bool EndsInBrokenWord(string line) =>
        text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && char.IsLower(line[0]);

    private static bool EndsClause(string line) => line.Length == 0 || line[^1] is ':' || Sentences.EndsLikeOne(line);

    private static int UnderlinedLevel(string line, string below) => LineMark.Underline(below) switch
    {
        '\0' => 0,
        _ when line.Length > 100 || LineMark.Of(line).Kind is not (ChunkKind.Plain or ChunkKind.Number) => 0,
        '=' => 1,
        _ => Sentences.EndsLikeOne(line) && line[^1] == '.' ? 0 : 2,
    };

    private void Close()
    {
        if (open)
        {
            Add(mark with { Rest = text.ToString() });
        }

        text.Clear();
        open = false;
    }

    private void Add(LineMark found)
    {
        chunks.Add(new(found.Kind, found.Rest, found.Number, tight, open ? marker : ""));
        tight = true;
    }

    /// <summary>Puts short lines that end nowhere together to verse. Every line is looked at once.</summary>
    private void JoinVerse(int first)
    {
        var group = chunks.GetRange(first, chunks.Count - first);
        chunks.RemoveRange(first, group.Count);
        for (var start = 0; start < group.Count;)
        {
            var end = start;
            var unended = 0;
            while (end < group.Count && group[end].Kind == ChunkKind.Plain && group[end].Text.Length <= VerseWidth)
            {
                unended += Sentences.EndsLikeOne(group[end++].Text) ? 0 : 1;
            }

            var run = group.GetRange(start, Math.Max(1, end - start));
            if (IsVerse(run, unended))
            {
                chunks.Add(new(ChunkKind.Verse, string.Join('\n', run.Select(chunk => chunk.Text)), 0, run[0].Tight));
            }
            else
            {
                chunks.AddRange(run);
            }

            start += run.Count;
        }
    }

    /// <summary>At least half of the lines end without a full stop, and they aren't a heading with a short text below.</summary>
    private static bool IsVerse(List<TextChunk> run, int unended) =>
        run.Count > 1 && unended * 2 >= run.Count
        && !(run.Count == 2 && HeadingShape.IsTitleCase(run[0].Text) && Sentences.EndsLikeOne(run[1].Text));
}
