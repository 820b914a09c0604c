using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsletter.Spoilers;

/// <summary>Safe text that was stored comes back as safe text: the catalogue holds only what the splitter made.</summary>
internal sealed class SafeTextConverter : JsonConverter<SafeText>
{
    public override SafeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SafeText.Seal(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SafeText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
