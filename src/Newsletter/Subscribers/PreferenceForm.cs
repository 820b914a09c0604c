using System.Globalization;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;
using NodaTime;

namespace Newsletter.Subscribers;

/// <summary>What a reader can choose from.</summary>
/// <param name="Topics">With names, in the order shown.</param>
/// <param name="Works">By the slug of the title.</param>
public sealed record Choices(IReadOnlyList<(ListKey Key, SafeText Name)> Topics, IReadOnlyList<(string Slug, SafeText Title)> Works, IReadOnlyList<string> Languages);

/// <summary>
/// Reads the form of the preference centre. A field that is missing, or says what the form doesn't offer, leaves things as they are; check boxes that are
/// not checked take away what the form offers, and nothing else.
/// </summary>
public static class PreferenceForm
{
    public const int MostTopics = 200;
    public const int MostWorks = 500;
    private const int LongestSlug = 200;
    private const int LongestPauseDays = 366;

    /// <summary>The fields' names.</summary>
    public const string Cadence = "cadence", Day = "day", Hour = "hour", Zone = "zone", Topic = "topic[]", Tolerance = "tolerance", Seen = "seen[]",
        Language = "language", Pause = "pause";

    /// <summary>The zones to choose from: those that places have now, and UTC.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. (NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(z => z.ZoneId).Append("Etc/UTC").Distinct().Order(StringComparer.Ordinal)];

    public static bool IsZone(string? zone) => zone is { Length: > 0 and <= 64 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>Null for what is no tag.</summary>
    public static string? LanguageTag(string? text) => text is not null && new Language(text) is { Tag: not "und" } language ? language.Tag : null;

    /// <param name="field">All values of a field; none when it is missing.</param>
    public static Preferences Read(Preferences current, Choices choices, Func<string, IReadOnlyList<string?>> field, DateTimeOffset now)
    {
        string? One(string name) => field(name) is [var value, ..] ? value : null;
        var zone = One(Zone) is { } wanted && IsZone(wanted) ? wanted : current.Zone;
        var topics = field(Topic).Select(Key).OfType<ListKey>().Concat(current.Topics.Where(t => !choices.Topics.Any(c => c.Key == t))).Distinct().Take(MostTopics);
        var works = current.Tolerance.Works.Where(w => !choices.Works.Any(c => c.Slug == w.Key))
            .Concat(field(Seen).OfType<string>().Where(IsSlug).Select(slug => KeyValuePair.Create(slug, SpoilerLevel.Ending)));
        return current with
        {
            Cadence = One(Cadence) switch { "instant" => DigestCadence.Instant, "daily" => DigestCadence.Daily, "weekly" => DigestCadence.Weekly, _ => current.Cadence },
            Day = Number(One(Day), 6) is { } day ? (DayOfWeek)day : current.Day,
            Hour = Number(One(Hour), 23) ?? current.Hour,
            Zone = zone,
            Topics = [.. topics],
            Tolerance = new(One(Tolerance) is { } level && SpoilerLevels.Parse(level) is { } parsed ? parsed : current.Tolerance.Otherwise)
            {
                Works = works.DistinctBy(w => w.Key).Take(MostWorks).ToDictionary(StringComparer.Ordinal),
            },
            Language = One(Language) is { } tag && choices.Languages.Contains(tag) ? tag : current.Language,
            PausedUntil = One(Pause) is { } pause ? PauseOf(pause, zone, now) : current.PausedUntil,
        };
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    /// <summary>Null for what names no list that can be a topic.</summary>
    internal static ListKey? Key(string? text)
    {
        try
        {
            return text is not null && ListKey.Parse(text) is { Kind: not ListKind.Site } key && IsSlug(key.Slug) ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static bool IsSlug(string slug) => slug.Length <= LongestSlug && Slug.IsValid(slug);

    /// <summary>The beginning of a day to come in the reader's zone; null: no pause.</summary>
    private static DateTimeOffset? PauseOf(string text, string zone, DateTimeOffset now) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && DateTimeZoneProviders.Tzdb[zone].AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset() is var until
        && until > now && until <= now.AddDays(LongestPauseDays) ? until : null;
}
