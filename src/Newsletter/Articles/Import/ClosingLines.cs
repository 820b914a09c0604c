namespace Newsletter.Articles.Import;

/// <summary>All lines of related titles in a body, made one.</summary>
/// <param name="Line">Null when there is none.</param>
/// <param name="Blocks">The blocks that they stood in.</param>
internal sealed record ClosingLines(ClosingLine? Line, IReadOnlySet<int> Blocks)
{
    public static ClosingLines In(MarkdownBody body)
    {
        var blocks = new HashSet<int>();
        var items = new List<string>();
        string? section = null;
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            if (At(body, i, out var count) is not { } line)
            {
                continue;
            }

            section = line.Section ?? section;
            foreach (var item in line.Items)
            {
                if (!items.Contains(item))
                {
                    items.Add(item);
                }
            }

            for (var n = i; n < i + count; n++)
            {
                blocks.Add(n);
            }

            i += count - 1;
        }

        return new(items.Count == 0 ? null : new(section, items), blocks);
    }

    private static ClosingLine? At(MarkdownBody body, int i, out int count)
    {
        count = 1;
        var block = body.Blocks[i];
        if (block.Kind == BlockKind.Paragraph && ClosingLine.Of(block.Text) is { } line)
        {
            return line;
        }

        count = 2;
        return block.Kind is BlockKind.Paragraph or BlockKind.Heading && ClosingLine.IsLabel(block.Text.Text) && i + 1 < body.Blocks.Count
            && body.Blocks[i + 1].Kind == BlockKind.List
                ? ClosingLine.Of(block.Text.Text, body.Blocks[i + 1].Text)
                : null;
    }
}
