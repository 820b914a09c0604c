using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>
/// Every article for mail reaches every subscriber whom it concerns once, and nobody before their time: whatever subscribers want, whenever articles come
/// out, whoever plans at the same time with whatever clock, and wherever publishers and planners die.
/// </summary>
public sealed class DigestPlannerProperties
{
    private static readonly string[] Tags = ["horror", "opera", "theatre"];

    public abstract record Act
    {
        /// <summary>Of an article, new or again. After so many writes its publisher dies.</summary>
        public sealed record Publish(int Article, int Writes) : Act;

        /// <summary>Two planners at once, each with a clock of its own.</summary>
        public sealed record Plan(int Skew, int Writes, int OtherSkew, int OtherWrites) : Act;

        public sealed record Wait(int Minutes) : Act;

        /// <summary>A subscriber wants other times from now on.</summary>
        public sealed record Change(int Reader, AnyPreferences To) : Act;
    }

    public sealed record Story(IReadOnlyList<AnyPreferences> Readers, IReadOnlyList<Act> Acts)
    {
        public static Arbitrary<Story> Arbitrary()
        {
            var writes = Gen.Frequency((2, Gen.Constant(int.MaxValue)), (3, Gen.Choose(0, 14)));
            var act = Gen.Frequency(
                (4, from article in Gen.Choose(0, 9) from died in writes select (Act)new Act.Publish(article, died)),
                (4, from a in Gen.Choose(-90, 90) from d in writes from b in Gen.Choose(-90, 90) from e in writes select (Act)new Act.Plan(a, d, b, e)),
                (4, from minutes in Gen.Frequency((3, Gen.Choose(1, 60 * 30)), (1, Gen.Choose(1, 60 * 24 * 10))) select (Act)new Act.Wait(minutes)),
                (1, from reader in Gen.Choose(0, 3) from to in AnyPreferences.Arbitrary().Generator select (Act)new Act.Change(reader, to)));
            return (from readers in AnyPreferences.Arbitrary().Generator.ListOf(4) from acts in act.ListOf(25) select new Story([.. readers], [.. acts])).ToArbitrary();
        }
    }

    [Property(Arbitrary = [typeof(Story)], MaxTest = 40)]
    public async Task EveryArticleReachesEveryReaderWhomItConcernsOnceAndNobodyBeforeTheirTime(Story story)
    {
        using var world = new DigestWorld();
        var readers = new List<Subscriber>();
        for (var i = 0; i < story.Readers.Count; i++)
        {
            readers.Add(await world.SubscribeAsync(Times(story.Readers[i]) with { Topics = TopicsOf(i) }, $"reader{i}"));
        }

        var published = new SortedSet<int>();
        foreach (var act in story.Acts)
        {
            await DoAsync(world, readers, published, act);
        }

        // In the end somebody takes the uploads again, and plans, undisturbed.
        foreach (var article in published)
        {
            await world.PublishAsync(Article(article));
        }

        for (var day = 0; day < 16; day++)
        {
            world.Clock.Advance(TimeSpan.FromDays(1));
            await world.PlanAsync();
        }

        await CheckAsync(world, readers, published);
    }

    private static async Task DoAsync(DigestWorld world, List<Subscriber> readers, SortedSet<int> published, Act act)
    {
        switch (act)
        {
            case Act.Publish(var article, var writes):
                published.Add(article);
                await Mortally(() => world.PublishAsync(Article(article), writes));
                break;
            case Act.Plan plan:
                await Task.WhenAll(
                    Mortally(() => world.PlanAsync(TimeSpan.FromMinutes(plan.Skew), plan.Writes)),
                    Mortally(() => world.PlanAsync(TimeSpan.FromMinutes(plan.OtherSkew), plan.OtherWrites)));
                break;
            case Act.Wait(var minutes):
                world.Clock.Advance(TimeSpan.FromMinutes(minutes));
                break;
            case Act.Change(var reader, var to):
                var now = world.Clock.GetUtcNow();
                var preferences = Times(to) with { Topics = TopicsOf(reader) };
                await world.Book.ChangeAsync(readers[reader].Id, s => s with { Preferences = preferences, NextDue = Schedule.Next(preferences, s.FreeFrom(now)) }, default);
                break;
        }
    }

    private static async Task CheckAsync(DigestWorld world, List<Subscriber> readers, SortedSet<int> published)
    {
        var numbers = await new Announcements(world.Table).AfterAsync(0, default).ToDictionaryAsync(a => a.Number, a => a.Slug);
        for (var i = 0; i < readers.Count; i++)
        {
            var digests = await world.DigestsAsync(readers[i].Id);
            var reached = digests.SelectMany(d => d.Articles).Select(number => numbers[number]).Order(StringComparer.Ordinal);
            var concerned = published.Where(a => IsForMail(a) && (TopicsOf(i).Count == 0 || TopicsOf(i).Contains(new(ListKind.Tag, Tags[a % 3])))).Select(a => $"a{a}");
            Assert.Equal(concerned.Order(StringComparer.Ordinal), reached);
            Assert.All(digests, digest => Assert.True(digest.Due <= digest.Changed && digest.Articles.Count > 0));
            Assert.Equal(digests.Count, digests.DistinctBy(d => d.Due).Count());
        }
    }

    /// <summary>Pauses would go on behind the end of the story.</summary>
    private static Preferences Times(AnyPreferences any) => any.Value with { PausedUntil = null };

    private static IReadOnlyList<ListKey> TopicsOf(int reader) => reader == 0 ? [] : [new(ListKind.Tag, Tags[reader % 3])];

    private static bool IsForMail(int article) => article != 9;

    private static ArticleRecord Article(int number) =>
        Some.Record($"a{number}", number) with { Safe = Some.SafeArticle($"Title {number}", Tags[number % 3]), Email = IsForMail(number) };

    private static async Task Mortally(Func<Task> life)
    {
        try
        {
            await life();
        }
        catch (DeathException)
        {
            // Whoever comes next goes on.
        }
    }
}
