using FsCheck;
using FsCheck.Fluent;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Articles with every construct of the format, in any nesting.</summary>
internal static class CanaryGenerator
{
    private const int Variants = 12;

    private static readonly PartKind[] Leaves = [PartKind.Code, PartKind.Autolink, PartKind.Html, PartKind.Entity, PartKind.Break];

    private static readonly PartKind[] Inlines =
    [
        PartKind.Emphasis, PartKind.Strong, PartKind.Strike, PartKind.Link, PartKind.ReferenceLink, PartKind.Image, PartKind.Quotes, PartKind.Note,
    ];

    private static readonly PartKind[] Blocks = [PartKind.List, PartKind.BlockQuote, PartKind.Figure, PartKind.Definition];

    public static Arbitrary<CanaryBatch> Batches(int articles) =>
        Arb.From(Article().ArrayOf(articles).Select(list => new CanaryBatch(list)), batch => batch.Smaller());

    private static Gen<CanaryArticle> Article() =>
        from level in Gen.Elements(SpoilerLevel.Ending, SpoilerLevel.Ending, SpoilerLevel.Major, SpoilerLevel.Minor, SpoilerLevel.None)
        from fields in Fields()
        from lead in Several(Block(2), 0, 5)
        from boundary in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 6)))
        from rest in Several(Block(2), 0, 5)
        select new CanaryArticle(level, fields, lead, boundary, rest);

    private static Gen<Field[]> Fields() =>
        from kinds in Gen.SubListOf(Enum.GetValues<FieldKind>())
        from variants in Gen.Choose(0, Variants - 1).ArrayOf(kinds.Count)
        select kinds.Zip(variants, (kind, variant) => new Field(kind, variant)).ToArray();

    private static Gen<Part> Block(int depth)
    {
        var line = Several(Inline(2), 1, 4);
        var flat = Gen.Frequency(
            (4, Of(PartKind.Paragraph, line)),
            (2, Of(PartKind.Heading, line)),
            (1, Of(PartKind.Table, line)),
            (2, Of(Gen.Elements(PartKind.CodeBlock, PartKind.HtmlBlock, PartKind.Rule))));
        if (depth == 0)
        {
            return flat;
        }

        var blocks = Several(Block(depth - 1), 1, 3);
        return Gen.Frequency((6, flat), (2, Of(PartKind.Container, blocks)), (3, Gen.Elements(Blocks).SelectMany(kind => Of(kind, blocks))));
    }

    private static Gen<Part> Inline(int depth)
    {
        var word = Of(Gen.Constant(PartKind.Word));
        var flat = Gen.Frequency((3, word), (2, Of(Gen.Elements(Leaves))));
        if (depth == 0)
        {
            return flat;
        }

        var inlines = Several(Inline(depth - 1), 1, 3);
        return Gen.Frequency((5, flat), (2, Of(PartKind.Phrase, inlines)), (4, Gen.Elements(Inlines).SelectMany(kind => Of(kind, inlines))));
    }

    private static Gen<Part> Of(Gen<PartKind> kinds) => kinds.SelectMany(kind => Of(kind, Gen.Constant(Array.Empty<Part>())));

    private static Gen<Part> Of(PartKind kind, Gen<Part[]> parts) =>
        from variant in Gen.Choose(0, Variants - 1)
        from within in parts
        select new Part(kind, variant, within);

    private static Gen<T[]> Several<T>(Gen<T> gen, int least, int most) => Gen.Choose(least, most).SelectMany(count => gen.ArrayOf(count));
}
