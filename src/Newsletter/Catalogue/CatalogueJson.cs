using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsletter.Catalogue;

/// <summary>The stored form of records.</summary>
[JsonSerializable(typeof(ArticleRecord))]
[JsonSerializable(typeof(SourceRecord))]
internal sealed partial class CatalogueJson : JsonSerializerContext
{
    private static readonly CatalogueJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(ArticleRecord record) => JsonSerializer.Serialize(record, Relaxed.ArticleRecord);

    public static string Write(SourceRecord record) => JsonSerializer.Serialize(record, Relaxed.SourceRecord);

    public static ArticleRecord ReadArticle(string json) =>
        JsonSerializer.Deserialize(json, Relaxed.ArticleRecord) ?? throw new JsonException("An article record is empty.");

    public static SourceRecord ReadSource(string json) =>
        JsonSerializer.Deserialize(json, Relaxed.SourceRecord) ?? throw new JsonException("A source record is empty.");
}

/// <summary>Reads one field of a stored source record, for scans over all of them.</summary>
internal static class SourceETag
{
    private const string Start = "{\"eTag\":\"";

    public static string Of(string json)
    {
        if (json.StartsWith(Start, StringComparison.Ordinal) && json.IndexOf('"', Start.Length) is var end and > 0 && json.IndexOf('\\', Start.Length, end - Start.Length) < 0)
        {
            return json[Start.Length..end];
        }

        return CatalogueJson.ReadSource(json).ETag;
    }
}
