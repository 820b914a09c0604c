using System.Globalization;
using NodaTime;

namespace Newsletter.Articles;

/// <summary>Dates as editors write them. RFC 3339, with a space for the T, seconds and offset left out if need be.</summary>
internal static class ArticleDate
{
    private const string Forms = "Write `2026-11-20`, `2026-11-20T18:30` or `2026-11-20T18:30+01:00`.";

    // Feeds need a year of four digits, and a slip such as 0226 or 20266 is no date of ours.
    private const int FirstYear = 1000;
    private const int LastYear = 9998;

    /// <summary>
    /// A plain date is 09:00 in the site's zone; a time without offset is local to it. A time that the clocks skip becomes the moment
    /// as much later; of one that comes twice, the first is taken.
    /// </summary>
    /// <param name="zone">IANA id.</param>
    public static DateReading Parse(ReadOnlySpan<char> text, string zone)
    {
        text = text.Trim();
        if (text.Length < 10 || !TryDate(text[..10], out var year, out var month, out var day))
        {
            return new(null, "The date cannot be read.", Suggest(text));
        }

        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return new(null, "There is no such day.", Forms);
        }

        var local = new LocalDateTime(year, month, day, 9, 0);
        var rest = text[10..];
        var offset = default(Offset?);
        if (!rest.IsEmpty)
        {
            if (!TryTime(ref rest, out var time))
            {
                return new(null, "The time behind the date cannot be read.", Forms);
            }

            local = local.Date + time;
            if (!rest.IsEmpty)
            {
                offset = ParseOffset(rest.Trim());
                if (offset is null)
                {
                    return new(null, "The offset behind the time cannot be read.", "Write `Z` for UTC, or an offset such as `+01:00`.");
                }
            }
        }

        return offset is { } known ? new(local.WithOffset(known).ToInstant(), "", "") : InZone(local, zone);
    }

    private static DateReading InZone(LocalDateTime local, string id)
    {
        // UTC needs no time zone data, whose loading takes longer than an article.
        var zone = id is "Etc/UTC" or "UTC" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        return zone is null
            ? new(null, $"The site's time zone `{id}` is not known.", "Ask whoever runs the site to set an IANA time zone such as `Europe/Berlin`.")
            : new(local.InZoneLeniently(zone).ToInstant(), "", "");
    }

    private static bool TryDate(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        month = day = 0;
        return Digits(text[..4], out year) & text[4] == '-' & Digits(text[5..7], out month) & text[7] == '-' & Digits(text[8..10], out day);
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary><c>T18:30</c>, <c> 18:30:15.25</c>; the rest is the offset.</summary>
    private static bool TryTime(ref ReadOnlySpan<char> rest, out LocalTime time)
    {
        time = default;
        if (rest.Length < 6 || rest[0] is not ('T' or 't' or ' ') || rest[3] != ':'
            || !Digits(rest[1..3], out var hour) || !Digits(rest[4..6], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        rest = rest[6..];
        var second = 0;
        if (rest is [':', ..])
        {
            if (rest.Length < 3 || !Digits(rest[1..3], out second) || second > 59)
            {
                return false;
            }

            rest = rest[3..];
            if (rest is ['.' or ',', _, ..])
            {
                // Fractions of a second mean nothing to a publication date.
                rest = rest[1..].TrimStart("0123456789");
            }
        }

        time = new LocalTime(hour, minute, second);
        return true;
    }

    private static Offset? ParseOffset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
        {
            return Offset.Zero;
        }

        if (text.Length is not (3 or 5 or 6) || text[0] is not ('+' or '-') || !Digits(text[1..3], out var hours) || hours > 14)
        {
            return null;
        }

        var minutes = 0;
        if (text.Length > 3 && ((text.Length == 6 && text[3] != ':') || !Digits(text[^2..], out minutes) || minutes > 59))
        {
            return null;
        }

        var total = Offset.FromHoursAndMinutes(hours, minutes);
        return text[0] == '-' ? -total : total;
    }

    /// <summary>The date that was meant, where day and month cannot be mistaken for each other.</summary>
    private static string Suggest(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        var count = 0;
        foreach (var range in text.SplitAny('.', '/', '-', ' '))
        {
            if (count == 3 || !Digits(text[range], out parts[count]))
            {
                return Forms;
            }

            count++;
        }

        if (count < 3)
        {
            return Forms;
        }

        var (year, month, day) = parts[0] > 31 ? (parts[0], parts[1], parts[2])
            : text.Contains('.') || parts[0] > 12 ? (parts[2], parts[1], parts[0])
            : parts[1] > 12 ? (parts[2], parts[0], parts[1])
            : (0, 0, 0);
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? string.Create(CultureInfo.InvariantCulture, $"Write `{year:D4}-{month:D2}-{day:D2}`.") : Forms;
    }
}

/// <summary>An instant; or null, what is wrong, and what to write instead.</summary>
internal readonly record struct DateReading(Instant? Value, string Message, string Advice);
