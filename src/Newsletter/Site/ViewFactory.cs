using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Site.Views;
using Newsletter.Spoilers;

namespace Newsletter.Site;

/// <summary>Small views that many outputs share, made from records of the catalogue.</summary>
internal sealed class ViewFactory(SiteSettings site, Addresses addresses)
{
    public Language SiteLanguage { get; } = new(site.Language);

    public SafeText SiteTitle { get; } = Splitter.OfSite(site.Title);

    public SafeText SiteTagline { get; } = Splitter.OfSite(site.Tagline);

    public CardView Card(ArticleRecord article) => new()
    {
        Title = article.Safe.Title,
        Href = addresses.Local($"explainers/{article.Slug}/"),
        Level = article.Safe.Level,
        Work = Work(article.Safe.Work, absolute: false),
        Section = article.Safe.Section,
        Summary = article.Safe.Summary,
        Advisories = article.Safe.Advisories,
        Published = article.Published,
        Minutes = article.Safe.Minutes,
        Language = new(article.Safe.Language),
    };

    /// <summary>The editor's words for a title, unless they are but its slug or the article has a safe title of its own to show.</summary>
    public static SafeText Label(SafeReadMore entry, ArticleRecord? article) =>
        article is null || (article.FullTitle is null && !Articles.Slug.IsValid(entry.Label.ToString())) ? entry.Label : article.Safe.Title;

    public CardView Card(SafeReadMore entry, ArticleRecord? article) =>
        article is null
            ? new() { Title = entry.Label, Href = Elsewhere(entry), Language = SiteLanguage }
            : Card(article) with { Title = Label(entry, article) };

    public LinkView Link(SafeReadMore entry, ArticleRecord? article) =>
        new(Label(entry, article), article is null ? Elsewhere(entry) : addresses.Page(article.Slug));

    public WorkView? Work(SafeWork? work, bool absolute)
    {
        if (work is null)
        {
            return null;
        }

        var list = new ListKey(ListKind.Work, Articles.Slug.Of(work.Title.ToString()));
        var href = !site.Lists.Contains(list.Word) ? null : absolute ? addresses.List(list) : addresses.Local(list.Path);
        return new(work.Title, work.Kind, work.Year, work.By, href);
    }

    /// <summary>The works that an article spoils, its own first; none when it spoils nothing.</summary>
    public IReadOnlyList<WorkView> Spoils(SafeArticle article, bool absolute) =>
        article.Level == SpoilerLevel.None
            ? []
            : [.. new[] { article.Work }.Concat(article.Spoils).Where(w => w is not null).Select(w => w == article.Work ? Work(w, absolute)! : Work(w, absolute)! with { Href = null })];

    public LinkView ListLink(ListKind kind, SafeText name, bool absolute)
    {
        var list = new ListKey(kind, Articles.Slug.Of(name.ToString()));
        var href = !site.Lists.Contains(list.Word) ? null : absolute ? addresses.List(list) : addresses.Local(list.Path);
        return new(name, href);
    }

    public FeedLinksView Feeds(ListKey list, SafeText name)
    {
        Uri Full(string file) => addresses.Local("full/" + list.Path + file);
        var path = list.Path;
        return new(
            list == ListKey.Site ? SiteTitle : name,
            addresses.Local(path),
            addresses.Local(path + FeedFiles.Rss),
            addresses.Local(path + FeedFiles.Atom),
            addresses.Local(path + FeedFiles.Json),
            site.FullFeeds ? Full(FeedFiles.Rss) : null,
            site.FullFeeds ? Full(FeedFiles.Atom) : null,
            site.FullFeeds ? Full(FeedFiles.Json) : null);
    }

    public PageView Page(SafeText title, SafeText description, string path, IReadOnlyList<FeedLinksView>? feeds = null, bool isHidden = false) => new()
    {
        Title = title,
        Description = description,
        Canonical = addresses.Absolute(path),
        Language = SiteLanguage,
        IsHidden = isHidden,
        Feeds = feeds ?? [],
    };

    public static ImageView? Image(SafeImage? image, BodyAsset? asset) =>
        image is null || asset is null ? null : new(asset.Address, image.Alt, asset.Width, asset.Height);

    /// <summary>An entry that leads to an address elsewhere needs no article.</summary>
    private static Uri? Elsewhere(SafeReadMore entry) =>
        Uri.TryCreate(entry.Target.ToString(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
