using System.Text.Json;

namespace Newsletter.Functions.Tests.Support;

/// <summary>What the host posts, byte for byte: strings and numbers are encoded twice, a blob is the base64 of all of it.</summary>
internal static class Bodies
{
    public static string Blob(string name, byte[] content) =>
        Call("IngestArticle", "upload", Twice(Convert.ToBase64String(content)),
            """
            "Uri":"\"http://127.0.0.1:10000/devstoreaccount1/inbox/x\"","Properties":{"ETag":"\"0x1\"","ContentLength":5},"Metadata":{},"name":
            """ + Twice(name) + ",");

    /// <summary>Of a message that is JSON the metadata has the properties too, as texts.</summary>
    public static string Queue(string text, string function = "PublishChanges") =>
        Call(function, "message", Twice(text), Properties(text) +
            """
            "DequeueCount":"1","ExpirationTime":"\"2026-12-02T18:00:00+00:00\"","Id":"\"2a2c9a2e-47f4-4f0e-a3dc-0d3a1c6c0a22\"","InsertionTime":"\"2026-11-25T18:00:00+00:00\"","NextVisibleTime":"\"2026-11-25T18:10:00+00:00\"","PopReceipt":"\"MTIz\"",
            """);

    public static string Timer(string function = "SweepInbox") =>
        Call(function, "timer", """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""", "");

    private static string Properties(string text) => text is ['{', ..]
        ? string.Concat(JsonDocument.Parse(text).RootElement.EnumerateObject().Select(property => $"{JsonSerializer.Serialize(property.Name)}:{Twice(property.Value.ToString())},"))
        : "";

    private static string Call(string function, string binding, string data, string metadata) =>
        "{\"Data\":{\"" + binding + "\":" + data + "},\"Metadata\":{" + metadata + "\"sys\":{\"MethodName\":\"" + function
        + "\",\"UtcNow\":\"2026-11-25T18:00:00.0000000Z\",\"RandGuid\":\"1f0b0e5a-1d2c-4a55-8d59-b6f4c5a0a111\"}}}";

    /// <summary>The JSON of the JSON of a text.</summary>
    public static string Twice(string text) => JsonSerializer.Serialize(JsonSerializer.Serialize(text));
}
