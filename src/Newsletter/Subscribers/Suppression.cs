namespace Newsletter.Subscribers;

public enum SuppressionReason
{
    /// <summary>The mailbox does not exist, or refused for good.</summary>
    Bounce,

    /// <summary>The reader called a mail spam.</summary>
    Complaint,

    /// <summary>An operator said so.</summary>
    Operator,
}

/// <summary>Why nothing may be sent to an address, and since when. Outlives the subscriber.</summary>
public sealed record Suppression(SuppressionReason Reason, DateTimeOffset At);
