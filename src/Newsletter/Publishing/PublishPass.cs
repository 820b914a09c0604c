using Newsletter.Catalogue;
using Newsletter.Feeds;
using Newsletter.ReadMore;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Publishing;

/// <summary>
/// Reads of the catalogue that the outputs of one pass share. Made after the pass's marks were read, so that it sees every change they stand for;
/// thrown away with the pass.
/// </summary>
/// <param name="mostItems">Feed items kept: up to 40 KB each, with the text of a long article.</param>
internal sealed class PublishPass(ArticleCatalogue source, Addresses addresses, WaitingTitles? waiting = null, int mostItems = PublishPass.MostItems)
{
    public const int MostItems = 2_048;

    /// <summary>For a worker that has little memory, and as a rule little to publish.</summary>
    public const int FewItems = 256;

    private readonly ArticleCatalogue catalogue = source.Remembering(16_384);
    private readonly BoundedCache<(string Label, string Target), ArticleRecord?> resolved = new(4_096);
    private readonly BoundedCache<string, SourceRecord?> assets = new(4_096);
    private readonly BoundedCache<(string Slug, bool Full), FeedItem> items = new(mostItems);
    private readonly BoundedCache<(ListKey List, Period Period), IReadOnlyList<ArticleRecord>> periods = new(8);
    private readonly BoundedCache<(ListKey List, int Count), IReadOnlyList<ArticleRecord>> newest = new(256);

    private readonly BoundedCache<string, Guard> guards = new(16_384);
    private readonly BoundedCache<(string Slug, Tolerance Shown), Guard> guardsOfMails = new(64);

    public ArticleCatalogue Catalogue => catalogue;

    public Addresses Addresses => addresses;

    /// <summary>The newest articles of a list.</summary>
    public Task<IReadOnlyList<ArticleRecord>> NewestAsync(ListKey list, int count, CancellationToken cancel) =>
        newest.GetOrAdd((list, count), (catalogue, cancel), static (key, from) => ListAsync(from.catalogue.NewestAsync(key.List, key.Count, from.cancel)));

    /// <summary>The articles of one period of a list, newest first; kept for the few outputs that show the same period.</summary>
    public Task<IReadOnlyList<ArticleRecord>> InAsync(ListKey list, Period period, CancellationToken cancel) =>
        periods.GetOrAdd((list, period), (catalogue, cancel), static (key, from) => ListAsync(from.catalogue.InAsync(key.List, key.Period, from.cancel)));

    /// <summary>A period's outputs are done.</summary>
    public void Forget(ListKey list, Period period) => periods.Forget((list, period));

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

            entries.Add((entry, found));
        }

        waiting?.Meet(article.Source, WaitingTitles.Of(entries));
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
                await foreach (var other in catalogue.BeforeAsync(list, article, AffectedOutputs.Reach, cancel))
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

        return await assets.GetOrAdd(name, (catalogue, cancel), static (name, from) => from.catalogue.SourceAsync(name, from.cancel).AsTask()) is { State: SourceState.Asset, Address: { } key } source
            ? new BodyAsset(addresses.Absolute(key), source.Width, source.Height)
            : null;
    }

    public async ValueTask<Body> BodyAsync(ArticleRecord article, CancellationToken cancel)
    {
        var body = await catalogue.BodyAsync(article, cancel);
        _ = guards.GetOrAdd(article.Slug, body.Guard, static (_, guard) => Task.FromResult(guard));
        return body;
    }

    /// <summary>What finds in an output what an article hides. One that was taken back, or moved on, has no text left to hide.</summary>
    public Task<Guard> GuardAsync(ArticleRecord article, CancellationToken cancel) => article.State != ArticleState.Published
        ? Task.FromResult(Guard.None)
        : guards.GetOrAdd(article.Slug, (catalogue, article, cancel), static (_, from) => from.catalogue.GuardAsync(from.article, from.cancel).AsTask());

    /// <summary>What finds in a mail what its reader did not ask to be told.</summary>
    public Task<Guard> GuardAsync(ArticleRecord article, Tolerance shown, CancellationToken cancel) => guardsOfMails.GetOrAdd(
        (article.Slug, shown), (Pass: this, article, cancel), static async (key, from) => Guard.Beyond(await from.Pass.BodyAsync(from.article, from.cancel), key.Shown));

    /// <summary>A feed's item, rendered once for all the feeds it is in.</summary>
    public Task<FeedItem> FeedItemAsync(
        ArticleRecord article, bool full, Func<PublishPass, ArticleRecord, bool, CancellationToken, Task<FeedItem>> render, CancellationToken cancel) =>
        items.GetOrAdd((article.Slug, full), (Pass: this, article, render, cancel), static (key, from) => from.render(from.Pass, from.article, key.Full, from.cancel));

    /// <summary>A picture as feeds announce it; null when its length isn't known, since RSS needs it.</summary>
    public async ValueTask<FeedImage?> FeedImageAsync(SafeImage image, BodyAsset asset, CancellationToken cancel)
    {
        var source = await catalogue.SourceAsync(image.Source.ToString(), cancel);
        return source is { Address: { } key, Length: > 0 } ? new(asset.Address, OutputHeaders.Of(key).ContentType, source.Length, image.Alt) : null;
    }

    private Task<ArticleRecord?> ResolveAsync(string label, string target, CancellationToken cancel) =>
        resolved.GetOrAdd((label, target), (catalogue, cancel), static (key, from) => from.catalogue.ResolveAsync(key.Label, key.Target, "", from.cancel).AsTask());

    private static async Task<IReadOnlyList<ArticleRecord>> ListAsync(IAsyncEnumerable<ArticleRecord> articles)
    {
        var list = new List<ArticleRecord>();
        await foreach (var article in articles)
        {
            list.Add(article);
        }

        return list;
    }
}
