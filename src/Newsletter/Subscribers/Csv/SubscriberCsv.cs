using System.Globalization;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;

namespace Newsletter.Subscribers.Csv;

/// <summary>The columns of a file of subscribers. Export writes all; import needs the address, and takes what else it knows by its name.</summary>
public static class SubscriberCsv
{
    public static IReadOnlyList<string> Columns { get; } =
        ["address", "state", "source", "asked", "confirmed", "cadence", "day", "hour", "zone", "topics", "tolerance", "works", "language", "paused_until"];

    /// <summary>What other programs call the address.</summary>
    internal static readonly string[] AddressNames = ["address", "email", "e-mail", "email address", "email_address", "e-mail address"];

    internal static IEnumerable<string> Fields(Subscriber subscriber)
    {
        var (consent, chosen) = (subscriber.Consent, subscriber.Preferences);
        string[] fields =
        [
            subscriber.Address.Value, Word(subscriber.State), consent.Source, Time(consent.At), Time(consent.Confirmed), Word(chosen.Cadence), Word(chosen.Day),
            chosen.Hour.ToString(CultureInfo.InvariantCulture), chosen.Zone, string.Join(' ', chosen.Topics), chosen.Tolerance.Otherwise.Word(),
            string.Join(' ', chosen.Tolerance.Works.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}|{w.Value.Word()}")), chosen.Language ?? "", Time(chosen.PausedUntil),
        ];
        return fields.Select(Formulas.Guard);
    }

    /// <param name="field">The text of a column; null: there is no such column, or it is empty.</param>
    /// <exception cref="FormatException">A sentence about the first field that can't be read.</exception>
    internal static Preferences ReadPreferences(Func<string, string?> field)
    {
        var none = new Preferences();
        var zone = field("zone") ?? none.Zone;
        return none with
        {
            Cadence = Enum<DigestCadence>(field("cadence"), "cadence") ?? none.Cadence,
            Day = Enum<DayOfWeek>(field("day"), "day") ?? none.Day,
            Hour = field("hour") is { } hour ? int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 24 ? number : throw Wrong("hour", "0 to 23") : none.Hour,
            Zone = PreferenceForm.IsZone(zone) ? zone : throw Wrong("zone", "an IANA time zone such as Asia/Tokyo"),
            Topics = [.. Words(field("topics")).Select(Topic).Distinct().Take(PreferenceForm.MostTopics)],
            Tolerance = new(field("tolerance") is { } level ? Level(level, "tolerance") : SpoilerLevel.None)
            {
                Works = Words(field("works")).Select(Work).DistinctBy(w => w.Key).Take(PreferenceForm.MostWorks).ToDictionary(StringComparer.Ordinal),
            },
            Language = field("language") is { } tag ? PreferenceForm.LanguageTag(tag) ?? throw Wrong("language", "a language such as de") : null,
            PausedUntil = ReadTime(field("paused_until"), "paused_until"),
        };
    }

    /// <exception cref="FormatException">A sentence.</exception>
    internal static DateTimeOffset? ReadTime(string? text, string column) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year > 1970 ? at
        : throw Wrong(column, "a time such as 2024-05-01 or 2024-05-01T09:30:00Z");

    /// <exception cref="FormatException">A sentence.</exception>
    internal static T? Enum<T>(string? text, string column)
        where T : struct, Enum =>
        text is null ? null : System.Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+') && System.Enum.IsDefined(value) ? value
        : throw Wrong(column, string.Join(", ", System.Enum.GetNames<T>().Select(name => name.ToLowerInvariant())));

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static ListKey Topic(string text) =>
        PreferenceForm.Key(text) ?? throw Wrong("topics", "lists such as tag|horror section|explainers, with spaces between");

    private static KeyValuePair<string, SpoilerLevel> Work(string text) => text.Split('|') is [var slug, var level] && PreferenceForm.IsSlug(slug)
        ? KeyValuePair.Create(slug, Level(level, "works"))
        : throw Wrong("works", "slugs with levels such as faust|ending, with spaces between");

    private static SpoilerLevel Level(string text, string column) => SpoilerLevels.Parse(text) ?? throw Wrong(column, "none, minor, major or ending");

    private static FormatException Wrong(string column, string allowed) => new($"'{column}' must be {allowed}");

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
