using System.Text;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>Headings of a Markdown body put in order: the top level is 2, and a body that marks none gets those that its short lines are.</summary>
internal static partial class BareHeadings
{
    /// <param name="seek">Whether short paragraphs may become headings.</param>
    public static MarkdownBody Settle(MarkdownBody body, bool seek)
    {
        var top = 7;
        foreach (var block in body.Blocks)
        {
            top = block.Kind == BlockKind.Heading ? Math.Min(top, block.Level) : top;
        }

        if (top == 7)
        {
            return seek ? Rewrite(body, Mark) : body;
        }

        return top == 1 ? Rewrite(body, Lower) : body;
    }

    private static MarkdownBody Rewrite(MarkdownBody body, Func<MarkdownBody, int, string?> rewrite)
    {
        var text = new StringBuilder(body.Source.Length);
        text.Append(body.Source, 0, body.Blocks.Count == 0 ? body.Source.Length : body.Blocks[0].Start);
        var changed = false;
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            var slice = body.Slice(i);
            var heading = rewrite(body, i);
            changed |= heading is not null;
            text.Append(heading is null ? slice : heading + slice[(body.Blocks[i].End - body.Blocks[i].Start)..]);
        }

        return changed ? MarkdownBody.Of(text.ToString()) : body;
    }

    /// <summary>Null when the block is no heading.</summary>
    private static string? Mark(MarkdownBody body, int i)
    {
        var block = body.Blocks[i];
        var source = body.Source[block.Start..block.End].Trim();
        if (block.Kind != BlockKind.Paragraph || source.Contains('\n', StringComparison.Ordinal) || i + 1 >= body.Blocks.Count
            || body.Blocks[i + 1].Kind is BlockKind.Boundary or BlockKind.More || ClosingLine.Looks(body.Blocks[i + 1].Text.Text)
            || block.Text.Links.Count > 0 || !HeadingShape.AloneIsHeading(block.Text.Text))
        {
            return null;
        }

        var strong = block.Text.AllStrong ? Strong().Match(source) : Match.Empty;
        return "## " + (strong.Success ? strong.Groups[1].Value : source);
    }

    private static string? Lower(MarkdownBody body, int i)
    {
        var block = body.Blocks[i];
        if (block.Kind != BlockKind.Heading)
        {
            return null;
        }

        var source = body.Source[block.Start..block.End].Trim();
        if (source.StartsWith('#'))
        {
            return block.Level < 6 ? "#" + source : null;
        }

        // Underlined: its text may have several lines, and becomes one.
        var underline = source.LastIndexOf('\n');
        return underline < 0 ? null : new string('#', block.Level + 1) + " " + SourceText.OneLine(source[..underline]);
    }

    [GeneratedRegex(@"^(?:\*\*|__)([^*_]+)(?:\*\*|__)$", RegexOptions.CultureInvariant)]
    private static partial Regex Strong();
}
