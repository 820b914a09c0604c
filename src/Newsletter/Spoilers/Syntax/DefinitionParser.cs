using Markdig.Extensions.DefinitionLists;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Newsletter.Spoilers.Syntax;

/// <summary>
/// Definition lists whose definitions hold any block. Markdig's parser ends a list, quote or figure in a definition at its first blank line, and
/// takes the line behind the whole for part of it, so that no footnote is read there.
/// </summary>
internal sealed class DefinitionParser : DefinitionListParser
{
    public override BlockState TryOpen(BlockProcessor processor)
    {
        var parent = processor.LastBlock?.Parent;
        var state = base.TryOpen(processor);
        if (state != BlockState.None && parent?.LastChild is DefinitionList list)
        {
            // Nobody closes it later, and a footnote would look for its place in it.
            list.IsOpen = false;
        }

        return state;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine && ((DefinitionItem)block).LastChild is ContainerBlock)
        {
            return BlockState.Continue;
        }

        var state = base.TryContinue(processor, block);
        return state == BlockState.Break ? BlockState.None : state;
    }
}
