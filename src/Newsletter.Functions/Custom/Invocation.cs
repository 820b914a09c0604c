using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsletter.Functions.Custom;

/// <summary>What the Functions host posts for one call. Of the bindings' data only a queue's message is kept: a blob is read again by its name, with its ETag.</summary>
public sealed record Invocation
{
    public Dictionary<string, JsonElement> Metadata { get; init; } = [];

    public InvocationData Data { get; init; } = new(null);

    /// <summary>The text of a queue's message.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public string Message() => Data.Message is { } message ? Text(message) : throw new JsonException("The call has no message.");

    /// <summary>A value of the metadata as text; null: not there.</summary>
    public string? Text(string key) => Metadata.TryGetValue(key, out var value) ? Text(value) : null;

    /// <summary>The host encodes strings and numbers twice.</summary>
    private static string Text(JsonElement value)
    {
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
            return JsonSerializer.Deserialize(once, FunctionsJson.Default.String) ?? once;
        }
        catch (JsonException)
        {
            return once;
        }
    }
}

/// <param name="Message">By the name that every queue's binding has.</param>
public sealed record InvocationData([property: JsonPropertyName("message")] JsonElement? Message);

/// <summary>The answer to the host. Never nothing: an empty 200 leaves the host waiting until its time-out.</summary>
public sealed record InvocationResult(Dictionary<string, string> Outputs, IReadOnlyList<string> Logs, string? ReturnValue)
{
    public static InvocationResult Of(string log) => new([], [log], null);
}

[JsonSerializable(typeof(Invocation))]
[JsonSerializable(typeof(InvocationResult))]
[JsonSerializable(typeof(string))]
internal sealed partial class FunctionsJson : JsonSerializerContext;
