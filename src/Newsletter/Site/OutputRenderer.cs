using System.Runtime.CompilerServices;
using System.Text;
using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Publishing;
using Newsletter.Site.Cards;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>Renders the outputs that a mark stands for: nothing but a function of the catalogue, the settings and the templates.</summary>
public sealed class OutputRenderer
{
    private readonly SiteSettings site;
    private readonly TemplateEngine engine;
    private readonly IReadOnlyList<SiteAsset> assets;
    private readonly ViewFactory views;
    private readonly ArticlePage pages;
    private readonly ListPages lists;
    private readonly FeedFactory feeds;
    private readonly Sitemap sitemap;
    private readonly SocialCards cards;

    public OutputRenderer(SiteSettings site, TemplateSources sources)
    {
        this.site = site;
        Addresses = new(site);
        assets = SiteAssets.Of(sources);
        engine = new TemplateEngine(sources, SiteView.Of(site, assets));
        views = new(site, Addresses);
        cards = new(engine, sources, views, Addresses);
        pages = new(engine, views, Addresses, site, site.Cards ? cards : null);
        lists = new(engine, views, Addresses);
        feeds = new(engine, views, Addresses, site);
        sitemap = new(Addresses);
    }

    public Addresses Addresses { get; }

    public TemplateEngine Engine => engine;

    /// <summary>The outputs of a mark, each when it is asked for.</summary>
    internal async IAsyncEnumerable<Output> RenderAsync(PublishPass pass, DirtyMark mark, [EnumeratorCancellation] CancellationToken cancel)
    {
        switch (mark.Kind)
        {
            case DirtyKind.Page:
                foreach (var output in await pages.RenderAsync(pass, mark.Key, cancel))
                {
                    yield return output;
                }

                break;
            case DirtyKind.List:
                yield return await lists.FrontAsync(pass, mark.ListKey, cancel);
                foreach (var full in site.FullFeeds ? new[] { false, true } : [false])
                {
                    var feed = await feeds.FrontAsync(pass, mark.ListKey, full, cancel);
                    foreach (var output in Formats((full ? "full/" : "") + mark.ListKey.Path, feed, full, await pass.NewestAsync(mark.ListKey, FeedFactory.FrontSize, cancel)))
                    {
                        yield return output;
                    }
                }

                break;
            case DirtyKind.Period when mark.Period.IsWeek:
                yield return await lists.DigestAsync(pass, mark.Period, cancel);
                break;
            case DirtyKind.Period:
                yield return await lists.ArchiveAsync(pass, mark.ListKey, mark.Period, cancel);
                if (mark.ListKey != ListKey.Site)
                {
                    pass.Forget(mark.ListKey, mark.Period);
                }
                else
                {
                    var month = await pass.InAsync(ListKey.Site, mark.Period, cancel);
                    yield return new(Sitemap.PartKey(mark.Period), sitemap.Part(month), Channel.Directory, month, null);
                    foreach (var (suffix, feed, articles) in await feeds.ArchiveAsync(pass, mark.Period, cancel))
                    {
                        foreach (var output in Formats(Addresses.ArchivePath(ListKey.Site, mark.Period) + suffix, feed, full: false, articles))
                        {
                            yield return output;
                        }
                    }
                }

                break;
            default:
                await foreach (var output in DirectoryAsync(pass, cancel))
                {
                    yield return output;
                }

                break;
        }
    }

    /// <summary>The social card of an article as its file has it, whether the site has cards or not.</summary>
    /// <exception cref="TemplateException">The template has an error, or the font is none.</exception>
    public CardPicture CardOf(SplitArticle article) => cards.PictureOf(HiddenFront.Shown(article.Safe, article.FullTitle is not null || article.FullImage is not null));

    /// <summary>How one article stands in feeds: its item, and a feed of it alone in every format.</summary>
    internal async ValueTask<(FeedItem Item, IReadOnlyList<Output> Feeds)> FeedItemAsync(PublishPass pass, ArticleRecord article, bool full, CancellationToken cancel)
    {
        var feed = await feeds.OnlyAsync(pass, article, full, cancel);
        return (feed.Items[0], [.. Formats(full ? "full/" : "", feed, full, [article])]);
    }

    private static IEnumerable<Output> Formats(string path, FeedDocument feed, bool full, IReadOnlyList<ArticleRecord> articles)
    {
        var (channel, template) = full ? (Channel.FullFeeds, AllTemplates.FullFeedItem) : (Channel.Feeds, (Template)AllTemplates.FeedItem);
        yield return new(path + FeedFiles.Rss, RssFormat.Write(feed).Content, channel, articles, template);
        yield return new(path + FeedFiles.Atom, AtomFormat.Write(feed).Content, channel, articles, template);
        yield return new(path + FeedFiles.Json, JsonFeedFormat.Write(feed).Content, channel, articles, template);
    }

