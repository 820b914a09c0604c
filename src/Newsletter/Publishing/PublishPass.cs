using System.Collections.Concurrent;
using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.ReadMore;
using Newsletter.Site;
using Newsletter.Spoilers;

namespace Newsletter.Publishing;

/// <summary>
/// Reads of the catalogue that the outputs of one pass share. Made after the pass's marks were read, so that it sees every change they stand for;
/// thrown away with the pass.
/// </summary>
internal sealed class PublishPass(ArticleCatalogue catalogue, Addresses addresses, WaitingTitles? waiting = null)
{
    private readonly ConcurrentDictionary<(string Label, string Target), Task<ArticleRecord?>> resolved = new();
    private readonly ConcurrentDictionary<string, Task<SourceRecord?>> assets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Slug, bool Full), Task<FeedItem>> items = new();
    private readonly ConcurrentDictionary<(ListKey List, Period Period), Task<IReadOnlyList<ArticleRecord>>> periods = new();
    private readonly ConcurrentDictionary<(ListKey List, int Count), Task<IReadOnlyList<ArticleRecord>>> newest = new();

    public ArticleCatalogue Catalogue => catalogue;

    public Addresses Addresses => addresses;

    /// <summary>The newest articles of a list.</summary>
    public Task<IReadOnlyList<ArticleRecord>> NewestAsync(ListKey list, int count, CancellationToken cancel) =>
        newest.GetOrAdd((list, count), async key =>
        {
            var articles = new List<ArticleRecord>(key.Count);
            await foreach (var article in catalogue.NewestAsync(key.List, key.Count, cancel))
            {
                articles.Add(article);
            }

            return articles;
        });

    /// <summary>The articles of one period of a list, newest first; kept for the few outputs that show the same period.</summary>
    public Task<IReadOnlyList<ArticleRecord>> InAsync(ListKey list, Period period, CancellationToken cancel) =>
        periods.GetOrAdd((list, period), async key =>
        {
            var articles = new List<ArticleRecord>();
            await foreach (var article in catalogue.InAsync(key.List, key.Period, cancel))
            {
                articles.Add(article);
            }

            return articles;
        });

    /// <summary>A period's outputs are done.</summary>
    public void Forget(ListKey list, Period period) => periods.TryRemove((list, period), out _);

    /// <summary>The editor's Read More entries and what they lead to; null: awaited.</summary>
    public async ValueTask<IReadOnlyList<(SafeReadMore Entry, ArticleRecord? Article)>> ReadMoreAsync(ArticleRecord article, CancellationToken cancel)
    {
        var entries = new List<(SafeReadMore, ArticleRecord?)>(article.Safe.ReadMore.Count);
        foreach (var entry in article.Safe.ReadMore)
        {
            var found = await ResolveAsync(entry.Label.ToString(), entry.Target.ToString(), cancel);
            if (found?.Slug == article.Slug)
            {
                // An article's own title: perhaps another one has it too.
                found = await catalogue.ResolveAsync(entry.Label.ToString(), entry.Target.ToString(), article.Slug, cancel);
            }

            if (found is null && !entry.Target.ToString().Contains("://", StringComparison.Ordinal))
            {
                waiting?.Add(article.Source, entry.Label);
            }

            entries.Add((entry, found));
        }

        return entries;
    }

    /// <summary>Articles chosen for one that names none itself.</summary>
    public async ValueTask<IReadOnlyList<ArticleRecord>> RelatedAsync(ArticleRecord article, CancellationToken cancel)
    {
        var before = new List<(ListKey, ArticleRecord)>();
        foreach (var (list, _) in article.Lists(catalogue.Site))
        {
            if (list.Kind is ListKind.Work or ListKind.Tag)
            {
                await foreach (var other in catalogue.BeforeAsync(list, article, CatalogueWriter.RelatedReach, cancel))
                {
                    before.Add((list, other));
                }
            }
        }

        return Related.Choose(before);
    }

    /// <summary>Where the addresses of a body lead now.</summary>
    public async ValueTask<BodyLinks> LinksAsync(ArticleRecord article, CancellationToken cancel)
    {
        var articles = new Dictionary<string, Uri?>(StringComparer.Ordinal);
        foreach (var file in article.LinkedFiles)
        {
            articles[file] = await ResolveAsync("", file, cancel) is { } found ? addresses.Page(found.Slug) : null;
        }

        var files = new Dictionary<string, BodyAsset?>(StringComparer.Ordinal);
        foreach (var name in article.Assets)
        {
            files[name] = await AssetAsync(name, cancel);
        }

        return new(addresses.Home, addresses.Page(article.Slug), articles.GetValueOrDefault, files.GetValueOrDefault);
    }

    /// <summary>A picture by its file's name or https address; null while there is none.</summary>
    public async ValueTask<BodyAsset?> AssetAsync(string name, CancellationToken cancel)
    {
        if (name.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(name, UriKind.Absolute, out var address) ? new(new(address.AbsoluteUri), null, null) : null;
        }

        return await assets.GetOrAdd(name, n => catalogue.SourceAsync(n, cancel).AsTask()) is { State: SourceState.Asset, Address: { } key } source
            ? new BodyAsset(addresses.Absolute(key), source.Width, source.Height)
            : null;
    }

    /// <summary>A feed's item, rendered once for all the feeds it is in.</summary>
    public Task<FeedItem> FeedItemAsync(
        ArticleRecord article, bool full, Func<PublishPass, ArticleRecord, bool, CancellationToken, Task<FeedItem>> render, CancellationToken cancel) =>
        items.GetOrAdd((article.Slug, full), _ => render(this, article, full, cancel));

    /// <summary>A picture as feeds announce it; null when its length isn't known, since RSS needs it.</summary>
    public async ValueTask<FeedImage?> FeedImageAsync(SafeImage image, BodyAsset asset, CancellationToken cancel)
    {
        var source = await catalogue.SourceAsync(image.Source.ToString(), cancel);
        return source is { Address: { } key, Length: > 0 } ? new(asset.Address, OutputHeaders.Of(key).ContentType, source.Length, image.Alt) : null;
    }

    private Task<ArticleRecord?> ResolveAsync(string label, string target, CancellationToken cancel) =>
        resolved.GetOrAdd((label, target), key => catalogue.ResolveAsync(key.Label, key.Target, "", cancel).AsTask());
}
