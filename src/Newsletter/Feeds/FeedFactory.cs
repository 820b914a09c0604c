using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Feeds;

/// <summary>The feeds of a list: its newest articles, safe and full, and the fixed archive documents of the site's own (RFC 5005).</summary>
internal sealed class FeedFactory(TemplateEngine engine, ViewFactory views, Addresses addresses, SiteSettings site)
{
    public const int FrontSize = 30;

    /// <summary>Articles in one archive document: a month with more has several.</summary>
    public const int ArchiveSize = 50;

    private const int MostTombstones = 30;

    /// <summary>In the IDs of feeds: the year in which they were first made so.</summary>
    private const int FeedYear = 2026;

    /// <summary>The subscription document of a list.</summary>
    public async ValueTask<FeedDocument> FrontAsync(PublishPass pass, ListKey list, bool full, CancellationToken cancel)
    {
        var newest = await pass.NewestAsync(list, FrontSize, cancel);
        var name = newest.Count > 0 ? pass.Catalogue.NameIn(list, newest[0]) : Splitter.OfSite(list.Slug);
        FeedArchive? archive = null;
        if (list == ListKey.Site && !full && newest.Count == FrontSize)
        {
            archive = new(false, null, await LastPartAsync(pass, Period.Of(list, newest[^1].Published), cancel));
        }

        var gone = new List<FeedTombstone>();
        await foreach (var (id, when) in pass.Catalogue.GoneAsync(list, MostTombstones, cancel))
        {
            gone.Add(new(full ? FullId(id) : id, when));
        }

        return Document(list, name, full, await ItemsAsync(pass, newest, full, cancel), Addresses((full ? "full/" : "") + list.Path), archive) with
        {
            Tombstones = [.. gone.Where(g => newest.All(n => g.Id != (full ? FullId(n.Id) : n.Id)))],
        };
    }

    /// <summary>The archive documents of one month of the site, oldest part first.</summary>
    public async ValueTask<IReadOnlyList<(string Suffix, FeedDocument Feed, IReadOnlyList<ArticleRecord> Articles)>> ArchiveAsync(PublishPass pass, Period month, CancellationToken cancel)
    {
        var articles = (await pass.InAsync(ListKey.Site, month, cancel)).Reverse();
        var before = await pass.Catalogue.BeforeAsync(ListKey.Site, month, cancel) is { } older ? await LastPartAsync(pass, older, cancel) : null;
        var after = await pass.Catalogue.AfterAsync(ListKey.Site, month, cancel) is { } newer ? ArchiveAddresses(newer, 1) : null;
        var parts = articles.Chunk(ArchiveSize).ToList();
        if (parts.Count == 0)
        {
            parts.Add([]);
        }

        var documents = new List<(string, FeedDocument, IReadOnlyList<ArticleRecord>)>();
        for (var i = 0; i < parts.Count; i++)
        {
            parts[i].AsSpan().Reverse();
            var previous = i == 0 ? before : ArchiveAddresses(month, i);
            var next = i == parts.Count - 1 ? after : ArchiveAddresses(month, i + 2);
            // The only document of a young site is no archive yet: one linked to neither side reads as incomplete.
            var archive = new FeedArchive(previous is not null || next is not null, Addresses(""), previous) { Next = next };
            var items = await ItemsAsync(pass, parts[i], full: false, cancel);
            documents.Add((Suffix(i + 1), Document(ListKey.Site, SafeText.Empty, full: false, items, ArchiveAddresses(month, i + 1), archive), parts[i]));
        }

        return documents;
    }

    /// <summary>A feed of one article and nothing else.</summary>
    public async ValueTask<FeedDocument> OnlyAsync(PublishPass pass, ArticleRecord article, bool full, CancellationToken cancel) =>
        Document(ListKey.Site, SafeText.Empty, full, await ItemsAsync(pass, [article], full, cancel), Addresses(full ? "full/" : ""), null);

    private FeedDocument Document(ListKey list, SafeText name, bool full, IReadOnlyList<FeedItem> items, FeedAddresses self, FeedArchive? archive)
    {
        var title = list == ListKey.Site ? views.SiteTitle : views.SiteTitle + Splitter.OfSite(": ") + name;
        var path = (full ? "full/" : "") + list.Path;
        return new(
            FeedId.Item(site.Authority, FeedYear, "feed/" + path),
            full ? Splitter.OfSite(Opml.Spoilers + " ") + title : title,
            full ? Splitter.OfSite(engine.Words(views.SiteLanguage).Text("feeds", "full")) : views.SiteTagline,
            site.Language,
            addresses.List(list),
            self,
            archive?.Current is null ? site.Hub : null,
            items.Count == 0 ? DateTimeOffset.UnixEpoch : items.Max(i => i.Updated),
            archive,
            items);
    }

