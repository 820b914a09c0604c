using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Articles.Import;

internal enum BlockKind
{
    Paragraph,
    Heading,
    List,
    Quote,
    Container,
    Boundary,

    /// <summary>Where another tool cuts its excerpt: <c>&lt;!--more--&gt;</c>.</summary>
    More,

    Other,
}

/// <summary>A top-level block of a Markdown body.</summary>
/// <param name="Level">1 to 6 for a heading; else 0.</param>
/// <param name="Start">Index into the body; the block reaches to the start of the next one.</param>
/// <param name="End">Index after the block's own last character, without the empty lines behind it.</param>
internal sealed record BodyBlock(BlockKind Kind, int Level, int Start, int End, InlineText Text);

/// <summary>A Markdown body cut into its top-level blocks, which together are the whole of it.</summary>
internal sealed record MarkdownBody(string Source, IReadOnlyList<BodyBlock> Blocks)
{
    /// <summary>The Markdown of articles, but with quotes and dashes as they were typed, and with the place of every character.</summary>
    private static readonly Lazy<MarkdownPipeline> Pipeline = new(() =>
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation()
            .UsePipeTables().UseFootnotes().UseFigures().UseDefinitionLists().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.Extensions.Add(new SpoilerSyntax());
        return builder.Build();
    });

    /// <summary>True when the source could not be read as Markdown (nested too deeply); it is then one block.</summary>
    public bool Unreadable { get; init; }

    public static MarkdownBody Of(string source)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(source, Pipeline.Value);
        }
        catch (ArgumentException)
        {
            // Markdig's word for nesting beyond its limit.
            return new(source, [new(BlockKind.Other, 0, 0, source.Length, InlineText.Empty)]) { Unreadable = true };
        }

        var found = new List<Block>();
        foreach (var block in document)
        {
            if (block is not LinkReferenceDefinitionGroup and not Markdig.Extensions.Footnotes.FootnoteGroup && !block.Span.IsEmpty)
            {
                found.Add(block);
            }
        }

        found.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var blocks = new List<BodyBlock>(found.Count);
        foreach (var block in found)
        {
            var start = LineStart(source, block.Span.Start);
            if (blocks.Count == 0 || start > blocks[^1].Start)
            {
                blocks.Add(Read(source, block, start));
            }
        }

        return new(source, blocks);
    }

    /// <summary>The source from a block's start to the next block's.</summary>
    public string Slice(int block) => Source[Blocks[block].Start..(block + 1 < Blocks.Count ? Blocks[block + 1].Start : Source.Length)];

    private static BodyBlock Read(string source, Block block, int start)
    {
        var end = Math.Clamp(block.Span.End + 1, start, source.Length);
        var kind = block switch
        {
            HeadingBlock => BlockKind.Heading,
            HtmlBlock when Spoilers.Boundary.Is(block) => BlockKind.Boundary,
            HtmlBlock when CommentOf(source.AsSpan(start, end - start)) is "more" or "excerpt" or "truncate" => BlockKind.More,
            ListBlock => BlockKind.List,
            QuoteBlock => BlockKind.Quote,
            SpoilerContainer => BlockKind.Container,
            Table => BlockKind.Other,
            ParagraphBlock => BlockKind.Paragraph,
            _ => BlockKind.Other,
        };
        return new(kind, block is HeadingBlock heading ? heading.Level : 0, start, end, InlineText.Of(source, block));
    }

    private static int LineStart(string source, int index)
    {
        index = Math.Min(index, source.Length);
        return index == 0 ? 0 : source.LastIndexOf('\n', index - 1) + 1;
    }

    private static string? CommentOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is > 7 and < 40 && text.StartsWith("<!--") && text.EndsWith("-->")
            ? text[4..^3].Trim().ToString().ToLowerInvariant()
            : null;
    }
}
