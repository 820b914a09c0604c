using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Newsletter.Publishing;

/// <summary>
/// What a message of the queue says: that there is something to publish, and for telemetry when that was asked and by which span. What is to be published
/// is marked in the catalogue, so a message that says nothing is as good.
/// </summary>
/// <param name="Asked">Null: not said.</param>
/// <param name="TraceParent">W3C Trace Context; null: not said.</param>
public sealed record PublishWish(DateTimeOffset? Asked, string? TraceParent)
{
    /// <summary>Property of a message with the instant, in milliseconds since 1970. No date: the Functions host would put it into another form.</summary>
    public const string AskedName = "asked";

    /// <summary>Property of a message with the span.</summary>
    public const string TraceParentName = "traceparent";

    private const string Plain = "publish";

    internal ActivityContext Context => ActivityContext.TryParse(TraceParent, null, isRemote: true, out var context) ? context : default;

    /// <summary>The text of a message.</summary>
    internal static string Write(DateTimeOffset now)
    {
        if (!Telemetry.IsOn)
        {
            return Plain;
        }

        var asked = string.Create(CultureInfo.InvariantCulture, $"\"{AskedName}\":{now.ToUnixTimeMilliseconds()}");
        return Activity.Current?.Id is { } trace ? $$"""{{{asked}},"{{TraceParentName}}":"{{trace}}"}""" : $$"""{{{asked}}}""";
    }

    /// <summary>From the text of a message.</summary>
    public static PublishWish Parse(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(Text(json.RootElement, AskedName), Text(json.RootElement, TraceParentName)) : new(null, null);
        }
        catch (JsonException)
        {
            return new(null, null);
        }
    }

    /// <summary>From the properties of a message.</summary>
    public static PublishWish Of(string? asked, string? traceParent) =>
        new(long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var instant) && instant < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(instant) : null, traceParent);

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ToString() : null;
}
