using Markdig.Parsers;
using Markdig.Syntax;

namespace Newsletter.Spoilers.Syntax;

/// <summary><c>::: spoiler LEVEL Label</c> up to its <c>:::</c>.</summary>
internal sealed class SpoilerContainer(BlockParser parser) : ContainerBlock(parser)
{
    /// <summary>What stands behind the word <c>spoiler</c>, trimmed.</summary>
    public required string Argument { get; init; }

    /// <summary>Number of colons of the opening fence.</summary>
    public required int Fence { get; init; }

    /// <summary>Its closing fence was found.</summary>
    public bool IsClosed { get; set; }

    /// <summary>0-based line of its closing fence; of one that is never closed, none.</summary>
    public int LastLine { get; set; } = int.MaxValue;

    /// <summary>It takes no more lines, with or without a fence.</summary>
    public bool HasEnded { get; set; }
}
