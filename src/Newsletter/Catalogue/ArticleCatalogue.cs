using System.Runtime.CompilerServices;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;
using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>What is published: reads. Rows may lag behind the article records for a moment, so every row is checked against its record.</summary>
public sealed class ArticleCatalogue(ITable table, IBlobStore bodies, SiteSettings site)
{
    private const int MostNamesakes = 8;
    private const int MostMoves = 16;
    private const int MostKept = 512;
    private const int LongestKept = 32 * 1024;

    public SiteSettings Site => site;

    private BoundedCache<string, ArticleRecord?>? Remembered { get; init; }

    private BoundedCache<string, ReadOnlyMemory<byte>>? Kept { get; init; }

    /// <summary>The same, but records that it has read are not read again: for somebody who may see the catalogue as it was.</summary>
    /// <param name="most">Records kept.</param>
    internal ArticleCatalogue Remembering(int most) => new(table, bodies, site) { Remembered = new(most), Kept = Kept };

    /// <summary>
    /// The same, but bodies that it has read are not read again, also by what is made of it: a body never changes under its name. For storage that is
    /// far away; 16 MB at most.
    /// </summary>
    internal ArticleCatalogue KeepingBodies() => new(table, bodies, site) { Kept = new(MostKept) };

    public ValueTask<ArticleRecord?> FindAsync(string slug, CancellationToken cancel) => Remembered is null
        ? new(ReadAsync(slug, cancel))
        : new(Remembered.GetOrAdd(slug, (Catalogue: this, cancel), static (slug, from) => from.Catalogue.ReadAsync(slug, from.cancel)));

    /// <summary>An article that was read from these bytes, published or not; null: none is known.</summary>
    /// <param name="hash">As in <see cref="ArticleRecord.SourceHash"/>.</param>
    internal async ValueTask<ArticleRecord?> ReadFromAsync(string hash, CancellationToken cancel) =>
        await table.GetAsync(Keys.Contents, hash, cancel) is { } row && await FollowAsync(row.Value, cancel) is { } article && article.SourceHash == hash ? article : null;

    /// <summary>The article that was announced, under the slug that it has now; null while it is not out, or not for mail.</summary>
    public async ValueTask<ArticleRecord?> FindAsync(Announcement announcement, CancellationToken cancel) =>
        await FollowAsync(announcement.Slug, cancel) is { State: ArticleState.Published, Email: true } article && article.Id == announcement.Id ? article : null;

    /// <exception cref="BodyMissingException">It isn't there (any more).</exception>
    public async ValueTask<Body> BodyAsync(ArticleRecord article, CancellationToken cancel) => Body.Load(await StoredAsync(article, cancel));

    /// <summary>What finds in an output what an article hides.</summary>
    /// <exception cref="BodyMissingException">Its body isn't there (any more).</exception>
    internal async ValueTask<Guard> GuardAsync(ArticleRecord article, CancellationToken cancel) => Body.LoadGuard(await StoredAsync(article, cancel));

    private async Task<ReadOnlyMemory<byte>> StoredAsync(ArticleRecord article, CancellationToken cancel)
    {
        if (Kept is null)
        {
            return await FetchAsync(article, cancel);
        }

        var name = BodyName(article);
        ReadOnlyMemory<byte>? content = null;
        try
        {
            content = await Kept.GetOrAdd(name, (Catalogue: this, article, cancel), static (_, from) => from.Catalogue.FetchAsync(from.article, from.cancel));
            return content.Value;
        }
        finally
        {
            if (content is not { Length: <= LongestKept })
            {
                Kept.Forget(name);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(ArticleRecord article, CancellationToken cancel) =>
        (await bodies.GetAsync(BodyName(article), cancel) ?? throw new BodyMissingException(article.Source)).Content;

    /// <summary>A body is named by its version too, so that a writer who loses a race has not replaced the winner's.</summary>
    internal static string BodyName(ArticleRecord article) => $"bodies/{article.Slug}.{article.SourceHash[..12]}";

    /// <summary>Differs from what it was when articles have changed since.</summary>
    public async ValueTask<string?> VersionAsync(CancellationToken cancel) => (await table.GetAsync(Keys.Meta, Keys.Changed, cancel))?.ETag;

    /// <summary>Every article record, by slug.</summary>
    public async IAsyncEnumerable<ArticleRecord> AllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Articles, null, null, int.MaxValue, cancel))
        {
            var article = CatalogueJson.ReadArticle(row.Value);
            yield return Remembered is null ? article : (await Remembered.GetOrAdd(article.Slug, article, static (_, read) => Task.FromResult<ArticleRecord?>(read)))!;
        }
    }

