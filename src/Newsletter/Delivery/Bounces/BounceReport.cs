namespace Newsletter.Delivery.Bounces;

public enum BounceKind
{
    /// <summary>This time it failed: the mailbox is full, a server was down or did not like the mail. Many of them count.</summary>
    Soft,

    /// <summary>There is no such mailbox.</summary>
    Hard,

    /// <summary>The reader called it spam, or asked their provider to stop it.</summary>
    Complaint,
}

/// <summary>What a mail system says became of one mail. It may be forged: see <see cref="IsTrusted"/>.</summary>
/// <param name="Recipients">Addresses that the mail may have been sent to, as they are written; the surest first.</param>
/// <param name="MessageId">Of the mail, without angle brackets; null: not told.</param>
/// <param name="Unsubscribe">Of the mail's List-Unsubscribe: only who got the mail, or carried it, knows it; null: not told.</param>
/// <param name="Status">Enhanced status code (RFC 3463); empty: none.</param>
public sealed record BounceReport(BounceKind Kind, IReadOnlyList<string> Recipients, string? MessageId, Uri? Unsubscribe, string Status)
{
    /// <summary>It comes from a provider who has proven to be it. Any other must prove that it knows the mail.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Never an address: it must not slip into a log.</summary>
    public override string ToString() => $"{Kind} {Status}";
}
