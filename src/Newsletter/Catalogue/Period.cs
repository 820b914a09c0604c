using System.Globalization;

namespace Newsletter.Catalogue;

/// <summary>
/// A calendar month or year in UTC: the unit of a list's archive. The site's own list has months; the others, which have fewer articles, years. And a week,
/// from Monday to Sunday: the unit of the site's digests.
/// </summary>
/// <param name="Month">1 to 12; 0: the whole year.</param>
/// <param name="Day">0, but for a week: with the others the date of its digest, the Monday after it.</param>
public readonly record struct Period(int Year, int Month, int Day = 0) : IComparable<Period>
{
    /// <summary>The week in which an instant lies.</summary>
    public static Period WeekOf(DateTimeOffset instant)
    {
        var day = instant.UtcDateTime.Date;
        day = day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7));
        return new(day.Year, day.Month, day.Day);
    }

    public bool IsWeek => Day > 0;

    internal Period NextWeek => WeekOf(End);

    public static Period MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month);

    /// <summary>The period of a list in which an instant lies.</summary>
    public static Period Of(ListKey list, DateTimeOffset instant) =>
        list == ListKey.Site ? MonthOf(instant) : new(instant.UtcDateTime.Year, 0);

    /// <summary><c>2026/11/</c>, <c>2026/</c> or, of a week, <c>2026-11-30/</c>.</summary>
    public string Path => IsWeek
        ? this + "/"
        : Month == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/{Month:00}/");

    public DateTimeOffset Start => IsWeek ? End.AddDays(-7) : new(Year, Math.Max(Month, 1), 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Last instant of the period.</summary>
    public DateTimeOffset Last
    {
        get
        {
            if (IsWeek)
            {
                return End - TimeSpan.FromTicks(1);
            }

            var lastMonth = Month == 0 ? 12 : Month;
            return new DateTimeOffset(Year, lastMonth, DateTime.DaysInMonth(Year, lastMonth), 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks(TimeSpan.TicksPerDay - 1);
        }
    }

    /// <summary>Of a week: the day of its digest.</summary>
    private DateTimeOffset End => new(Year, Month, Day, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where the period's rows begin in a list that has the newest first.</summary>
    internal string FirstRow => Keys.Descending(Last);

    /// <summary>Where the rows of older periods begin.</summary>
    internal string EndRow => Keys.Descending(Start - TimeSpan.FromTicks(1));

    public int CompareTo(Period other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public override string ToString() => IsWeek
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}")
        : Month == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static Period Parse(string text) =>
        new(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), Part(text, 5), Part(text, 8));

    private static int Part(string text, int at) => text.Length < at + 2 ? 0 : int.Parse(text.AsSpan(at, 2), CultureInfo.InvariantCulture);
}
