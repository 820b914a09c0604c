using System.Globalization;
using Newsletter.Digests;
using Newsletter.Subscribers;

namespace Newsletter.Tests.Digests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Asia/Tokyo", 7, "2026-11-20T12:00Z", "2026-11-20T22:00Z")]
    [InlineData("Europe/Berlin", 7, "2026-11-20T06:00Z", "2026-11-21T06:00Z")]
    [InlineData("Europe/Berlin", 7, "2026-11-20T05:59Z", "2026-11-20T06:00Z")]
    [InlineData("America/St_Johns", 0, "2026-11-20T00:00Z", "2026-11-20T03:30Z")]
    // The clocks go from 02:00 to 03:00, and from 03:00 back to 02:00.
    [InlineData("Europe/Berlin", 2, "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-24T12:00Z", "2026-10-25T00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-25T00:00Z", "2026-10-26T01:00Z")]
    // From midnight to 01:00; by half an hour; the day that Samoa left out.
    [InlineData("Africa/Cairo", 0, "2026-04-23T12:00Z", "2026-04-23T22:00Z")]
    [InlineData("Australia/Lord_Howe", 2, "2026-10-03T12:00Z", "2026-10-03T15:30Z")]
    [InlineData("Pacific/Apia", 7, "2011-12-29T17:00Z", "2011-12-30T17:00Z")]
    [InlineData("Nowhere/Atlantis", 7, "2026-11-20T06:59Z", "2026-11-20T07:00Z")]
    public void ADailyDigestIsDueAtTheReadersHour(string zone, int hour, string after, string due) =>
        Assert.Equal(At(due), Schedule.Next(new() { Cadence = DigestCadence.Daily, Hour = hour, Zone = zone }, At(after)));

    [Fact]
    public void AWeeklyDigestIsDueOnTheReadersDayWhichMayBeAnotherInUtc() =>
        Assert.Equal(At("2026-11-26T22:00Z"), Schedule.Next(new() { Day = DayOfWeek.Friday, Hour = 7, Zone = "Asia/Tokyo" }, At("2026-11-20T00:00Z")));

    [Fact]
    public void AfterAnOutageOneDigestIsDueAndNotOneForEachThatWasMissed()
    {
        var daily = new Preferences { Cadence = DigestCadence.Daily, Hour = 7 };

        Assert.Equal(At("2026-11-26T07:00Z"), Schedule.Next(daily, At("2026-11-25T09:30Z")));
    }

    [Theory]
    [InlineData("2026-11-24T07:00Z", "2026-11-24T07:00Z")]
    [InlineData("2026-11-24T07:01Z", "2026-11-25T07:00Z")]
    [InlineData("2026-11-19T07:00Z", "2026-11-21T07:00Z")]
    public void NothingIsDueInAPause(string until, string due) =>
        Assert.Equal(At(due), Schedule.Next(new() { Cadence = DigestCadence.Daily, PausedUntil = At(until) }, At("2026-11-20T12:00Z")));

    [Fact]
    public void InstantMailsAreDueAtTheEndOfTheTenMinutesUnderWay() =>
        Assert.Equal(At("2026-11-20T12:10Z"), Schedule.Next(new() { Cadence = DigestCadence.Instant }, At("2026-11-20T12:03Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
