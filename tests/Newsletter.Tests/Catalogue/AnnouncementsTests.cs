using FsCheck;
using FsCheck.Xunit;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Catalogue;

public sealed class AnnouncementsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteDatabase database;
    private int tables;

    public AnnouncementsTests() => database = new(folder.At("test.db"), new HeldTime());

    [Fact]
    public async Task ArticlesAreNumberedInTheOrderInWhichTheyComeOutAndEachOnce()
    {
        var table = NewTable();
        var log = new Announcements(table);

        await log.AnnounceAsync([Some.Record("b", 2), Some.Record("a", 1)], default);
        await log.AnnounceAsync([Some.Record("early", -30), Some.Record("b", 9)], default);

        Assert.Equal(["1 a", "2 b", "3 early"], await ReadAsync(log, 0));
        Assert.Equal(["3 early"], await ReadAsync(log, 2));
        Assert.Equal(3, await log.LastAsync(default));
    }

    [Fact]
    public async Task OnlyWhatIsOutAndForMailIsAnnounced()
    {
        var log = new Announcements(NewTable());

        await log.AnnounceAsync(
            [
                Some.Record("later") with { State = ArticleState.Scheduled },
                Some.Record("gone") with { State = ArticleState.Retracted },
                Some.Record("moved") with { State = ArticleState.Moved },
                Some.Record("quiet") with { Email = false },
            ],
            default);

        Assert.Empty(await ReadAsync(log, 0));
        Assert.Equal(0, await log.LastAsync(default));
    }

    [Fact]
    public async Task MoreThanABatchIsAnnouncedWhole()
    {
        var log = new Announcements(NewTable());

        await log.AnnounceAsync(Enumerable.Range(0, 250).Select(i => Some.Record($"a{i:000}", i)), default);

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"{i + 1} a{i:000}"), await ReadAsync(log, 0));
    }

    /// <summary>A reader who goes on from the last number he has seen meets every article once, whoever publishes, dies and begins again meanwhile.</summary>
    [Property(MaxTest = 40)]
    public void WhoeverReadsOnFromAWatermarkMeetsEveryArticleOnce(NonEmptyArray<NonEmptyArray<byte>> publishers, PositiveInt seed)
    {
        var table = NewTable();
        var seen = new List<string>();
        long watermark = 0;
        async Task ReadOnAsync()
        {
            var last = await new Announcements(table).LastAsync(default);
            await foreach (var news in new Announcements(table).AfterAsync(watermark, default))
            {
                seen.Add(news.Slug);
                watermark = news.Number;
            }

            watermark = Math.Max(watermark, last);
        }

        async Task PublishAsync(byte[] articles, int lifetime)
        {
            await Task.Yield();
            var mortal = new Mortal(lifetime).Through(new Stores(null!, null!, null!, null!, table)).Table;
            try
            {
                foreach (var some in articles.Chunk(3))
                {
                    await new Announcements(mortal).AnnounceAsync(some.Distinct().Select(Article), default);
                }
            }
            catch (DeathException)
            {
            }
        }

        async Task RunAsync()
        {
            var lives = publishers.Get.Select((articles, i) => PublishAsync(articles.Get, (seed.Get * (i + 7)) % 11)).ToList();
            for (var i = 0; i < 3; i++)
            {
                await ReadOnAsync();
                await Task.Yield();
            }

            await Task.WhenAll(lives);

            // What died is taken again by the next sweep.
            await Task.WhenAll(publishers.Get.Select(articles => PublishAsync(articles.Get, int.MaxValue)));
            await ReadOnAsync();
        }

        RunAsync().GetAwaiter().GetResult();

        var expected = publishers.Get.SelectMany(p => p.Get).Select(a => Article(a).Slug).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, seen.Order(StringComparer.Ordinal));
    }

    private static ArticleRecord Article(byte number) => Some.Record($"a{number % 17}");

    private static async Task<List<string>> ReadAsync(Announcements log, long after) =>
        await log.AfterAsync(after, default).Select(a => $"{a.Number} {a.Slug}").ToListAsync();

    private ITable NewTable() => database.Table($"table{Interlocked.Increment(ref tables)}");

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
