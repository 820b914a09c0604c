using Newsletter.Site.Views;
using Newsletter.Templates;

namespace Newsletter.Subscribers.Views;

/// <summary>The form to sign up with.</summary>
public sealed record SubscribeView : IView
{
    internal static readonly string[] Problems = ["none", "not_an_address", "ask_again"];

    public required PageView Page { get; init; }

    public required Uri Action { get; init; }

    public required string Token { get; init; }

    /// <summary>As typed before.</summary>
    public string Address { get; init; } = "";

    /// <summary>One of <see cref="Problems"/>.</summary>
    public string Problem { get; init; } = "none";

    public Language Language => Page.Language;

    internal static FullShape<SubscribeView> Shape { get; } = new FullShape<SubscribeView>("subscribe")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Link("action", v => v.Action, "Where the form goes, by POST")
        .AnyText("token", v => v.Token, "Goes with the form as `t`")
        .AnyText("address", v => v.Address, "What was typed before; else empty")
        .Word("problem", v => v.Problem, Problems, "Why it is shown again");
}

/// <summary>A page with one button, which does what a link alone must not.</summary>
public sealed record ButtonView : IView
{
    internal static readonly string[] Kinds = ["confirm", "unsubscribe", "erase"];

    public required PageView Page { get; init; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    public required Uri Action { get; init; }

    public required string Token { get; init; }

    public Language Language => Page.Language;

    internal static FullShape<ButtonView> Shape { get; } = new FullShape<ButtonView>("button")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Word("kind", v => v.Kind, Kinds, "What the button does")
        .Link("action", v => v.Action, "Where the form goes, by POST")
        .AnyText("token", v => v.Token, "Goes with the form as `t`");
}

/// <summary>A page that says what came of something.</summary>
public sealed record MessageView : IView
{
    internal static readonly string[] Kinds =
        ["check_mail", "confirmed", "done", "unsubscribed", "erased", "expired", "old", "broken", "too_many", "refused"];

    public required PageView Page { get; init; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where to go on; null: nowhere but to the front page.</summary>
    public Uri? Onward { get; init; }

    public Language Language => Page.Language;

    internal static FullShape<MessageView> Shape { get; } = new FullShape<MessageView>("message")
        .View("page", PageView.Shape, v => v.Page, "For `partials/head.html`")
        .Word("kind", v => v.Kind, Kinds, "What there is to say")
        .Link("onward", v => v.Onward, "Where to go on, if anywhere");
}
