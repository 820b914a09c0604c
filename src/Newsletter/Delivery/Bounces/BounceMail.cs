using MimeKit;

namespace Newsletter.Delivery.Bounces;

/// <summary>Reads what mail systems send back: delivery status notifications (RFC 3464) and complaints (RFC 5965).</summary>
public static class BounceMail
{
    /// <summary>None for any other mail, and for news that are not bad.</summary>
    public static IReadOnlyList<BounceReport> Read(MimeMessage mail)
    {
        var original = mail.BodyParts.OfType<MessagePart>().Select(part => part.Message).FirstOrDefault(message => message is not null);
        var reports = new List<BounceReport>();
        foreach (var part in mail.BodyParts)
        {
            try
            {
                reports.AddRange(OfPart(part, original).OfType<BounceReport>());
            }
            catch (FormatException)
            {
                // Its fields are none.
            }
        }

        return reports;
    }

    private static IReadOnlyList<BounceReport?> OfPart(MimeEntity part, MimeMessage? original) => part switch
    {
        // The first group is about the mail as a whole.
        MessageDeliveryStatus status => [.. status.StatusGroups.Skip(1).Select(fields => OfRecipient(fields, original))],
        MessageFeedbackReport feedback => [OfComplaint(feedback.Fields, original)],
        _ => [],
    };

    private static BounceReport? OfRecipient(HeaderList fields, MimeMessage? original)
    {
        // "delayed" goes on trying; "delivered", "relayed" and "expanded" are no failures (RFC 3464 section 2.3.3).
        if (!string.Equals(fields["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var status = (fields["Status"] ?? "").Split([' ', '('], 2)[0].Trim();
        return About(original, BounceStatus.KindOf(status, fields["Diagnostic-Code"] ?? ""), status, [AddressOf(fields["Original-Recipient"]), AddressOf(fields["Final-Recipient"])]);
    }

    private static BounceReport? OfComplaint(HeaderList fields, MimeMessage? original) =>
        fields["Feedback-Type"]?.Trim().ToLowerInvariant() is "abuse" or "fraud" or "opt-out" or "opt-out-list"
            ? About(original, BounceKind.Complaint, "", [.. fields.Where(f => f.Field.Equals("Original-Rcpt-To", StringComparison.OrdinalIgnoreCase)).Select(f => f.Value.Trim(' ', '<', '>'))])
            : null;

    private static BounceReport About(MimeMessage? original, BounceKind kind, string status, IEnumerable<string?> recipients) => new(
        kind,
        [.. recipients.Concat(original?.To.Mailboxes.Select(to => to.Address) ?? []).OfType<string>().Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
        original?.MessageId,
        UnsubscribeOf(original),
        status);

    private static Uri? UnsubscribeOf(MimeMessage? original) =>
        (original?.Headers["List-Unsubscribe"] ?? "").Split(',').Select(link => link.Trim().Trim('<', '>'))
            .Select(link => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null)
            .FirstOrDefault(address => address is not null);

    /// <summary>Of <c>rfc822; ida@example.org</c>.</summary>
    private static string? AddressOf(string? field) => field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim(' ', '<', '>');
}