    private async IAsyncEnumerable<Output> DirectoryAsync(PublishPass pass, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var asset in assets)
        {
            yield return new(asset.Path, asset.Content, Channel.Files, [], null);
        }

        var words = engine.Words(views.SiteLanguage);
        yield return new("404.html", engine.Render(AllTemplates.NotFound, new NotFoundView
        {
            Page = views.Page(Splitter.OfSite(words.Text("not_found", "title")), SafeText.Empty, "404.html", [views.Feeds(ListKey.Site, SafeText.Empty)], isHidden: true),
        }), Channel.Lists, [], AllTemplates.NotFound);
        var robots = Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\n\nSitemap: {Addresses.Absolute(Sitemap.IndexKey).AbsoluteUri}\n");
        yield return new("robots.txt", robots, Channel.Directory, [], null);
        yield return await lists.IndexAsync(pass, cancel);
        if (site.HasDigests)
        {
            yield return await lists.DigestsAsync(pass, cancel);
        }

        yield return new(Sitemap.IndexKey, await sitemap.IndexAsync(pass, cancel), Channel.Directory, [], null);

        var directory = await ListsAsync(pass, cancel);
        ArticleRecord[] named = [.. directory.Select(l => l.Newest).DistinctBy(a => a.Slug)];
        yield return new(Sitemap.ListsKey, sitemap.Lists(directory.Select(l => l.Key), site.HasDigests), Channel.Directory, named, null);
        yield return new("feeds/index.html", engine.Render(AllTemplates.Feeds, new FeedsView
        {
            Page = views.Page(Splitter.OfSite(words.Text("feeds", "title")), Splitter.OfSite(words.Text("feeds", "description")), "feeds/", [views.Feeds(ListKey.Site, SafeText.Empty)]),
            Site = views.Feeds(ListKey.Site, SafeText.Empty),
            Groups = [.. Groups(directory).Select(g => new FeedGroupView(g.Kind, [.. g.Lists.Select(l => views.Feeds(l.Key, l.Name))]))],
            Opml = Addresses.Local("feeds.opml"),
        }), Channel.Lists, named, AllTemplates.Feeds);
        yield return new("feeds.opml", OpmlOf(directory, words), Channel.Directory, named, null);
    }

    private byte[] OpmlOf(IReadOnlyList<(ListKey Key, SafeText Name, ArticleRecord Newest)> directory, Words words) => Opml.Write(
        views.SiteTitle,
        [
            new(views.SiteTitle, [OpmlFeed(ListKey.Site, views.SiteTitle, full: false)]),
            .. Groups(directory).Select(g => new OpmlGroup(Splitter.OfSite(words.Text("list", g.Lists[0].Key.Word + "s")), [.. g.Lists.Select(l => OpmlFeed(l.Key, l.Name, full: false))])),
        ],
        site.FullFeeds ? [OpmlFeed(ListKey.Site, views.SiteTitle, full: true), .. directory.Where(l => l.Key != ListKey.Site).Select(l => OpmlFeed(l.Key, l.Name, full: true))] : []);

    private OpmlFeed OpmlFeed(ListKey list, SafeText name, bool full) =>
        new(name, Addresses.Absolute((full ? "full/" : "") + list.Path + FeedFiles.Rss), Addresses.List(list), site.Language);

    private static IEnumerable<(ListKind Kind, IReadOnlyList<(ListKey Key, SafeText Name)> Lists)> Groups(IEnumerable<(ListKey Key, SafeText Name, ArticleRecord Newest)> directory) =>
        directory.Where(l => l.Key != ListKey.Site).Select(l => (l.Key, l.Name)).GroupBy(l => l.Key.Kind).OrderBy(g => g.Key)
            .Select(g => (g.Key, (IReadOnlyList<(ListKey, SafeText)>)[.. g.OrderBy(l => l.Name).ThenBy(l => l.Key.Slug, StringComparer.Ordinal)]));

    /// <summary>Every list with articles, but for those of works: they grow with the archive, and a work's page shows its feeds.</summary>
    private static async ValueTask<IReadOnlyList<(ListKey Key, SafeText Name, ArticleRecord Newest)>> ListsAsync(PublishPass pass, CancellationToken cancel)
    {
        var found = new List<(ListKey, SafeText, ArticleRecord)>();
        await foreach (var list in pass.Catalogue.ListsAsync(cancel))
        {
            if (list.Kind != ListKind.Work && await pass.NewestAsync(list, 1, cancel) is [var article])
            {
                found.Add((list, pass.Catalogue.NameIn(list, article), article));
            }
        }

        return found;
    }
}
