using Newsletter.Spoilers;

namespace Newsletter.Site.Cards;

/// <summary>What is read on the picture that a shared link to an article shows, as <c>templates/card/card.txt</c> has it.</summary>
/// <param name="Text">Lines: the site, the section and kind, the title, the badge.</param>
/// <param name="Level">Shown beside the badge.</param>
internal sealed record SocialCard(SafeText Text, SpoilerLevel Level)
{
    private readonly string[] lines = Text.ToString().TrimEnd('\n').Split('\n', StringSplitOptions.TrimEntries);

    /// <summary>The site's name.</summary>
    public string Site => lines[0];

    /// <summary>The section, and what kind of work of which year is explained.</summary>
    public string Kicker => lines.Length > 3 ? lines[1] : "";

    public string Title => lines.Length > 3 ? string.Join(' ', lines[2..^1]) : lines[Math.Min(1, lines.Length - 1)];

    /// <summary>How much the article spoils, and of which work.</summary>
    public string Badge => lines.Length > 2 ? lines[^1] : "";
}
