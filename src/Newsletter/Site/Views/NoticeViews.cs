using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Views;

/// <summary>The page for addresses that lead nowhere.</summary>
public sealed record NotFoundView : IView
{
    public required PageView Page { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<NotFoundView> Shape { get; } = new SafeShape<NotFoundView>("not_found")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`");
}

/// <summary>What stands at the address of an article that was taken back.</summary>
public sealed record GoneView : IView
{
    public required PageView Page { get; init; }

    public required SafeText Title { get; init; }

    public required DateTimeOffset When { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<GoneView> Shape { get; } = new SafeShape<GoneView>("gone")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Text("title", v => v.Title, "The article's safe title")
        .Date("when", v => v.When, "When it was taken back");
}

/// <summary>What stands at the old address of an article whose slug changed. Its page's canonical address is the new one.</summary>
public sealed record MovedView : IView
{
    public required PageView Page { get; init; }

    public required SafeText Title { get; init; }

    /// <summary>The new address, relative to the host.</summary>
    public required Uri Target { get; init; }

    public Language Language => Page.Language;

    internal static SafeShape<MovedView> Shape { get; } = new SafeShape<MovedView>("moved")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Text("title", v => v.Title, "The article's safe title")
        .Link("target", v => v.Target, "Its new address");
}
