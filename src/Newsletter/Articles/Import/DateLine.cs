using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>Dates as people and other tools write them.</summary>
internal static partial class DateLine
{
    private static readonly string[] Months =
    [
        "jan|ene", "feb|fév", "mar|mär|mrz", "apr|avr|abr", "may|mai", "jun|juin", "jul|juil", "aug|août|ago", "sep", "oct|okt", "nov", "dec|dez|déc|dic",
    ];

    private static readonly string[] MachineFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss K",
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mm:sszzz", "ddd, dd MMM yyyy HH:mm:ss zzz",
    ];

    /// <summary>The date of a line that is nothing but one, with or without "Published on": <c>2026-11-20</c>; null for any other line.</summary>
    public static string? Of(string line)
    {
        var match = Line().Match(line.Trim());
        return match.Success ? Day(match.Groups["date"].Value.Trim()) : null;
    }

    /// <summary>A stamp of another tool as <c>2026-11-20</c> or <c>2026-11-20T09:00:00Z</c>; null when it is none. 
    /// A time without a zone stays without one: it is the site's.</summary>
    public static string? OfStamp(string stamp)
    {
        stamp = stamp.Trim();
        if (Day(stamp) is { } day)
        {
            return day;
        }

        // ".000Z" and "+0200": forms that a single format string can't take.
        var zone = ShortZone().Replace(stamp, "$1:$2");
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(zone, MachineFormats, CultureInfo.InvariantCulture, style, out var time)
            ? time.UtcDateTime.ToString(HasZone().IsMatch(zone) ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? Day(string date)
    {
        var iso = Iso().Match(date);
        if (iso.Success)
        {
            return Make(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value);
        }

        var words = Words().Match(date);
        if (words.Success && MonthOf(words.Groups["month"].Value) is > 0 and var month)
        {
            return Make(words.Groups["year"].Value, month.ToString(CultureInfo.InvariantCulture), words.Groups["day"].Value);
        }

        // 20/11/2026 can only be read one way; 5/11/2026 can't.
        var numbers = Numbers().Match(date);
        return numbers.Success && (numbers.Groups[2].Value == "." || int.Parse(numbers.Groups[1].Value, CultureInfo.InvariantCulture) > 12)
            ? Make(numbers.Groups[4].Value, numbers.Groups[3].Value, numbers.Groups[1].Value)
            : null;
    }

    private static string? Make(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static int MonthOf(string name)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            foreach (var prefix in Months[i].Split('|'))
            {
                if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return i + 1;
                }
            }
        }

        return 0;
    }

    [GeneratedRegex(
        @"^(?:(?:first )?(?:published|posted|date|updated|veröffentlicht|erschienen|datum|publié|publicado|fecha|le|el"
        + @"|am)\b[:\s]*(?:on|am|le|el|at)?[:\s]*)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:montag|dienstag|mittwoch"
        + @"|donnerstag|freitag|samstag|sonntag),?\s+(?:den\s+)?)?(?<date>\d[^\n]{5,30}|[A-Za-z]{3,10}\.?\s\d{1,2}(?:st|nd|rd"
        + @"|th)?,?\s\d{4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(\d{4})-(\d{1,2})-(\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"^(?:(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?<month>\p{L}{3,10})\.?,?\s+(?:de\s+)?(?<year>\d{4})"
        + @"|(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4}))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^(\d{1,2})([./])(\d{1,2})[./](\d{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?:Z|[+-]\d{2}:\d{2}|GMT|UTC)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HasZone();

    [GeneratedRegex(@"([+-]\d{2})(\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortZone();
}
