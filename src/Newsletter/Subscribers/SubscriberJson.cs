using System.Text.Json;
using System.Text.Json.Serialization;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;

namespace Newsletter.Subscribers;

/// <summary>The stored form of subscribers and suppressions. Names and words stay as they are for ever; what a newer version adds is passed over.</summary>
[JsonSerializable(typeof(StoredSubscriber))]
[JsonSerializable(typeof(StoredSuppression))]
internal sealed partial class SubscriberJson : JsonSerializerContext
{
    private static readonly SubscriberJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(Subscriber subscriber)
    {
        var chosen = subscriber.Preferences;
        return JsonSerializer.Serialize(
            new StoredSubscriber
            {
                Address = subscriber.Address.Value,
                State = Word(subscriber.State),
                Consent = new(subscriber.Consent.Source, subscriber.Consent.At, subscriber.Consent.Confirmed),
                Preferences = new()
                {
                    Cadence = Word(chosen.Cadence),
                    Day = (int)chosen.Day,
                    Hour = chosen.Hour,
                    Zone = chosen.Zone,
                    Topics = [.. chosen.Topics.Select(topic => topic.ToString())],
                    Otherwise = chosen.Tolerance.Otherwise.Word(),
                    Works = new(chosen.Tolerance.Works.ToDictionary(w => w.Key, w => w.Value.Word()), StringComparer.Ordinal),
                    Language = chosen.Language,
                    PausedUntil = chosen.PausedUntil,
                },
                TokenVersion = subscriber.TokenVersion,
                Watermark = subscriber.Watermark,
                Digests = subscriber.Digests,
                SoftBounces = subscriber.SoftBounces.Count == 0 ? null : [.. subscriber.SoftBounces],
                LastDue = subscriber.LastDue,
                NextDue = subscriber.NextDue,
                DueChange = subscriber.Due.Change,
            },
            Relaxed.StoredSubscriber);
    }

    public static Subscriber Read(SubscriberId id, string json, string etag)
    {
        var stored = JsonSerializer.Deserialize(json, Relaxed.StoredSubscriber) ?? throw new JsonException("A subscriber's record is empty.");
        var chosen = stored.Preferences;
        return new()
        {
            Id = id,
            Address = EmailAddress.TryParse(stored.Address, out var address) ? address : throw new JsonException("A subscriber's record has no address."),
            State = Enum.Parse<SubscriberState>(stored.State, ignoreCase: true),
            Consent = new(stored.Consent.Source, stored.Consent.At, stored.Consent.Confirmed),
            Preferences = new()
            {
                Cadence = Enum.Parse<DigestCadence>(chosen.Cadence, ignoreCase: true),
                Day = (DayOfWeek)chosen.Day,
                Hour = chosen.Hour,
                Zone = chosen.Zone,
                Topics = [.. chosen.Topics.Select(ListKey.Parse)],
                Tolerance = new(Level(chosen.Otherwise)) { Works = chosen.Works.ToDictionary(w => w.Key, w => Level(w.Value), StringComparer.Ordinal) },
                Language = chosen.Language,
                PausedUntil = chosen.PausedUntil,
            },
            TokenVersion = stored.TokenVersion,
            Watermark = stored.Watermark,
            Digests = stored.Digests,
            SoftBounces = stored.SoftBounces ?? [],
            LastDue = stored.LastDue,
            NextDue = stored.NextDue,
            Due = new(stored.NextDue, stored.DueChange),
            ETag = etag,
        };
    }

    public static string Write(Suppression suppression) =>
        JsonSerializer.Serialize(new StoredSuppression(Word(suppression.Reason), suppression.At), Relaxed.StoredSuppression);

    public static Suppression ReadSuppression(string json) =>
        JsonSerializer.Deserialize(json, Relaxed.StoredSuppression) is { } stored
            ? new(Enum.Parse<SuppressionReason>(stored.Reason, ignoreCase: true), stored.At)
            : throw new JsonException("A suppression's record is empty.");

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static SpoilerLevel Level(string word) => SpoilerLevels.Parse(word) ?? throw new JsonException("No spoiler level.");
}

internal sealed record StoredSubscriber
{
    public required string Address { get; init; }

    public required string State { get; init; }

    public required StoredConsent Consent { get; init; }

    public required StoredPreferences Preferences { get; init; }

    public int TokenVersion { get; init; }

    public long Watermark { get; init; }

    public long Digests { get; init; }

    public IReadOnlyList<SoftBounce>? SoftBounces { get; init; }

    public DateTimeOffset? LastDue { get; init; }

    public DateTimeOffset? NextDue { get; init; }

    public int DueChange { get; init; }
}

internal sealed record StoredConsent(string Source, DateTimeOffset At, DateTimeOffset? Confirmed);

internal sealed record StoredPreferences
{
    public required string Cadence { get; init; }

    public int Day { get; init; }

    public int Hour { get; init; }

    public required string Zone { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public required string Otherwise { get; init; }

    public SortedDictionary<string, string> Works { get; init; } = [];

    public string? Language { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }
}

internal sealed record StoredSuppression(string Reason, DateTimeOffset At);
