using FsCheck.Xunit;
using Newsletter.Digests;
using NodaTime;
using NodaTime.Extensions;

namespace Newsletter.Tests.Digests;

[Properties(Arbitrary = [typeof(AnyPreferences)], MaxTest = 2000)]
public sealed class ScheduleProperties
{
    [Property]
    public void TheNextDigestIsLaterAndNotInAPause(AnyPreferences any)
    {
        var due = Schedule.Next(any.Value, any.Instant);

        Assert.True(due > any.Instant);
        Assert.True(any.Value.PausedUntil is not { } pause || due >= pause);
        Assert.Equal(TimeSpan.Zero, due.Offset);
    }

    [Property]
    public void NoDueTimeLiesBetweenAnInstantAndItsNext(AnyPreferences any)
    {
        var due = Schedule.Next(any.Value, any.Instant);

        Assert.Equal(due, Schedule.Next(any.Value, due.AddTicks(-1)));
        Assert.Equal(due, Schedule.Next(any.Value, any.Instant + ((due - any.Instant) * 0.37)));
    }

    [Property]
    public void ADigestComesAtTheHourAndDayAskedForUnlessTheClocksSkipIt(AnyPreferences any)
    {
        if (any.Value.Cadence == DigestCadence.Instant)
        {
            return;
        }

        var zone = DateTimeZoneProviders.Tzdb[any.Value.Zone];
        var due = Instant.FromDateTimeOffset(Schedule.Next(any.Value, any.Instant));
        var local = due.InZone(zone);
        if (local.TimeOfDay == new LocalTime(any.Value.Hour, 0))
        {
            Assert.True(any.Value.Cadence == DigestCadence.Daily || local.DayOfWeek.ToDayOfWeek() == any.Value.Day);
            Assert.Equal(due, zone.MapLocal(local.LocalDateTime).First().ToInstant());
            return;
        }

        // Then the clocks were put forward over that hour, in this moment.
        var skippedTo = zone.GetZoneInterval(due);
        var before = zone.GetZoneInterval(due - Duration.Epsilon);
        Assert.Equal(due, skippedTo.Start);
        var date = before.IsoLocalEnd.Date;
        var wanted = date + new LocalTime(any.Value.Hour, 0);
        wanted = wanted < before.IsoLocalEnd ? wanted.PlusDays(1) : wanted;
        Assert.True(wanted >= before.IsoLocalEnd && wanted < skippedTo.IsoLocalStart);
        Assert.True(any.Value.Cadence == DigestCadence.Daily || wanted.DayOfWeek.ToDayOfWeek() == any.Value.Day);
    }

    [Property]
    public void EveryDayOfTheZoneHasOneDailyDigest(AnyPreferences any)
    {
        var preferences = any.Value with { Cadence = DigestCadence.Daily, PausedUntil = null };
        var zone = DateTimeZoneProviders.Tzdb[preferences.Zone];
        var time = new LocalTime(preferences.Hour, 0);
        var start = Instant.FromDateTimeOffset(any.Instant).InZone(zone).Date;
        var expected = new List<Instant>();
        for (var date = start; date < start.PlusDays(9); date = date.PlusDays(1))
        {
            var local = zone.MapLocal(date + time);
            if (local.Count > 0)
            {
                expected.Add(local.First().ToInstant());
            }
            else if (local.LateInterval.IsoLocalStart.Date <= date.PlusDays(1) && local.EarlyInterval.IsoLocalEnd.PlusDays(1) > local.LateInterval.IsoLocalStart)
            {
                expected.Add(local.LateInterval.Start);
            }
        }

        var due = expected[0].ToDateTimeOffset().AddTicks(-1);
        foreach (var instant in expected)
        {
            due = Schedule.Next(preferences, due);
            Assert.Equal(instant.ToDateTimeOffset(), due);
        }
    }

    [Property]
    public void WeeklyDigestsAreTheDailyOnesOfOneDayOfTheWeek(AnyPreferences any)
    {
        var weekly = any.Value with { Cadence = DigestCadence.Weekly, PausedUntil = null };
        var zone = DateTimeZoneProviders.Tzdb[weekly.Zone];
        var (due, days) = (Schedule.Next(weekly, any.Instant), 0);
        for (var next = due; next < due.AddDays(13.9);)
        {
            var following = Schedule.Next(weekly with { Cadence = DigestCadence.Daily }, next);
            days++;
            if (following >= Schedule.Next(weekly, next))
            {
                Assert.Equal(following, Schedule.Next(weekly, next));
                Assert.True(days is 6 or 7 or 14 or 13, $"{days} days in {zone.Id}");
                break;
            }

            next = following;
            Assert.True(days < 20);
        }
    }

    [Property]
    public void InstantMailsBundleTenMinutes(AnyPreferences any)
    {
        var instant = any.Value with { Cadence = DigestCadence.Instant, PausedUntil = null };
        var due = Schedule.Next(instant, any.Instant);

        Assert.True(due - any.Instant <= Schedule.Bundling);
        Assert.Equal(due + Schedule.Bundling, Schedule.Next(instant, due));
    }
}
