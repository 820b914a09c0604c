using Newsletter.Feeds;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Support;

/// <summary>Valid arbitrary values: a test then shows only what matters to it.</summary>
public static partial class Some
{
    public static readonly DateTimeOffset Time = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

#pragma warning disable RS0030 // The one place where a test makes safe values.
    public static SafeText SafeText(string text = "A text") => Newsletter.Spoilers.SafeText.Seal(text);

    public static SafeHtml SafeHtml(string markup = "<p>A text</p>") => Newsletter.Spoilers.SafeHtml.Seal(markup);
#pragma warning restore RS0030

    public static FeedAddresses FeedAddresses(string list = "") => new(
        new Uri($"https://newsletter.example/{list}feed.xml"),
        new Uri($"https://newsletter.example/{list}atom.xml"),
        new Uri($"https://newsletter.example/{list}feed.json"));

    public static FeedItem FeedItem(
        string slug = "nosferatu", string title = "Nosferatu, Explained", string summary = "A count moves house.", string content = "<p>The lead.</p>") =>
        Newsletter.Feeds.FeedItem.Safe(
            FeedId.Item("newsletter.example", 2026, slug),
            SafeText(title),
            SafeText(summary),
            SafeHtml(content),
            new Uri($"https://newsletter.example/explainers/{slug}/"),
            Time,
            Time,
            "en");

    public static FeedDocument FeedDocument(params FeedItem[] items) => new(
        "tag:newsletter.example,2026:feeds",
        SafeText("Explained"),
        SafeText("Stories, explained."),
        "en",
        new Uri("https://newsletter.example/"),
        FeedAddresses(),
        null,
        Time,
        null,
        items);
}
