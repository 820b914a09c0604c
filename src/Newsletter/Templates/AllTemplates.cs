using Newsletter.Digests;
using Newsletter.Feeds;
using Newsletter.Site.Views;
using Newsletter.Subscribers.Views;

namespace Newsletter.Templates;

/// <summary>Every template that the program renders.</summary>
public static class AllTemplates
{
    public static Template<ArticleView> Article { get; } = new("web/article.html", ArticleView.Shape);

    public static SafeTemplate<ListView> List { get; } = new("web/list.html", ListView.Shape);

    public static SafeTemplate<MonthView> Month { get; } = new("web/month.html", MonthView.Shape);

    public static SafeTemplate<ArchiveView> Archive { get; } = new("web/archive.html", ArchiveView.Shape);

    public static SafeTemplate<DigestPageView> DigestPage { get; } = new("web/digest.html", DigestPageView.Shape);

    public static SafeTemplate<DigestIndexView> DigestIndex { get; } = new("web/digests.html", DigestIndexView.Shape);

    public static SafeTemplate<FeedsView> Feeds { get; } = new("web/feeds.html", FeedsView.Shape);

    public static SafeTemplate<NotFoundView> NotFound { get; } = new("web/not-found.html", NotFoundView.Shape);

    public static SafeTemplate<GoneView> Gone { get; } = new("web/gone.html", GoneView.Shape);

    public static SafeTemplate<MovedView> Moved { get; } = new("web/moved.html", MovedView.Shape);

    public static Template<ReportView> Report { get; } = new("web/report.html", ReportView.Shape);

    public static Template<SubscribeView> Subscribe { get; } = new("web/subscribe.html", SubscribeView.Shape);

    public static Template<ButtonView> Button { get; } = new("web/button.html", ButtonView.Shape);

    public static Template<MessageView> Message { get; } = new("web/message.html", MessageView.Shape);

    public static Template<PreferencesView> Preferences { get; } = new("web/preferences.html", PreferencesView.Shape);

    public static SafeTemplate<OptInMailView> OptInHtml { get; } = new("email/opt-in.html", OptInMailView.Shape);

    public static SafeTemplate<OptInMailView> OptInText { get; } = new("email/opt-in.txt", OptInMailView.Shape);

    public static SafeTemplate<DigestView> DigestHtml { get; } = new("email/digest.html", DigestView.Shape);

    public static SafeTemplate<DigestView> DigestText { get; } = new("email/digest.txt", DigestView.Shape);

    public static Template<FullDigestView> FullDigestHtml { get; } = new("email/full-digest.html", FullDigestView.Shape);

    public static Template<FullDigestView> FullDigestText { get; } = new("email/full-digest.txt", FullDigestView.Shape);

    public static SafeTemplate<FeedItemView> FeedItem { get; } = new("feed/item.html", FeedItemView.Shape);

    public static Template<FullFeedItemView> FullFeedItem { get; } = new("feed/full-item.html", FullFeedItemView.Shape);

    public static SafeTemplate<SocialCardView> SocialCard { get; } = new("card/card.txt", SocialCardView.Shape);

    /// <summary>In the order of templates/README.md.</summary>
    public static IReadOnlyList<Template> InOrder =>
        [Article, List, Month, Archive, DigestPage, DigestIndex, Feeds, NotFound, Gone, Moved, Report, Subscribe, Button, Message, Preferences, OptInHtml, OptInText, DigestHtml, DigestText, FullDigestHtml, FullDigestText, FeedItem, FullFeedItem, SocialCard];
}
