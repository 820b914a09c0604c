using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>A body written again, with its boundary and its closing line in place and the rest as it was.</summary>
/// <param name="BoundaryAt">Index in <see cref="Text"/> of the boundary; -1 when there is none.</param>
/// <param name="HeadingsAt">Indexes in <see cref="Text"/> of the headings.</param>
/// <param name="ReadMoreAt">Index in <see cref="Text"/> of the Read More line; -1 when there is none.</param>
internal sealed record WrittenBody(string Text, int BoundaryAt, IReadOnlyList<int> HeadingsAt, int ReadMoreAt);

internal sealed class BodyWriter
{
    public const string Marker = "<!-- spoilers -->";

    private readonly MarkdownBody body;
    private readonly BoundaryGuess boundary;
    private readonly StringBuilder text = new();
    private readonly List<int> headings = [];
    private int boundaryAt = -1;

    private BodyWriter(MarkdownBody body, BoundaryGuess boundary) => (this.body, this.boundary) = (body, boundary);

    /// <param name="removed">Blocks left out.</param>
    /// <param name="readMore">The closing line; null for none.</param>
    public static WrittenBody Write(MarkdownBody body, BoundaryGuess boundary, bool mark, IReadOnlySet<int> removed, string? readMore)
    {
        var writer = new BodyWriter(body, boundary);
        writer.WriteBlocks(mark, removed);
        var readMoreAt = -1;
        writer.TrimEnd();
        if (readMore is not null)
        {
            writer.NewParagraph();
            readMoreAt = writer.text.Length;
            writer.text.Append(readMore);
        }

        if (writer.text.Length > 0)
        {
            writer.text.Append('\n');
        }

        return new(writer.text.ToString(), writer.boundaryAt, writer.headings, readMoreAt);
    }

    private void WriteBlocks(bool mark, IReadOnlySet<int> removed)
    {
        text.Append(body.Source, 0, body.Blocks.Count == 0 ? body.Source.Length : body.Blocks[0].Start);
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            var block = body.Blocks[i];
            var slice = body.Slice(i);
            if (mark && boundary.At == block.Start)
            {
                Mark();
            }

            if (block.Kind == BlockKind.Heading && !removed.Contains(i))
            {
                headings.Add(text.Length);
            }

            if (removed.Contains(i) || (mark && boundary.At == block.Start && block.Kind is BlockKind.Boundary or BlockKind.More))
            {
                text.Append(slice.AsSpan(block.End - block.Start).TrimStart('\n'));
            }
            else if (mark && boundary.At > block.Start && boundary.At < block.End)
            {
                Divide(slice, boundary.At - block.Start);
            }
            else
            {
                text.Append(slice);
            }
        }

        if (mark && boundaryAt < 0)
        {
            Mark();
        }
    }

    private void Divide(string slice, int at)
    {
        text.Append(slice.AsSpan(0, at).TrimEnd());
        Mark();
        text.Append(MarkdownEscape.LineStart(slice[at..].TrimStart()));
    }

    private void Mark()
    {
        TrimEnd();
        NewParagraph();
        boundaryAt = text.Length;
        text.Append(Marker).Append("\n\n");
    }

    private void NewParagraph() => text.Append(text.Length == 0 ? "" : "\n\n");

    private void TrimEnd()
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }
    }
}
