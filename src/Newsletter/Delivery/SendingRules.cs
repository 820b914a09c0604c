namespace Newsletter.Delivery;

/// <summary>How patiently digests are sent.</summary>
public sealed record SendingRules
{
    /// <summary>Mails handed over at the same time by one worker.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>After so long a delivery that a worker has taken, and not begun to hand over, is another's to take. Safe however short.</summary>
    public TimeSpan ClaimTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so long a worker that hands a mail over counts as dead: longer than the server is waited for.</summary>
    public TimeSpan SendingTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after the first refusal a mail is tried again; twice as long after each more.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Refusals after which a mail has failed: about two days.</summary>
    public int MostAttempts { get; init; } = 18;

    /// <summary>How long a provider is left alone that asks to slow down, the first time.</summary>
    public TimeSpan FirstHold { get; init; } = TimeSpan.FromSeconds(5);

    /// <param name="attempts">Made so far, at least 1.</param>
    public TimeSpan Backoff(int attempts) => FirstRetry * Math.Pow(2, Math.Min(attempts, 30) - 1) is var wait && wait < LongestRetry ? wait : LongestRetry;
}
