using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>An article in a mail to a subscriber who asked to be told more: what a safe mail has of it, and its text as far as they asked.</summary>
/// <param name="Body">The text up to their tolerance; null where that shows nothing that is hidden, and where the mail would grow too large.</param>
/// <param name="Text">The same as plain text, in lines.</param>
/// <param name="HasMore">Some of the article is above their tolerance.</param>
public sealed record FullDigestItemView(DigestItemView Safe, FullHtml? Body, string Text, bool HasMore)
{
    public FullDigestItemView WithoutBody => this with { Body = null, Text = "" };

    internal static FullShape<FullDigestItemView> Shape { get; } = new FullShape<FullDigestItemView>("full_digest_item")
        .View("safe", DigestItemView.Shape, v => v.Safe, "What a safe mail has of the article")
        .FullHtml("body", v => v.Body, "Its text as far as the subscriber asked; none where that is no more than the safe part")
        .AnyText("text", v => v.Text, "The same as plain text, in lines")
        .Flag("has_more", v => v.HasMore, "Some of it is left out");
}

/// <summary>A mail to a subscriber who asked to be told more. Its subject, preheader and heading are those of the safe mail.</summary>
public sealed record FullDigestView(DigestView Safe, IReadOnlyList<FullDigestItemView> Items) : IView
{
    public Language Language => Safe.Language;

    internal static FullShape<FullDigestView> Shape { get; } = new FullShape<FullDigestView>("full_digest")
        .LanguageTag("language", v => v.Language, "BCP 47")
        .Word("direction", v => v.Language.Direction, ["ltr", "rtl"], "For the `dir` attribute")
        .Text("subject", v => v.Safe.Subject, "The mail's subject")
        .Text("preheader", v => v.Safe.Preheader, "What inboxes show behind the subject; may be empty")
        .Text("title", v => v.Safe.Title, "The heading")
        .Date("date", v => v.Safe.Date, "The day of the digest")
        .Word("cadence", v => v.Safe.Cadence.ToString().ToLowerInvariant(), ["instant", "daily", "weekly"], "How often it comes")
        .Text("intro", v => v.Safe.Intro, "A sentence before the articles; may be empty")
        .Flag("has_spoilers", _ => true, "Always: it must say so before the first article")
        .Views("items", FullDigestItemView.Shape, v => v.Items, "The articles, at most 20")
        .Number("more", v => v.Safe.More, "How many are left out; 0 when none")
        .Link("archive", v => v.Safe.Archive, "This digest on the web")
        .Texts("topics", v => v.Safe.Topics, "What the subscriber chose; empty for everything")
        .Link("unsubscribe", v => v.Safe.Unsubscribe, "Where to stop it")
        .Link("preferences", v => v.Safe.Preferences, "Where to change it");
}
