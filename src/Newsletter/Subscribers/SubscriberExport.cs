using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Newsletter.Subscribers;

/// <summary>All that is kept of a subscriber, for the subscriber.</summary>
internal static class SubscriberExport
{
    public static string Json(Subscriber subscriber, Suppression? suppression)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", subscriber.Id.Value);
            json.WritePropertyName("subscriber");
            json.WriteRawValue(SubscriberJson.Write(subscriber));
            if (suppression is not null)
            {
                json.WritePropertyName("suppression");
                json.WriteRawValue(SubscriberJson.Write(suppression));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
