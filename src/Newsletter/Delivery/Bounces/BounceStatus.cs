namespace Newsletter.Delivery.Bounces;

/// <summary>What an enhanced status code (RFC 3463, the IANA registry of enumerated status codes) means for an address.</summary>
internal static class BounceStatus
{
    /// <summary>Permanent as they are, these are about the mailbox or its domain, not about the mail, its sender or the day.</summary>
    private static readonly string[] NoSuchMailbox = ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.9", "5.1.10", "5.2.1", "5.4.4"];

    /// <param name="status">As told; anything.</param>
    /// <param name="diagnostic">A server's own words, beginning with its code where it is one of SMTP (RFC 3464 section 2.3.6).</param>
    public static BounceKind KindOf(string status, string diagnostic)
    {
        var isGeneric = status.Length == 0 || status is "5.0.0" or "5.5.0";
        return NoSuchMailbox.Contains(status, StringComparer.Ordinal) || (isGeneric && SaysNoMailbox(diagnostic)) ? BounceKind.Hard : BounceKind.Soft;
    }

    /// <summary>Of a refusal while the mail is sent.</summary>
    public static BounceKind KindOf(SendReply reply) => KindOf(reply.Text.Split(' ') is [_, { Length: > 0 } status, ..] && status.Count('.') == 2 ? status : "", reply.Text);

    /// <summary>Old servers have nothing but 550, 551 and 553 for it, and use 550 for whatever they don't like, too: then their words tell.</summary>
    private static bool SaysNoMailbox(string diagnostic)
    {
        var text = diagnostic[(diagnostic.IndexOf(';', StringComparison.Ordinal) + 1)..].TrimStart();
        return (text.StartsWith("550", StringComparison.Ordinal) || text.StartsWith("551", StringComparison.Ordinal) || text.StartsWith("553", StringComparison.Ordinal))
            && (text.Contains("unknown", StringComparison.OrdinalIgnoreCase) || text.Contains("no such", StringComparison.OrdinalIgnoreCase)
                || text.Contains("not exist", StringComparison.OrdinalIgnoreCase) || text.Contains("not found", StringComparison.OrdinalIgnoreCase));
    }
}