    /// <summary>Every list that has articles.</summary>
    public async IAsyncEnumerable<ListKey> ListsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Lists, null, null, int.MaxValue, cancel))
        {
            yield return ListKey.Parse(row.Row);
        }
    }

    /// <summary>The name of a list in the words of its newest article; the slug when it is empty.</summary>
    public async ValueTask<SafeText> NameAsync(ListKey list, CancellationToken cancel)
    {
        await foreach (var article in NewestAsync(list, 1, cancel))
        {
            return NameIn(list, article);
        }

        return Splitter.OfSite(list.Slug);
    }

    public SafeText NameIn(ListKey list, ArticleRecord article) => article.Lists(site).FirstOrDefault(l => l.Key == list).Name;

    /// <summary>The newest published articles of a list.</summary>
    public IAsyncEnumerable<ArticleRecord> NewestAsync(ListKey list, int count, CancellationToken cancel) =>
        RangeAsync(list, null, null, count, cancel);

    /// <summary>The articles of one period, newest first.</summary>
    public IAsyncEnumerable<ArticleRecord> InAsync(ListKey list, Period period, CancellationToken cancel) =>
        RangeAsync(list, period.FirstRow, period.EndRow, int.MaxValue, cancel);

    /// <summary>The articles from an instant up to, not including, another, newest first.</summary>
    public IAsyncEnumerable<ArticleRecord> BetweenAsync(ListKey list, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        RangeAsync(list, Keys.Descending(until - TimeSpan.FromTicks(1)), Keys.Descending(from - TimeSpan.FromTicks(1)), int.MaxValue, cancel);

    /// <summary>The articles that came out before one, newest first.</summary>
    public IAsyncEnumerable<ArticleRecord> BeforeAsync(ListKey list, ArticleRecord article, int count, CancellationToken cancel) =>
        RangeAsync(list, Keys.Newest(article.Published, article.Slug) + "!", null, count, cancel);

    /// <summary>Periods in which a list has articles, newest first.</summary>
    public async IAsyncEnumerable<Period> PeriodsAsync(ListKey list, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = await PeriodFromAsync(list, null, cancel); next is { } period; next = await PeriodFromAsync(list, period.EndRow, cancel))
        {
            yield return period;
        }
    }

    /// <summary>Weeks in which the site has articles, newest first.</summary>
    public async IAsyncEnumerable<Period> WeeksAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = await FromAsync(ListKey.Site, null, Period.WeekOf, cancel); next is { } week; next = await FromAsync(ListKey.Site, week.EndRow, Period.WeekOf, cancel))
        {
            yield return week;
        }
    }

    /// <summary>The next older period with articles, or null.</summary>
    public ValueTask<Period?> BeforeAsync(ListKey list, Period period, CancellationToken cancel) =>
        period.IsWeek ? FromAsync(list, period.EndRow, Period.WeekOf, cancel) : PeriodFromAsync(list, period.EndRow, cancel);

    /// <summary>The next newer period with articles, or null. Reads the periods since: few, for what is new.</summary>
    public async ValueTask<Period?> AfterAsync(ListKey list, Period period, CancellationToken cancel)
    {
        if (period.IsWeek)
        {
            return await NextWeekAsync(list, period, cancel);
        }

        Period? after = null;
        await foreach (var newer in PeriodsAsync(list, cancel))
        {
            if (newer.CompareTo(period) <= 0)
            {
                break;
            }

            after = newer;
        }

        return after;
    }

    /// <summary>Articles taken back from a list, newest first.</summary>
    public async IAsyncEnumerable<(string Id, DateTimeOffset When)> GoneAsync(ListKey list, int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Gone(list), null, null, count, cancel))
        {
            yield return (row.Value, Keys.InstantOf(row.Row));
        }
    }

    /// <summary>The published article that a Read More entry means, or null while it waits. By file or slug where one is given, else by title.</summary>
    /// <param name="askingSlug">The article that asks: it doesn't mean itself.</param>
    public async ValueTask<ArticleRecord?> ResolveAsync(string label, string target, string askingSlug, CancellationToken cancel)
    {
        if (TitleKeys.Of(label, target) is not { Length: > 0 } key)
        {
            return null;
        }

        ArticleRecord? first = null;
        var (from, to) = Keys.Range(key);
        await foreach (var row in table.QueryAsync(Keys.Titles, from, to, MostNamesakes, cancel))
        {
            var slug = Keys.SlugOf(row.Row);
            if (slug != askingSlug && await FindAsync(slug, cancel) is { State: ArticleState.Published } found)
            {
                if (target.Length == 0 || TitleKeys.IsFile(found, target))
                {
                    return found;
                }

                first ??= found;
            }
        }

        return first;
    }

    public async ValueTask<SourceRecord?> SourceAsync(string name, CancellationToken cancel) =>
        await table.GetAsync(Keys.Sources, Keys.Escape(name), cancel) is { } row ? CatalogueJson.ReadSource(row.Value) : null;

    /// <summary>Every file taken from the inbox, by name.</summary>
    public async IAsyncEnumerable<(string Name, SourceRecord Source)> SourcesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Sources, null, null, int.MaxValue, cancel))
        {
            yield return (Keys.Unescape(row.Row), CatalogueJson.ReadSource(row.Value));
        }
    }

    /// <summary>The article that a slug leads to, wherever it has moved.</summary>
    private async ValueTask<ArticleRecord?> FollowAsync(string slug, CancellationToken cancel)
    {
        for (var moves = 0; moves < MostMoves && await FindAsync(slug, cancel) is { } article; moves++)
        {
            if (article.State != ArticleState.Moved)
            {
                return article;
            }

            slug = article.MovedTo!;
        }

        return null;
    }

    private async Task<ArticleRecord?> ReadAsync(string slug, CancellationToken cancel) =>
        await table.GetAsync(Keys.Articles, slug, cancel) is { } row ? CatalogueJson.ReadArticle(row.Value) : null;

    /// <summary>Goes from week to week: as a rule the next one has articles.</summary>
    private async ValueTask<Period?> NextWeekAsync(ListKey list, Period week, CancellationToken cancel)
    {
        var newest = await FromAsync(list, null, Period.WeekOf, cancel);
        for (var next = week.NextWeek; newest is { } last && next.CompareTo(last) <= 0; next = next.NextWeek)
        {
            await foreach (var _ in table.QueryAsync(Keys.List(list), next.FirstRow, next.EndRow, 1, cancel))
            {
                return next;
            }
        }

        return null;
    }

    private ValueTask<Period?> PeriodFromAsync(ListKey list, string? from, CancellationToken cancel) => FromAsync(list, from, instant => Period.Of(list, instant), cancel);

    private async ValueTask<Period?> FromAsync(ListKey list, string? from, Func<DateTimeOffset, Period> period, CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.List(list), from, null, 1, cancel))
        {
            return period(Keys.InstantOf(row.Row));
        }

        return null;
    }

    private async IAsyncEnumerable<ArticleRecord> RangeAsync(ListKey list, string? from, string? to, int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = count;
        await foreach (var row in table.QueryAsync(Keys.List(list), from, to, int.MaxValue, cancel))
        {
            if (left == 0)
            {
                yield break;
            }

            if (await FindAsync(Keys.SlugOf(row.Row), cancel) is { State: ArticleState.Published } article
                && row.Row == Keys.Newest(article.Published, article.Slug)
                && (list == ListKey.Site || article.Lists(site).Any(l => l.Key == list)))
            {
                left--;
                yield return article;
            }
        }
    }
}

/// <summary>
/// A record's body is gone: a newer version has replaced both meanwhile, and reading the record again helps; or the storage lost it, and taking the file again does.
/// </summary>
public sealed class BodyMissingException(string source)
    : IOException($"The text of '{source}' is missing from the stored state.");
