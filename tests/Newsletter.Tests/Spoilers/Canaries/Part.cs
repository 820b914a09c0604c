namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>The constructs of a body. Those up to <see cref="Note"/> stand in a line, the others are blocks.</summary>
internal enum PartKind
{
    Word,
    Emphasis,
    Strong,
    Strike,
    Code,
    Link,
    ReferenceLink,
    Autolink,
    Image,
    Phrase,
    Html,
    Entity,
    Quotes,
    Break,
    Note,
    Paragraph,
    Heading,
    List,
    BlockQuote,
    Table,
    CodeBlock,
    Figure,
    Definition,
    HtmlBlock,
    Container,
    Rule,
}

/// <summary>A piece of a body without its words, which are planted when it is written.</summary>
/// <param name="Variant">Which of the ways to write it; 0 is the plainest.</param>
internal sealed record Part(PartKind Kind, int Variant, IReadOnlyList<Part> Parts)
{
    public bool IsBlock => Kind >= PartKind.Paragraph;

    public bool HoldsBlocks => Kind is PartKind.List or PartKind.BlockQuote or PartKind.Figure or PartKind.Definition or PartKind.Container;

    /// <summary>This part and all within.</summary>
    public IEnumerable<Part> All() => Parts.SelectMany(p => p.All()).Prepend(this);

    public static IEnumerable<IReadOnlyList<Part>> Smaller(IReadOnlyList<Part> parts)
    {
        if (parts.Count > 1)
        {
            yield return [.. parts.Take(parts.Count / 2)];
            yield return [.. parts.Skip(parts.Count / 2)];
        }

        for (var i = 0; i < parts.Count; i++)
        {
            yield return [.. parts.Take(i), .. parts.Skip(i + 1)];
            if (parts[i].Parts.Count > 0 && parts[i].IsBlock == parts[i].HoldsBlocks)
            {
                yield return [.. parts.Take(i), .. parts[i].Parts, .. parts.Skip(i + 1)];
            }

            foreach (var smaller in Smaller(parts[i]))
            {
                yield return [.. parts.Take(i), smaller, .. parts.Skip(i + 1)];
            }
        }
    }

    private static IEnumerable<Part> Smaller(Part part)
    {
        if (part.Variant > 0)
        {
            yield return part with { Variant = 0 };
        }

        foreach (var parts in Smaller(part.Parts))
        {
            yield return part with { Parts = parts };
        }
    }
}
