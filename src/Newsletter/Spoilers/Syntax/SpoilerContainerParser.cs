using Markdig.Parsers;
using Markdig.Syntax;

namespace Newsletter.Spoilers.Syntax;

/// <summary>
/// Opens at a line <c>::: spoiler ...</c> (three colons or more, the word in any case) and closes at a line of at least as many colons. An inner
/// container closes before its outer one even when their fences have the same length; a fence inside a code block is code.
/// </summary>
internal sealed class SpoilerContainerParser : BlockParser
{
    /// <summary>Colons of the shortest fence.</summary>
    public const int MinFence = 3;

    public SpoilerContainerParser() => OpeningCharacters = [':'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent)
        {
            return BlockState.None;
        }

        var line = processor.Line;
        var rest = line.Text.AsSpan(line.Start, line.Length);
        var fence = Fence(rest);
        var argument = rest[fence..].Trim();
        if (fence < MinFence || !argument.StartsWith("spoiler", StringComparison.OrdinalIgnoreCase))
        {
            return BlockState.None;
        }

        argument = argument["spoiler".Length..];
        if (argument.Length > 0 && argument[0] is 's' or 'S')
        {
            argument = argument[1..];
        }

        if (argument.Length > 0 && char.IsAsciiLetterOrDigit(argument[0]))
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new SpoilerContainer(this)
        {
            Argument = argument.TrimStart(" :\t").TrimEnd().ToString(),
            Fence = fence,
            Line = processor.LineIndex,
            Column = processor.Column,
            Span = new SourceSpan(line.Start, line.End),
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var container = (SpoilerContainer)block;
        if (processor.IsCodeIndent || processor.Line.CurrentChar != ':')
        {
            return Continue(processor);
        }

        var line = processor.Line;
        var rest = line.Text.AsSpan(line.Start, line.Length);
        var fence = Fence(rest);
        if (fence < container.Fence || !rest[fence..].IsWhiteSpace() || AnInnerBlockTakes(container))
        {
            return Continue(processor);
        }

        container.IsClosed = true;
        container.HasEnded = true;
        container.LastLine = processor.LineIndex;
        block.UpdateSpanEnd(line.End);
        return BlockState.BreakDiscard;
    }

    public override bool Close(BlockProcessor processor, Block block)
    {
        ((SpoilerContainer)block).HasEnded = true;
        return true;
    }

    /// <summary>The line is for the blocks within, its indentation too: items of lists go by it.</summary>
    private static BlockState Continue(BlockProcessor processor)
    {
        processor.GoToColumn(processor.ColumnBeforeIndent);
        return BlockState.Continue;
    }

    /// <summary>The colons at the start of a line.</summary>
    internal static int Fence(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExcept(':');
        return end < 0 ? line.Length : end;
    }

    private static bool AnInnerBlockTakes(ContainerBlock container)
    {
        for (var inner = container.LastChild; inner is not null; inner = (inner as ContainerBlock)?.LastChild)
        {
            if (inner is SpoilerContainer { HasEnded: false } or FencedCodeBlock { ClosingFencedCharCount: 0 })
            {
                return true;
            }
        }

        return false;
    }
}
