using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Subscribers.Views;

/// <summary>One of several to choose from.</summary>
/// <param name="Name">What it is called; empty where the words of the template say it.</param>
public sealed record OptionView(string Value, SafeText Name, bool IsChosen)
{
    internal static FullShape<OptionView> Shape { get; } = new FullShape<OptionView>("option")
        .AnyText("value", v => v.Value, "What the form sends")
        .Text("name", v => v.Name, "What it is called; empty where `t` has the word")
        .Flag("is_chosen", v => v.IsChosen, "It is chosen now");
}

/// <summary>The preference centre.</summary>
public sealed record PreferencesView : IView
{
    public required PageView Page { get; init; }

    public required Uri Action { get; init; }

    public required string Token { get; init; }

    public required Uri Unsubscribe { get; init; }

    public required Uri Export { get; init; }

    public required Uri Erase { get; init; }

    /// <summary>Mail comes.</summary>
    public bool IsActive { get; init; }

    /// <summary>Something was saved just now.</summary>
    public bool IsSaved { get; init; }

    public IReadOnlyList<OptionView> Cadences { get; init; } = [];

    public IReadOnlyList<OptionView> Days { get; init; } = [];

    public IReadOnlyList<OptionView> Hours { get; init; } = [];

    public IReadOnlyList<OptionView> Zones { get; init; } = [];

    /// <summary>Nobody said a zone yet: the script may guess.</summary>
    public bool IsZoneUnknown { get; init; }

    public IReadOnlyList<OptionView> Sections { get; init; } = [];

    public IReadOnlyList<OptionView> Tags { get; init; } = [];

    public IReadOnlyList<OptionView> Tolerances { get; init; } = [];

    public IReadOnlyList<OptionView> Works { get; init; } = [];

    public IReadOnlyList<OptionView> Languages { get; init; } = [];

    /// <summary><c>yyyy-MM-dd</c>, or empty.</summary>
    public string Pause { get; init; } = "";

    public Language Language => Page.Language;

    internal static FullShape<PreferencesView> Shape { get; } = new FullShape<PreferencesView>("preferences")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Link("action", v => v.Action, "Where the form goes, by POST")
        .AnyText("token", v => v.Token, "Goes with each form as `t`")
        .Link("unsubscribe", v => v.Unsubscribe, "Where the form to unsubscribe goes, by POST")
        .Link("export", v => v.Export, "Where the form to export goes, by POST")
        .Link("erase", v => v.Erase, "Where the form to erase goes, by POST")
        .Flag("is_active", v => v.IsActive, "Mail comes")
        .Flag("is_saved", v => v.IsSaved, "Something was saved just now")
        .Views("cadences", OptionView.Shape, v => v.Cadences, "`instant`, `daily`, `weekly`")
        .Views("days", OptionView.Shape, v => v.Days, "0 for Sunday to 6, Monday first")
        .Views("hours", OptionView.Shape, v => v.Hours, "0 to 23")
        .Views("zones", OptionView.Shape, v => v.Zones, "IANA time zones")
        .Flag("is_zone_unknown", v => v.IsZoneUnknown, "Nobody chose a time zone yet: the script may guess it")
        .Views("sections", OptionView.Shape, v => v.Sections, "Sections to choose as topics")
        .Views("tags", OptionView.Shape, v => v.Tags, "Tags to choose as topics")
        .Views("tolerances", OptionView.Shape, v => v.Tolerances, "`none`, `minor`, `major`, `ending`: how much a mail may tell")
        .Views("works", OptionView.Shape, v => v.Works, "Works that can be said to be known")
        .Views("languages", OptionView.Shape, v => v.Languages, "Languages of mails")
        .AnyText("pause", v => v.Pause, "`yyyy-MM-dd` of the day when a pause ends; else empty");
}
