using System.Text.Json;

namespace Newsletter.Delivery.Bounces;

/// <summary>
/// What providers tell by web hook, as reports. Whoever calls this has checked that it comes from the provider. What is no bad news is passed over; so is what
/// a provider may add one day.
/// </summary>
public static class ProviderReports
{
    /// <summary>The events of SendGrid's Event Webhook: an array.</summary>
    /// <exception cref="JsonException">It is no JSON of that form.</exception>
    public static IReadOnlyList<BounceReport> OfSendGrid(ReadOnlyMemory<byte> json) => Read(json, root =>
        from sent in Items(root)
        let status = Text(sent, "status")
        let kind = (Text(sent, "event"), Text(sent, "type")) switch
        {
            ("spamreport", _) => BounceKind.Complaint,
            // "blocked": the server did not like the mail.
            ("bounce", "blocked") => BounceKind.Soft,
            ("bounce", _) => BounceStatus.KindOf(status, Text(sent, "reason")),
            _ => (BounceKind?)null,
        }
        where kind is not null
        select Report(kind.Value, Text(sent, "email"), Text(sent, "smtp-id"), status));

    /// <summary>A notification of Amazon SES: the message within that of SNS.</summary>
    /// <exception cref="JsonException"><inheritdoc cref="OfSendGrid"/></exception>
    public static IReadOnlyList<BounceReport> OfSes(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var mail = Property(root, "mail");
        var messageId = Text(Property(mail, "commonHeaders"), "messageId");
        return (Text(root, "notificationType") is { Length: > 0 } type ? type : Text(root, "eventType")) switch
        {
            "Bounce" when Property(root, "bounce") is var bounce =>
                from recipient in Items(Property(bounce, "bouncedRecipients"))
                let status = Text(recipient, "status")
                let kind = Text(bounce, "bounceType") == "Permanent" && Text(bounce, "bounceSubType") is "General" or "NoEmail" or "Suppressed" or "OnAccountSuppressionList"
                    ? BounceKind.Hard
                    : BounceStatus.KindOf(status, Text(recipient, "diagnosticCode"))
                select Report(kind, Text(recipient, "emailAddress"), messageId, status),
            "Complaint" when Text(Property(root, "complaint"), "complaintFeedbackType") != "not-spam" =>
                from recipient in Items(Property(Property(root, "complaint"), "complainedRecipients"))
                select Report(BounceKind.Complaint, Text(recipient, "emailAddress"), messageId, ""),
            _ => [],
        };
    });

    /// <summary>Delivery reports of Azure Communication Services, as Event Grid sends them: an array, or one.</summary>
    /// <exception cref="JsonException"><inheritdoc cref="OfSendGrid"/></exception>
    public static IReadOnlyList<BounceReport> OfAzure(ReadOnlyMemory<byte> json) => Read(json, root =>
        from sent in root.ValueKind == JsonValueKind.Array ? Items(root) : [root]
        where (Text(sent, "eventType") is { Length: > 0 } type ? type : Text(sent, "type")) == "Microsoft.Communication.EmailDeliveryReportReceived"
        let data = Property(sent, "data")
        let kind = Text(data, "status") switch
        {
            "Bounced" or "Suppressed" => BounceKind.Hard,
            "Failed" => BounceKind.Soft,
            _ => (BounceKind?)null,
        }
        where kind is not null
        select Report(kind.Value, Text(data, "recipient"), Text(data, "internetMessageId"), ""));

    /// <summary>The code that Event Grid wants back before it sends events; null: it does not ask.</summary>
    /// <exception cref="JsonException"><inheritdoc cref="OfSendGrid"/></exception>
    public static string? ValidationOfAzure(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Items(document.RootElement).Where(sent => Text(sent, "eventType") == "Microsoft.EventGrid.SubscriptionValidationEvent")
            .Select(sent => Text(Property(sent, "data"), "validationCode")).FirstOrDefault(code => code.Length > 0);
    }

    private static IReadOnlyList<BounceReport> Read(ReadOnlyMemory<byte> json, Func<JsonElement, IEnumerable<BounceReport>> read)
    {
        using var document = JsonDocument.Parse(json);
        return [.. read(document.RootElement)];
    }

    private static BounceReport Report(BounceKind kind, string recipient, string messageId, string status) =>
        new(kind, [recipient], messageId.Length == 0 ? null : messageId.Trim(' ', '<', '>'), null, status) { IsTrusted = true };

    private static JsonElement[] Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
}
