using FsCheck;
using FsCheck.Xunit;
using Newsletter.Delivery;
using Newsletter.Tests.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

public sealed class ThrottleTests : IDisposable
{
    private readonly TempDatabase database = new();
    private readonly HeldTime clock = new();

    [Fact]
    public async Task AllWorkersTogetherSendNoMoreThanIsAllowed()
    {
        var workers = Enumerable.Range(0, 4).Select(_ => Throttle(new(30, 100))).ToList();
        var sent = new List<int>();
        for (var minute = 0; minute < 60; minute++)
        {
            var taken = await Task.WhenAll(workers.Select(async worker =>
            {
                var count = 0;
                while (await worker.TakeAsync(default) is null)
                {
                    count++;
                }

                return count;
            }));
            sent.Add(taken.Sum());
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([30, 30, 30, 10], sent.Take(4));
        Assert.Equal(100, sent.Sum());
        Assert.Null(await workers[0].TakeAsync(default));
        workers.ForEach(worker => worker.Dispose());
    }

    [Fact]
    public async Task WhoeverIsAskedToSlowDownHoldsAllWorkersLongerEachTime()
    {
        using var one = Throttle(RateLimit.None);
        using var other = Throttle(RateLimit.None);
        Assert.Null(await other.TakeAsync(default));

        await one.HoldAsync(default);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(4), await other.TakeAsync(default));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await other.TakeAsync(default));

        await one.HoldAsync(default);
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(10), await one.TakeAsync(default));
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await one.TakeAsync(default));
        await one.EaseAsync(default);
        await one.HoldAsync(default);
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(5), await one.TakeAsync(default));
    }

    [Fact]
    public void AWarmUpDoublesEachDayForTwoWeeks()
    {
        var limit = RateLimit.None with { WarmUp = new(2026, 12, 1) };

        Assert.Equal([200L, 200L, 400L, 200L << 13, null], new[] { -3, 0, 1, 13, 14 }.Select(day => limit.PerDay(new DateOnly(2026, 12, 1).AddDays(day))));
    }

    [Property]
    public void NoMinuteHourOrDayHasMoreThanItsLimit(PositiveInt perMinute, PositiveInt perHour, (byte Wanted, ushort Seconds)[] steps)
    {
        var limit = new RateLimit(perMinute.Get, perHour.Get) { WarmUp = DateOnly.FromDateTime(Some.Time.UtcDateTime), WarmUpMails = 50 };
        var (use, now, sent) = (RateUse.Nothing, Some.Time, new List<(DateTimeOffset At, int Count)>());
        foreach (var (wanted, seconds) in steps)
        {
            now += TimeSpan.FromSeconds(seconds);
            (use, var granted, var until) = use.Take(wanted + 1, limit, now);
            Assert.InRange(granted, 0, wanted + 1);
            Assert.True(until > now);
            sent.Add((now, granted));
        }

        Assert.All(sent.GroupBy(s => s.At.UtcTicks / TimeSpan.TicksPerMinute), minute => Assert.True(minute.Sum(s => s.Count) <= limit.PerMinute));
        Assert.All(sent.GroupBy(s => s.At.UtcTicks / TimeSpan.TicksPerHour), hour => Assert.True(hour.Sum(s => s.Count) <= limit.PerHour));
        Assert.All(sent.GroupBy(s => DateOnly.FromDateTime(s.At.UtcDateTime)), day => Assert.True(limit.PerDay(day.Key) is not { } most || day.Sum(s => s.Count) <= most));
    }

    private Throttle Throttle(RateLimit limit) => new(database.Main.Table("newsletter"), "provider", limit, TimeSpan.FromSeconds(5), clock);

    public void Dispose() => database.Dispose();
}
