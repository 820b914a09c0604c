using System.Globalization;

namespace Newsletter.Catalogue;

/// <summary>
/// A calendar month or year in UTC: the unit of a list's archive. The site's own list has months; the others, which have fewer articles, years.
/// </summary>
/// <param name="Month">1 to 12; 0: the whole year.</param>
public readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    public static Period MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month);

    /// <summary>The period of a list in which an instant lies.</summary>
    public static Period Of(ListKey list, DateTimeOffset instant) =>
        list == ListKey.Site ? MonthOf(instant) : new(instant.UtcDateTime.Year, 0);

    /// <summary><c>2026/11/</c> or <c>2026/</c>.</summary>
    public string Path => Month == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/{Month:00}/");

    public DateTimeOffset Start => new(Year, Math.Max(Month, 1), 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Last instant of the period.</summary>
    public DateTimeOffset Last
    {
        get
        {
            var lastMonth = Month == 0 ? 12 : Month;
            return new DateTimeOffset(Year, lastMonth, DateTime.DaysInMonth(Year, lastMonth), 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks(TimeSpan.TicksPerDay - 1);
        }
    }

    /// <summary>Where the period's rows begin in a list that has the newest first.</summary>
    internal string FirstRow => Keys.Descending(Last);

    /// <summary>Where the rows of older periods begin.</summary>
    internal string EndRow => Keys.Descending(Start - TimeSpan.FromTicks(1));

    public int CompareTo(Period other) => (Year, Month).CompareTo((other.Year, other.Month));

    public override string ToString() => Month == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static Period Parse(string text) =>
        new(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), text.Length == 4 ? 0 : int.Parse(text.AsSpan(5), CultureInfo.InvariantCulture));
}
