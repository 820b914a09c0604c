using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Articles;
using Newsletter.Storage;

namespace Newsletter.Catalogue;

/// <summary>The number of an article in the order in which articles for mail first came out.</summary>
/// <param name="Number">1, 2, 3 ... without gaps, except where a publisher died.</param>
/// <param name="Slug">The article's when it came out; it may have moved.</param>
/// <param name="Id">Of <see cref="ArticleRecord.Id"/>.</param>
public sealed record Announcement(long Number, string Slug, string Id);

/// <summary>
/// In what order articles for mail came out, whatever the clocks said: who has seen the numbers up to n has missed nothing that will ever have a lesser
/// one. A number is taken by inserting it where it is free; which number an article has is said by a second row, which is inserted once. A publisher that
/// dies between the two leaves a number that whoever reads it gives to its article, unless that has one already: then the number means nothing.
/// </summary>
public sealed class Announcements(ITable table)
{
    /// <summary>Row of <see cref="Keys.Meta"/>: some number that is taken, most often the last.</summary>
    private const string Hint = "announced";

    /// <summary>Numbers the articles that have no number yet, in the order of their dates. Any number of publishers may do so at once, again, and die.</summary>
    internal async ValueTask AnnounceAsync(IEnumerable<ArticleRecord> articles, CancellationToken cancel)
    {
        var news = new List<ArticleRecord>();
        foreach (var article in articles.DistinctBy(a => (a.Id, a.State)))
        {
            if (article is { State: ArticleState.Published, Email: true } && await NumberAsync(article.Id, cancel) is null)
            {
                news.Add(article);
            }
        }

        foreach (var chunk in news.OrderBy(a => a.Published).ThenBy(a => a.Slug, StringComparer.Ordinal).Chunk(ITable.MaxBatch))
        {
            await AppendAsync(chunk, cancel);
        }
    }

    /// <summary>What came out after a number, in order.</summary>
    public async IAsyncEnumerable<Announcement> AfterAsync(long number, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Announced, Row(number + 1), null, int.MaxValue, cancel))
        {
            var announcement = Read(row);
            if ((await NumberAsync(announcement.Id, cancel) ?? await GiveAsync(announcement.Id, announcement.Number, cancel)) == announcement.Number)
            {
                yield return announcement;
            }
        }
    }

    /// <summary>What took a number that was read of before; null: nothing did.</summary>
    public async ValueTask<Announcement?> FindAsync(long number, CancellationToken cancel) =>
        await table.GetAsync(Keys.Announced, Row(number), cancel) is { } row ? Read(row) : null;

    /// <summary>The last number taken; 0 when nothing came out yet.</summary>
    public async ValueTask<long> LastAsync(CancellationToken cancel)
    {
        var last = await table.GetAsync(Keys.Meta, Hint, cancel) is { } hint ? NumberOf(hint.Value) : 0;
        await foreach (var row in table.QueryAsync(Keys.Announced, Row(last + 1), null, int.MaxValue, cancel))
        {
            last = NumberOf(row.Row);
        }

        return last;
    }

    private async ValueTask AppendAsync(ArticleRecord[] articles, CancellationToken cancel)
    {
        long last;
        do
        {
            last = await LastAsync(cancel);
        }
        while (!await table.BatchAsync(
            Keys.Announced, [.. articles.Select((a, i) => new TableWrite(Row(last + 1 + i), $"{a.Slug}|{a.Id}", WriteCondition.IfNew))], cancel));

        var numbers = articles.Select((a, i) => new TableWrite(Key(a.Id), Row(last + 1 + i), WriteCondition.IfNew)).ToList();
        if (!await table.BatchAsync(Keys.Numbers, numbers, cancel))
        {
            foreach (var number in numbers)
            {
                await table.PutAsync(Keys.Numbers, number.Row, number.Value!, number.Condition, cancel);
            }
        }

        await table.PutAsync(Keys.Meta, Hint, Row(last + articles.Length), WriteCondition.None, cancel);
    }

    private async ValueTask<long?> NumberAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Keys.Numbers, Key(id), cancel) is { } row ? NumberOf(row.Value) : null;

    /// <summary>Returns the number that the article has now: this one, or one that it was given in this moment.</summary>
    private async ValueTask<long> GiveAsync(string id, long number, CancellationToken cancel) =>
        await table.PutAsync(Keys.Numbers, Key(id), Row(number), WriteCondition.IfNew, cancel) is null ? (await NumberAsync(id, cancel))!.Value : number;

    private static Announcement Read(TableRow row)
    {
        var bar = row.Value.IndexOf('|');
        return new(NumberOf(row.Row), row.Value[..bar], row.Value[(bar + 1)..]);
    }

    /// <summary>An ID is as long as its slug, which may be more than a key holds.</summary>
    private static string Key(string id) => ArticleReader.HashOf(System.Text.Encoding.UTF8.GetBytes(id));

    private static string Row(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private static long NumberOf(string row) => long.Parse(row, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
