using System.Text.Json;

namespace Newsletter.Cli;

internal static class JsonArrays
{
    /// <summary>A property that is an array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string property, IEnumerable<string> values)
    {
        json.WriteStartArray(property);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
