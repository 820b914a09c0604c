using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>Writes chunks of plain text as Markdown that renders as the same text.</summary>
internal sealed partial class TextToMarkdown
{
    private readonly IReadOnlyList<TextChunk> chunks;
    private readonly StringBuilder body = new();
    private readonly int shift;
    private readonly bool marksHeadings;
    private string delimiter = "";

    private TextToMarkdown(IReadOnlyList<TextChunk> chunks, int start)
    {
        this.chunks = chunks;
        var (marked, top) = (0, int.MaxValue);
        for (var i = start; i < chunks.Count; i++)
        {
            if (chunks[i].Kind == ChunkKind.Heading)
            {
                marked++;
                top = Math.Min(top, chunks[i].Mark);
            }
        }

        shift = marked == 0 ? 0 : 2 - top;
        marksHeadings = marked >= 2;
    }

    /// <summary>The body from a chunk on, ending in a line end; empty when there is none.</summary>
    public static string Write(IReadOnlyList<TextChunk> chunks, int start)
    {
        var writer = new TextToMarkdown(chunks, start);
        for (var i = start; i < chunks.Count;)
        {
            i += writer.Write(i);
        }

        return writer.body.ToString();
    }

    /// <summary>Writes the chunk and those that belong to it; returns how many.</summary>
    private int Write(int i)
    {
        var chunk = chunks[i];
        switch (chunk.Kind)
        {
            case ChunkKind.Heading:
                Paragraph(new string('#', Math.Clamp(chunk.Mark + shift, 2, 6)) + " " + MarkdownEscape.Heading(chunk.Text));
                return 1;
            case ChunkKind.Image:
                Paragraph(chunk.Text);
                return 1;
            case ChunkKind.Rule:
                Paragraph("* * *");
                return 1;
            case ChunkKind.Boundary:
                Paragraph(BodyWriter.Marker);
                return 1;
            case ChunkKind.Verse:
                Paragraph(string.Join("\\\n", chunk.Text.Split('\n').Select(line => MarkdownEscape.Bars(MarkdownEscape.Line(line)))));
                return 1;
            case ChunkKind.Quote:
                return Quote(i);
            case ChunkKind.Bullet or ChunkKind.Number:
                return List(i);
            default:
                Plain(i, chunk.Text);
                return 1;
        }
    }

    private int List(int i)
    {
        var kind = chunks[i].Kind;
        var end = i + 1;
        while (end < chunks.Count && chunks[end].Kind == kind && Follows(chunks[end - 1], chunks[end]))
        {
            end++;
        }

        if (end == i + 1 && !(kind == ChunkKind.Bullet && chunks[i].Marker[0] > '\u007F'))
        {
            Plain(i, chunks[i].Marker + chunks[i].Text);
            return 1;
        }

        // "1." right after another numbered list would go on with its numbers; "1)" begins anew.
        delimiter = kind == ChunkKind.Number && i > 0 && chunks[i - 1].Kind == kind && delimiter == ". " ? ") " : ". ";
        var items = new StringBuilder();
        for (var n = i; n < end; n++)
        {
            var mark = kind == ChunkKind.Bullet ? "- " : chunks[n].Mark.ToString(CultureInfo.InvariantCulture) + delimiter;
            items.Append(n == i ? "" : "\n").Append(mark).Append(MarkdownEscape.Line(chunks[n].Text));
        }

        Paragraph(items.ToString());
        return end - i;
    }

    private static bool Follows(TextChunk item, TextChunk next) =>
        item.Kind == ChunkKind.Bullet ? next.Marker[0] == item.Marker[0] : next.Mark == item.Mark + 1;

    private int Quote(int i)
    {
        var end = i;
        var quote = new StringBuilder();
        for (; end < chunks.Count && chunks[end].Kind == ChunkKind.Quote && (end == i || chunks[end].Tight || chunks[end].Mark == chunks[i].Mark); end++)
        {
            if (end > i)
            {
                quote.Append('\n').Append(Prefix(Math.Min(chunks[end - 1].Mark, chunks[end].Mark)).TrimEnd()).Append('\n');
            }

            quote.Append(Prefix(chunks[end].Mark)).Append(MarkdownEscape.Line(chunks[end].Text));
        }

        Paragraph(quote.ToString());
        return end - i;
    }

    private void Plain(int i, string text)
    {
        if (IsHeading(i, text))
        {
            var strong = Emphasised().Match(text);
            Paragraph("## " + MarkdownEscape.Heading(strong.Success ? strong.Groups[1].Value : text));
        }
        else
        {
            Paragraph(MarkdownEscape.Line(text));
        }
    }

    private bool IsHeading(int i, string text)
    {
        if (i + 1 >= chunks.Count || chunks[i + 1].Kind is ChunkKind.Rule or ChunkKind.Boundary || ClosingLine.Looks(chunks[i + 1].Text))
        {
            return false;
        }

        if (Emphasised().Match(text) is { Success: true } strong)
        {
            return HeadingShape.AloneIsHeading(strong.Groups[1].Value);
        }

        var shape = chunks[i].Kind == ChunkKind.Number ? chunks[i].Text : text;
        var next = chunks[i + 1];
        if (!chunks[i].Tight && !chunks[i].TightBelow)
        {
            return HeadingShape.AloneIsHeading(shape) && (!marksHeadings || HeadingShape.IsTitleCase(shape));
        }

        return HeadingShape.TightIsHeading(shape) && (next.Text.Length > 80 || Sentences.EndsLikeOne(next.Text)) && !(text[^1] == ':' && next.Kind != ChunkKind.Plain);
    }

    private void Paragraph(string markdown) => body.Append(body.Length == 0 ? "" : "\n").Append(markdown).Append('\n');

    private static string Prefix(int depth) => string.Concat(Enumerable.Repeat("> ", depth));

    [GeneratedRegex(@"^(?:\*\*|__)([^*_]+)(?:\*\*|__)$", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasised();
}
