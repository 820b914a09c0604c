using Newsletter.Subscribers;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Newsletter.Digests;

/// <summary>When a subscriber's digests are due. Pure.</summary>
public static class Schedule
{
    /// <summary>What comes out within one such span of UTC goes into one instant mail, at its end.</summary>
    public static TimeSpan Bundling { get; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The first due time strictly later than <paramref name="after"/> and not before the end of a pause; in UTC. However long nobody looked, it is one
    /// time, not one for each that passed. An hour that the clocks skip is due when they go on, one that they repeat is due the first time; a day that a
    /// zone leaves out altogether is due never. A zone that nobody knows (any more) counts as UTC.
    /// </summary>
    public static DateTimeOffset Next(Preferences preferences, DateTimeOffset after)
    {
        if (preferences.PausedUntil is { } pause && pause > after)
        {
            after = pause - TimeSpan.FromTicks(1);
        }

        return preferences.Cadence == DigestCadence.Instant ? EndOfBundle(after) : NextAtHour(preferences, after);
    }

    private static DateTimeOffset EndOfBundle(DateTimeOffset after) =>
        new(after.UtcTicks - (after.UtcTicks % Bundling.Ticks) + Bundling.Ticks, TimeSpan.Zero);

    private static DateTimeOffset NextAtHour(Preferences preferences, DateTimeOffset after)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(preferences.Zone) ?? DateTimeZone.Utc;
        var time = new LocalTime(preferences.Hour, 0);
        var (date, step) = (Instant.FromDateTimeOffset(after).InZone(zone).Date.PlusDays(-1), 1);
        if (preferences.Cadence == DigestCadence.Weekly)
        {
            (date, step) = (date.With(DateAdjusters.NextOrSame(preferences.Day.ToIsoDayOfWeek())), 7);
        }

        while (true)
        {
            if (InstantOf(zone.MapLocal(date + time)) is { } due && due.ToDateTimeOffset() > after)
            {
                return due.ToDateTimeOffset();
            }

            date = date.PlusDays(step);
        }
    }

    /// <summary>Null: the zone has no such day (Samoa, 30 December 2011).</summary>
    private static Instant? InstantOf(ZoneLocalMapping local)
    {
        if (local.Count > 0)
        {
            return local.First().ToInstant();
        }

        var skipped = local.LateInterval.IsoLocalStart.ToDateTimeUnspecified() - local.EarlyInterval.IsoLocalEnd.ToDateTimeUnspecified();
        return skipped < TimeSpan.FromDays(1) ? local.LateInterval.Start : null;
    }
}
