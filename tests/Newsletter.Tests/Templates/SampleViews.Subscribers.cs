using Newsletter.Site.Views;
using Newsletter.Subscribers.Views;

namespace Newsletter.Tests.Templates;

/// <summary>The pages of readers' own.</summary>
internal static partial class SampleViews
{
    public static PreferencesView Preferences() => new()
    {
        Page = Hidden("What you get", "preferences/"),
        Action = Local("preferences/"),
        Token = "k1.abc",
        Unsubscribe = Local("unsubscribe/"),
        Export = Local("preferences/export/"),
        Erase = Local("preferences/erase/"),
        IsActive = true,
        IsSaved = true,
        Cadences = Options("weekly", "instant", "daily", "weekly"),
        Days = Options("5", "1", "2", "3", "4", "5", "6", "0"),
        Hours = Options("7", "6", "7", "8"),
        Zones = Options("Asia/Tokyo", "Asia/Tokyo", "Etc/UTC"),
        IsZoneUnknown = true,
        Sections = Options("", "section|explainers"),
        Tags = Options("tag|horror", "tag|horror", "tag|日本"),
        Tolerances = Options("none", "none", "minor", "major", "ending"),
        Works = Options("faust", "faust", "nosferatu"),
        Languages = Options("en", "de", "en"),
        Pause = "2026-12-24",
    };

    public static OptInMailView OptIn() => new() { Language = new("en"), Subject = Text("Please confirm: Explained by mail"), Link = Absolute("subscribe/confirm/?t=k1.abc"), Days = 7 };

    private static OptionView[] Options(string chosen, params string[] values) => [.. values.Select(value => new OptionView(value, Text(value), value == chosen))];

    private static PageView Hidden(string title, string path) => Page(title, path) with { IsHidden = true, Feeds = [] };
}
