namespace Newsletter.Articles.Import;

/// <summary>What a run of lines looks like, before anything is made of it.</summary>
internal enum ChunkKind
{
    Plain,
    Bullet,
    Number,
    Quote,
    Heading,
    Image,
    Rule,

    /// <summary>A spoiler boundary that the writer already put there.</summary>
    Boundary,

    /// <summary>Lines whose ends are meant: verse, an address.</summary>
    Verse,
}

/// <summary>A paragraph, item, heading or other piece of plain text, its hard wraps undone.</summary>
/// <param name="Text">One line; <see cref="ChunkKind.Verse"/>: lines joined by LF. Without its mark (<c>-</c>, <c>1.</c>, <c>&gt;</c>, <c>##</c>).</param>
/// <param name="Mark">The number of an item; the level of a heading (1 for a title) or quote; else 0.</param>
/// <param name="Tight">No empty line stood before it.</param>
/// <param name="Marker">The mark as it was written, for one that turns out to be text.</param>
internal sealed record TextChunk(ChunkKind Kind, string Text, int Mark, bool Tight, string Marker = "")
{
    /// <summary>No empty line stood behind it.</summary>
    public bool TightBelow { get; init; }
}
