using System.Runtime.CompilerServices;
using System.Text;
using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.Publishing;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>Renders the outputs that a mark stands for: key and bytes, nothing but a function of the catalogue, the settings and the templates.</summary>
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

    public OutputRenderer(SiteSettings site, TemplateSources sources)
    {
        this.site = site;
        Addresses = new(site);
        assets = SiteAssets.Of(sources);
        engine = new TemplateEngine(sources, SiteView.Of(site, assets));
        views = new(site, Addresses);
        pages = new(engine, views, Addresses, site);
        lists = new(engine, views, Addresses);
        feeds = new(engine, views, Addresses, site);
        sitemap = new(Addresses);
    }

    public Addresses Addresses { get; }

    public TemplateEngine Engine => engine;

    /// <summary>The outputs of a mark, each when it is asked for.</summary>
    internal async IAsyncEnumerable<(string Key, ReadOnlyMemory<byte> Content)> RenderAsync(PublishPass pass, DirtyMark mark, [EnumeratorCancellation] CancellationToken cancel)
    {
        switch (mark.Kind)
        {
            case DirtyKind.Page:
                if (await pages.RenderAsync(pass, mark.Key, cancel) is { } page)
                {
                    yield return (Addresses.PageKey(mark.Key), page);
                }

                break;
            case DirtyKind.List:
                yield return (Addresses.ListKey(mark.ListKey), await lists.FrontAsync(pass, mark.ListKey, cancel));
                foreach (var full in site.FullFeeds ? new[] { false, true } : [false])
                {
                    var feed = await feeds.FrontAsync(pass, mark.ListKey, full, cancel);
                    foreach (var output in Formats((full ? "full/" : "") + mark.ListKey.Path, feed))
                    {
                        yield return output;
                    }
                }

                break;
            case DirtyKind.Period:
                yield return (Addresses.ArchiveKey(mark.ListKey, mark.Period), await lists.ArchiveAsync(pass, mark.ListKey, mark.Period, cancel));
                if (mark.ListKey != ListKey.Site)
                {
                    pass.Forget(mark.ListKey, mark.Period);
                }
                else
                {
                    yield return (Sitemap.PartKey(mark.Period), await sitemap.PartAsync(pass, mark.Period, cancel));
                    foreach (var (suffix, feed) in await feeds.ArchiveAsync(pass, mark.Period, cancel))
                    {
                        foreach (var output in Formats(Addresses.ArchivePath(ListKey.Site, mark.Period) + suffix, feed))
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

    private static IEnumerable<(string Key, ReadOnlyMemory<byte> Content)> Formats(string path, FeedDocument feed)
    {
        yield return (path + FeedFiles.Rss, RssFormat.Write(feed).Content);
        yield return (path + FeedFiles.Atom, AtomFormat.Write(feed).Content);
        yield return (path + FeedFiles.Json, JsonFeedFormat.Write(feed).Content);
    }

    private async IAsyncEnumerable<(string Key, ReadOnlyMemory<byte> Content)> DirectoryAsync(PublishPass pass, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var asset in assets)
        {
            yield return (asset.Path, asset.Content);
        }

        var words = engine.Words(views.SiteLanguage);
        yield return ("404.html", engine.Render(AllTemplates.NotFound, new NotFoundView
        {
            Page = views.Page(Splitter.OfSite(words.Text("not_found", "title")), SafeText.Empty, "404.html", [views.Feeds(ListKey.Site, SafeText.Empty)], isHidden: true),
        }));
        yield return ("robots.txt", Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\n\nSitemap: {Addresses.Absolute(Sitemap.IndexKey).AbsoluteUri}\n"));
        yield return ("archive/index.html", await lists.IndexAsync(pass, cancel));
        yield return (Sitemap.IndexKey, await sitemap.IndexAsync(pass, cancel));

        var directory = await ListsAsync(pass, cancel);
        yield return (Sitemap.ListsKey, sitemap.Lists(directory.Select(l => l.Key)));
        yield return ("feeds/index.html", engine.Render(AllTemplates.Feeds, new FeedsView
        {
            Page = views.Page(Splitter.OfSite(words.Text("feeds", "title")), Splitter.OfSite(words.Text("feeds", "description")), "feeds/", [views.Feeds(ListKey.Site, SafeText.Empty)]),
            Site = views.Feeds(ListKey.Site, SafeText.Empty),
            Groups = [.. Groups(directory).Select(g => new FeedGroupView(g.Kind, [.. g.Lists.Select(l => views.Feeds(l.Key, l.Name))]))],
            Opml = Addresses.Local("feeds.opml"),
        }));
        yield return ("feeds.opml", Opml.Write(
            views.SiteTitle,
            [
                new(views.SiteTitle, [OpmlFeed(ListKey.Site, views.SiteTitle, full: false)]),
                .. Groups(directory).Select(g => new OpmlGroup(Splitter.OfSite(words.Text("list", g.Lists[0].Key.Word + "s")), [.. g.Lists.Select(l => OpmlFeed(l.Key, l.Name, full: false))])),
            ],
            site.FullFeeds ? [OpmlFeed(ListKey.Site, views.SiteTitle, full: true), .. directory.Where(l => l.Key != ListKey.Site).Select(l => OpmlFeed(l.Key, l.Name, full: true))] : []));
    }

    private OpmlFeed OpmlFeed(ListKey list, SafeText name, bool full) =>
        new(name, Addresses.Absolute((full ? "full/" : "") + list.Path + FeedFiles.Rss), Addresses.List(list), site.Language);

    private static IEnumerable<(ListKind Kind, IReadOnlyList<(ListKey Key, SafeText Name)> Lists)> Groups(IEnumerable<(ListKey Key, SafeText Name)> directory) =>
        directory.Where(l => l.Key != ListKey.Site).GroupBy(l => l.Key.Kind).OrderBy(g => g.Key)
            .Select(g => (g.Key, (IReadOnlyList<(ListKey, SafeText)>)[.. g.OrderBy(l => l.Name).ThenBy(l => l.Key.Slug, StringComparer.Ordinal)]));

    /// <summary>Every list with articles, but for those of works: they grow with the archive, and a work's page shows its feeds.</summary>
    private static async ValueTask<IReadOnlyList<(ListKey Key, SafeText Name)>> ListsAsync(PublishPass pass, CancellationToken cancel)
    {
        var found = new List<(ListKey, SafeText)>();
        await foreach (var list in pass.Catalogue.ListsAsync(cancel))
        {
            if (list.Kind != ListKind.Work && await pass.NewestAsync(list, 1, cancel) is [var article])
            {
                found.Add((list, pass.Catalogue.NameIn(list, article)));
            }
        }

        return found;
    }
}
