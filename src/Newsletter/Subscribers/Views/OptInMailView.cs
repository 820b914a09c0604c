using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Subscribers.Views;

/// <summary>The mail that answers a sign-up.</summary>
public sealed record OptInMailView : IView
{
    public required Language Language { get; init; }

    /// <summary>The address is subscribed already.</summary>
    public bool IsKnown { get; init; }

    public required SafeText Subject { get; init; }

    /// <summary>Where to confirm; for who is known, their preferences.</summary>
    public required Uri Link { get; init; }

    /// <summary>For how long the link to confirm is good.</summary>
    public int Days { get; init; }

    internal static SafeShape<OptInMailView> Shape { get; } = new SafeShape<OptInMailView>("opt_in")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .Text("subject", v => v.Subject, "The mail's subject")
        .Flag("is_known", v => v.IsKnown, "The address is subscribed already: nothing is to be confirmed")
        .Link("link", v => v.Link, "Where to confirm; for who is subscribed already, their preferences")
        .Number("days", v => v.Days, "For how many days the link to confirm is good");
}
