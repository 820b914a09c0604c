using System.Globalization;

namespace Newsletter.Spoilers;

/// <summary>A section of an article for its table of contents: what an <c>h2</c> begins.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Id">What an address names it by.</param>
/// <param name="Name">Its heading; spoils when <paramref name="Level"/> is not none.</param>
/// <param name="Level">Of the part that its heading stands in.</param>
/// <param name="Works">Titles of the works that this part and those around it spoil.</param>
public sealed record BodySection(int Number, string Id, string Name, SpoilerLevel Level, IReadOnlyList<string> Works)
{
    /// <summary>A name for addresses that gives nothing away. No heading's own can be it: they have no underscore.</summary>
    public static string NeutralName(int number) => string.Create(CultureInfo.InvariantCulture, $"part_{number}");
}

public sealed partial class Body
{
    /// <summary>The sections in their order; for the article's own page alone.</summary>
    public IReadOnlyList<BodySection> Sections()
    {
        var sections = new List<BodySection>();
        foreach (var heading in Headings.Where(h => h.Depth == 2))
        {
            var works = new List<string>();
            for (var part = heading.Spoiler; part is { } number; part = Spoilers[number].Parent)
            {
                works.AddRange(Spoilers[number].Works.Except(works));
            }

            sections.Add(new(sections.Count + 1, heading.Id, heading.Text, heading.Spoiler is { } inner ? Spoilers[inner].Level : SpoilerLevel.None, works));
        }

        return sections;
    }
}
