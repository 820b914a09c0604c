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
