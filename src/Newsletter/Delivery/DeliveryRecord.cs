using Newsletter.Digests;

namespace Newsletter.Delivery;

public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Planned,

    /// <summary>A worker has taken it, and has not begun to hand it over: if that worker dies, another takes it.</summary>
    Claimed,

    /// <summary>A worker hands it over, or died while it did: nobody knows yet whether it arrived.</summary>
    Sending,

    /// <summary>It was refused for the time being; to be tried again.</summary>
    Retry,

    Accepted,

    /// <summary>Refused for good, or too often.</summary>
    Failed,

    /// <summary>The connection died when the mail was on its way: it may have arrived. Only an operator's word sends it again.</summary>
    Uncertain,

    /// <summary>Not wanted any more: stopped by an operator, or the subscriber left, or all that was in it was taken back.</summary>
    Cancelled,
}

/// <summary>What the ledger knows of one digest. It has no address: that is asked of the subscriber when the mail is sent.</summary>
public sealed record DeliveryRecord
{
    public required DigestKey Key { get; init; }

    /// <summary>Without angle brackets; fixed before the first attempt.</summary>
    public required string MessageId { get; init; }

    public required DigestCadence Cadence { get; init; }

    /// <summary>The due time it was planned for.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Numbers of the announcements in it, ascending; of very many the last <see cref="MostArticles"/>.</summary>
    public required IReadOnlyList<long> Articles { get; init; }

    /// <summary>How many more there were.</summary>
    public int More { get; init; }

    /// <summary>The last announcement that was looked at for it: the subscriber's watermark after it.</summary>
    public required long UpTo { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When its state changed, by the clock of whoever did it.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Of <see cref="DeliveryState.Retry"/>: not before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What is known of the last attempt: the server's reply, or what happened; without the address.</summary>
    public string? Reply { get; init; }

    /// <summary>Who took the last attempt's mail.</summary>
    public string? Provider { get; init; }

    /// <summary>Of the stored record.</summary>
    public string? ETag { get; init; }

    public const int MostArticles = 200;

    /// <summary>Whether something is still to be done about it without anybody's word.</summary>
    public bool IsOpen => State is DeliveryState.Planned or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Retry;
}
