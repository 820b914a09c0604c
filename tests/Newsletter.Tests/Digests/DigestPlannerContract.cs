using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>What is planned, for whom and when, on whatever storage.</summary>
public abstract class DigestPlannerContract : IDisposable
{
    private static readonly Preferences Daily = new() { Cadence = DigestCadence.Daily, Hour = 7 };
    private readonly DigestWorld world;

    protected DigestPlannerContract() => world = new(OpenTable);

    /// <summary>Where everything is kept but the queue; null: in SQLite.</summary>
    protected virtual ITable? OpenTable() => null;

    [Fact]
    public async Task WhatCameOutIsPlannedForWhoIsDueAndAWorkerIsTold()
    {
        var reader = await world.SubscribeAsync(Daily);
        await world.PublishAsync(Some.Record("faust"));
        await world.PublishAsync(Some.Record("medea"));
        Assert.Equal(0, await world.PlanAsync());

        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await world.PlanAsync());
        var digest = Assert.Single(await world.DigestsAsync(reader.Id));
        Assert.Equal([1, 2], digest.Articles);
        Assert.Equal(DeliveryState.Planned, digest.State);
        Assert.Equal(digest.Key, Assert.Single(DeliveryQueue.Read(Assert.Single(await world.Queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), default)).Body)));
        Assert.Equal(0, await world.PlanAsync());
    }

    [Fact]
    public async Task WithNothingNewThereIsNoMailAndTheNextOneIsDueInTime()
    {
        var reader = await world.SubscribeAsync(Daily with { Topics = [new(ListKind.Tag, "opera")] });
        await world.PublishAsync(Some.Record("faust") with { Safe = Some.SafeArticle("Faust", "theatre") });
        world.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await world.PlanAsync());

        var after = (await world.Book.GetAsync(reader.Id, default))!;
        Assert.Equal((1, 0), (after.Watermark, after.Digests));
        Assert.Equal(Schedule.Next(Daily, world.Clock.GetUtcNow()), after.NextDue);
    }

    [Fact]
    public async Task ANewTopicDoesNotBringWhatWasPassedOver()
    {
        var reader = await world.SubscribeAsync(Daily with { Topics = [new(ListKind.Tag, "opera")] });
        await world.PublishAsync(Some.Record("faust") with { Safe = Some.SafeArticle("Faust", "theatre") });
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.PlanAsync();

        await world.Book.ChangeAsync(reader.Id, s => s with { Preferences = s.Preferences with { Topics = [] } }, default);
        await world.PublishAsync(Some.Record("medea"));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.PlanAsync();

        Assert.Equal([2], Assert.Single(await world.DigestsAsync(reader.Id)).Articles);
    }

    [Fact]
    public async Task AnArticleThatMovedIsStillItself()
    {
        var reader = await world.SubscribeAsync(Daily);
        var faust = Some.Record("faust");
        await world.PublishAsync(faust);
        await world.PublishAsync(faust with { Slug = "faust-at-last" });
        await world.PublishAsync(faust with { State = ArticleState.Moved, MovedTo = "faust-at-last" });
        world.Clock.Advance(TimeSpan.FromDays(1));

        await world.PlanAsync();

        Assert.Equal([1], Assert.Single(await world.DigestsAsync(reader.Id)).Articles);
    }

    [Fact]
    public async Task WhatWasTakenBackBeforeTheDigestIsNotInItAndComesNotTwiceWhenRestored()
    {
        var reader = await world.SubscribeAsync(Daily);
        await world.PublishAsync(Some.Record("faust"));
        await world.PublishAsync(Some.Record("medea"));
        await world.PublishAsync(Some.Record("faust") with { State = ArticleState.Retracted, Gone = Some.Time });
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.PlanAsync();
        await world.PublishAsync(Some.Record("faust"));
        await world.PublishAsync(Some.Record("medea") with { State = ArticleState.Retracted, Gone = Some.Time });
        await world.PublishAsync(Some.Record("medea"));
        world.Clock.Advance(TimeSpan.FromDays(1));

        await world.PlanAsync();

        Assert.Equal([2], Assert.Single(await world.DigestsAsync(reader.Id)).Articles);
    }

    [Fact]
    public async Task InstantMailsWaitForWhatComesWithinTheSameTenMinutes()
    {
        var reader = await world.SubscribeAsync(new() { Cadence = DigestCadence.Instant });
        world.Clock.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(3));
        await world.PublishAsync(Some.Record("faust") with { Announced = world.Clock.GetUtcNow() });
        Assert.Equal(0, await world.PlanAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.PublishAsync(Some.Record("medea") with { Announced = world.Clock.GetUtcNow() });
        Assert.Equal(0, await world.PlanAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await world.PlanAsync());

        Assert.Equal([1, 2], Assert.Single(await world.DigestsAsync(reader.Id)).Articles);
    }

    [Fact]
    public async Task AfterAnOutageThereIsOneDigestWithAllThatCameOut()
    {
        var reader = await world.SubscribeAsync(Daily);
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await world.PublishAsync(Some.Record(name));
            world.Clock.Advance(TimeSpan.FromDays(2));
        }

        await world.PlanAsync();
        await world.PlanAsync();

        Assert.Equal([1, 2, 3, 4], Assert.Single(await world.DigestsAsync(reader.Id)).Articles);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(90, 90)]
    [InlineData(60 * 24, 60 * 24)]
    [InlineData((60 * 24) + 1, 0)]
    public void ADueTimeAheadIsWaitedForUnlessAClockWasWrong(int ahead, int minutes) =>
        Assert.Equal(world.Clock.GetUtcNow().AddMinutes(minutes), (Some.Subscriber() with { LastDue = world.Clock.GetUtcNow().AddMinutes(ahead) }).FreeFrom(world.Clock.GetUtcNow()));

    [Fact]
    public async Task ADueTimeThatHadItsDigestFromAPlannerWhoseClockWasAheadDoesNotComeAgain()
    {
        var daily = Daily with { Hour = 10 };
        var reader = await world.SubscribeAsync(daily);
        await world.PublishAsync(Some.Record("faust"));
        Assert.Equal(1, await world.PlanAsync(TimeSpan.FromMinutes(90)));

        var membership = new Membership(world.Book, new Tokens(Some.Keys.Tokens), new Announcements(world.Table).LastAsync, Schedule.Next, world.Clock);
        await membership.ChangePreferencesAsync(membership.Issue(reader, TokenPurpose.Preferences), old => old with { Hour = 10 }, default);
        await world.PublishAsync(Some.Record("medea"));
        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.PlanAsync();

        Assert.Single(await world.DigestsAsync(reader.Id));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.PlanAsync();
        Assert.Equal([1, 2], (await world.DigestsAsync(reader.Id)).Select(d => Assert.Single(d.Articles)));
    }

    [Fact]
    public async Task OfVeryManyArticlesTheLastAreNamedAndTheOthersCounted()
    {
        var reader = await world.SubscribeAsync(Daily);
        for (var i = 0; i < DeliveryRecord.MostArticles + 5; i++)
        {
            await world.PublishAsync(Some.Record($"a{i}"));
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.PlanAsync();

        var digest = Assert.Single(await world.DigestsAsync(reader.Id));
        Assert.Equal((DeliveryRecord.MostArticles, 6, 5), (digest.Articles.Count, digest.Articles[0], digest.More));
    }

    public void Dispose()
    {
        world.Dispose();
        GC.SuppressFinalize(this);
    }
}