    private async ValueTask<IReadOnlyList<FeedItem>> ItemsAsync(PublishPass pass, IReadOnlyList<ArticleRecord> articles, bool full, CancellationToken cancel)
    {
        var items = new FeedItem[articles.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = await pass.FeedItemAsync(articles[i], full, ItemAsync, cancel);
        }

        return items;
    }

    private async Task<FeedItem> ItemAsync(PublishPass pass, ArticleRecord article, bool full, CancellationToken cancel)
    {
        var safe = article.Safe;
        var language = new Language(safe.Language);
        var words = engine.Words(language);
        var body = await pass.BodyAsync(article, cancel);
        var links = await pass.LinksAsync(article, cancel);
        var readMore = (await pass.ReadMoreAsync(article, cancel)).Select(r => views.Link(r.Entry, r.Article)).ToArray();
        var picture = safe.Image is null ? null : await pass.AssetAsync(safe.Image.Source.ToString(), cancel);
        var page = addresses.Page(article.Slug);
        var style = new PlainStyle(new(words));
        FeedItem item;
        if (full)
        {
            var content = engine.RenderText(AllTemplates.FullFeedItem, new FullFeedItemView
            {
                Language = language,
                Title = safe.Title,
                Href = page,
                Section = safe.Section,
                Level = safe.Level,
                Spoils = views.Spoils(safe, absolute: true),
                Advisories = safe.Advisories,
                Body = body.Reveal(style, links),
                ReadMore = readMore,
            });
            var title = article.FullTitle ?? safe.Title.ToString();
            item = FeedItem.Full(
                FullId(article.Id),
                safe.Level == SpoilerLevel.None ? title : $"{Opml.Spoilers} {title}",
                safe.Summary, new FullHtml(content), page, article.Published, article.Updated, safe.Language);
        }
        else
        {
            var content = engine.RenderSafe(AllTemplates.FeedItem, new FeedItemView
            {
                Language = language,
                Href = page,
                Section = safe.Section,
                Level = safe.Level,
                Spoils = views.Spoils(safe, absolute: true),
                Advisories = safe.Advisories,
                Image = ViewFactory.Image(safe.Image, picture),
                Summary = safe.Summary,
                Lead = body.Safe(style, links),
                HasMore = safe.HasSpoilers,
                ReadMore = readMore,
            });
            item = FeedItem.Safe(article.Id, safe.Title, safe.Summary, content, page, article.Published, article.Updated, safe.Language);
        }

        return item with
        {
            Authors = [.. safe.Authors.Select(a => new FeedAuthor(a, views.ListLink(ListKind.Author, a, absolute: true).Href))],
            Categories = Categories(safe, full),
            Image = picture is null ? null : await pass.FeedImageAsync(safe.Image!, picture, cancel),
        };
    }

    private static IReadOnlyList<SafeText> Categories(SafeArticle safe, bool full) =>
        full && safe.Level != SpoilerLevel.None ? [.. safe.Tags, Splitter.OfSite("spoilers:" + safe.Level.Word())] : safe.Tags;

    /// <summary>Readers key items by ID over all feeds: the full text must not replace the safe one.</summary>
    private static string FullId(string id) => id + "/full";

    private async ValueTask<FeedAddresses> LastPartAsync(PublishPass pass, Period month, CancellationToken cancel)
    {
        var count = (await pass.InAsync(ListKey.Site, month, cancel)).Count;
        return ArchiveAddresses(month, Math.Max(1, (count + ArchiveSize - 1) / ArchiveSize));
    }

    private static string Suffix(int part) => part == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part}/");

    private FeedAddresses ArchiveAddresses(Period month, int part) => Addresses(Site.Addresses.ArchivePath(ListKey.Site, month) + Suffix(part));

    private FeedAddresses Addresses(string path) =>
        new(addresses.Absolute(path + FeedFiles.Rss), addresses.Absolute(path + FeedFiles.Atom), addresses.Absolute(path + FeedFiles.Json));
}
