using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsletter.Delivery;

/// <summary>The stored form of the ledger's records.</summary>
[JsonSerializable(typeof(StoredDelivery))]
internal sealed partial class DeliveryJson : JsonSerializerContext
{
    private static readonly DeliveryJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(DeliveryRecord delivery) => JsonSerializer.Serialize(
        new StoredDelivery
        {
            MessageId = delivery.MessageId,
            Cadence = delivery.Cadence.ToString().ToLowerInvariant(),
            Due = delivery.Due,
            Articles = delivery.Articles,
            More = delivery.More,
            UpTo = delivery.UpTo,
            State = delivery.State.ToString().ToLowerInvariant(),
            Attempts = delivery.Attempts,
            Changed = delivery.Changed,
            NotBefore = delivery.NotBefore,
            Reply = delivery.Reply,
            Provider = delivery.Provider,
        },
        Relaxed.StoredDelivery);

    public static DeliveryRecord Read(DigestKey key, string json, string etag)
    {
        var stored = JsonSerializer.Deserialize(json, Relaxed.StoredDelivery) ?? throw new JsonException("A delivery's record is empty.");
        return new()
        {
            Key = key,
            MessageId = stored.MessageId,
            Cadence = Enum.Parse<Digests.DigestCadence>(stored.Cadence, ignoreCase: true),
            Due = stored.Due,
            Articles = stored.Articles,
            More = stored.More,
            UpTo = stored.UpTo,
            State = Enum.Parse<DeliveryState>(stored.State, ignoreCase: true),
            Attempts = stored.Attempts,
            Changed = stored.Changed,
            NotBefore = stored.NotBefore,
            Reply = stored.Reply,
            Provider = stored.Provider,
            ETag = etag,
        };
    }
}

internal sealed record StoredDelivery
{
    public required string MessageId { get; init; }

    public required string Cadence { get; init; }

    public required DateTimeOffset Due { get; init; }

    public required IReadOnlyList<long> Articles { get; init; }

    public int More { get; init; }

    public required long UpTo { get; init; }

    public required string State { get; init; }

    public int Attempts { get; init; }

    public required DateTimeOffset Changed { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public string? Reply { get; init; }

    public string? Provider { get; init; }
}
