using FsCheck;
using FsCheck.Fluent;
using Newsletter.Digests;
using Newsletter.Subscribers;
using NodaTime;

namespace Newsletter.Tests.Digests;

/// <summary>A time to be mailed at in any zone, and an instant, often one near a change of that zone's clocks.</summary>
public sealed record AnyPreferences(Preferences Value, DateTimeOffset Instant)
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2045, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Arbitrary<AnyPreferences> Arbitrary() => (
        from zone in Gen.Elements(DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Length > 0).ToArray())
        from cadence in Gen.Elements(Enum.GetValues<DigestCadence>())
        from day in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from hour in Gen.Choose(0, 23)
        from instant in Near(DateTimeZoneProviders.Tzdb[zone])
        from paused in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(-60, 60 * 24 * 40).Select(minutes => (int?)minutes)))
        select new AnyPreferences(
            new() { Cadence = cadence, Day = day, Hour = hour, Zone = zone, PausedUntil = paused is { } minutes ? instant.AddMinutes(minutes) : null },
            instant)).ToArbitrary();

    private static Gen<DateTimeOffset> Near(DateTimeZone zone)
    {
        var anywhere = Gen.Choose(0, (int)(Latest - Earliest).TotalMinutes).Select(minutes => Earliest.AddMinutes(minutes));
        var changes = zone.GetZoneIntervals(NodaTime.Instant.FromDateTimeOffset(Earliest), NodaTime.Instant.FromDateTimeOffset(Latest)).Skip(1).Select(i => i.Start.ToDateTimeOffset()).ToArray();
        return changes.Length == 0
            ? anywhere
            : Gen.Frequency((1, anywhere), (2, from change in Gen.Elements(changes) from minutes in Gen.Choose(-3000, 3000) select change.AddMinutes(minutes)));
    }
}
