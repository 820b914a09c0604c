using System.Globalization;

namespace Newsletter.Catalogue;

/// <summary>A calendar month in UTC: the unit of the archive.</summary>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    public static Month Of(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month);

    /// <summary><c>2026/11/</c>.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}/{Number:00}/");

    public DateTimeOffset Start => new(Year, Number, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>First instant after the month.</summary>
    public DateTimeOffset End => Year == 9999 && Number == 12 ? DateTimeOffset.MaxValue : Start.AddMonths(1);

    /// <summary>Where the month's rows begin in a list that has the newest first.</summary>
    internal string FirstRow => Keys.Descending(End.AddTicks(-1));

    /// <summary>Where the rows of older months begin.</summary>
    internal string EndRow => Keys.Descending(Start - TimeSpan.FromTicks(1));

    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static Month Parse(string text) =>
        new(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(5), CultureInfo.InvariantCulture));
}
