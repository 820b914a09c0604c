using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>What may be read on the picture that a shared link to an article shows.</summary>
public sealed record SocialCardView : IView
{
    public required SafeText Title { get; init; }

    public required SafeText Section { get; init; }

    public WorkView? Work { get; init; }

    public required SpoilerLevel Level { get; init; }

    /// <summary>The works that the article spoils, its own first; none when it spoils nothing.</summary>
    public IReadOnlyList<WorkView> Spoils { get; init; } = [];

    public required Language Language { get; init; }

    internal static SafeShape<SocialCardView> Shape { get; } = new SafeShape<SocialCardView>("social_card")
        .Text("title", v => v.Title, "The safe title")
        .Text("section", v => v.Section, "Its section")
        .View("work", WorkView.Shape, v => v.Work, "What it explains, if anything")
        .Level("level", v => v.Level, "How much the article gives away")
        .Views("spoils", WorkView.Shape, v => v.Spoils, "The works that it spoils, its own first");
}
