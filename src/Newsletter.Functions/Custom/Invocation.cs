using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsletter.Functions.Custom;

/// <summary>What the Functions host posts for one call. The bindings' data are not kept: a blob is read again by its name, with its ETag.</summary>
public sealed record Invocation
{
    public Dictionary<string, JsonElement> Metadata { get; init; } = [];

    /// <summary>A value of the metadata as text; null: not there. The host encodes strings and numbers twice.</summary>
    public string? Text(string key)
    {
        if (!Metadata.TryGetValue(key, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return value.GetRawText();
        }

        var once = value.GetString()!;
        if (once is not ['"', .., '"'])
        {
            return once;
        }

        try
        {
            return JsonSerializer.Deserialize(once, FunctionsJson.Default.String);
        }
        catch (JsonException)
        {
            return once;
        }
    }
}

/// <summary>The answer to the host. Never nothing: an empty 200 leaves the host waiting until its time-out.</summary>
public sealed record InvocationResult(Dictionary<string, string> Outputs, IReadOnlyList<string> Logs, string? ReturnValue)
{
    public static InvocationResult Of(string log) => new([], [log], null);
}

[JsonSerializable(typeof(Invocation))]
[JsonSerializable(typeof(InvocationResult))]
[JsonSerializable(typeof(string))]
internal sealed partial class FunctionsJson : JsonSerializerContext;
