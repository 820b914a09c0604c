using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>An entry of an article's table of contents.</summary>
/// <param name="Count">How many sections there are.</param>
public sealed record SectionView(BodySection Section, int Count)
{
    /// <summary>Fewer sections need no table.</summary>
    private const int Fewest = 3;

    public static IReadOnlyList<SectionView> Of(Body body)
    {
        var sections = body.Sections();
        return sections.Count < Fewest ? [] : [.. sections.Select(section => new SectionView(section, sections.Count))];
    }

    internal static FullShape<SectionView> Shape { get; } = new FullShape<SectionView>("section")
        .Number("number", v => v.Section.Number, "1 for the first")
        .Number("count", v => v.Count, "How many there are")
        .Level("level", v => v.Section.Level, "Of the part that its heading stands in; `none`: it is not hidden")
        .AnyText("name", v => v.Section.Name, "Its heading, which spoils unless the level is `none`")
        .AnyText("id", v => v.Section.Id, "Its name in addresses, which spoils unless the level is `none`")
        .AnyText("neutral_id", v => BodySection.NeutralName(v.Section.Number), "A hidden section's name in addresses that gives nothing away")
        .AnyText("works", v => SpoilerMarkup.Keys(v.Section.Works), "Keys of the works that it spoils, with spaces between");
}
