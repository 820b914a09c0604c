using System.Security.Cryptography;

namespace Newsletter.Subscribers;

public enum SubscriberState
{
    /// <summary>Signed up; the confirmation mail is not answered yet.</summary>
    Pending,

    Active,

    Unsubscribed,

    /// <summary>Mail bounced for good, or was complained about: nothing is sent, whatever else is asked for.</summary>
    Suppressed,
}

/// <summary>Where a subscriber's consent comes from.</summary>
/// <param name="Source">The form of the site, or what an import named.</param>
/// <param name="At">When they asked.</param>
/// <param name="Confirmed">When they confirmed; null: not yet, or not asked to (import).</param>
public sealed record Consent(string Source, DateTimeOffset At, DateTimeOffset? Confirmed);

/// <summary>One reader by mail.</summary>
public sealed record Subscriber
{
    public required SubscriberId Id { get; init; }

    public required EmailAddress Address { get; init; }

    public required SubscriberState State { get; init; }

    public required Consent Consent { get; init; }

    public Preferences Preferences { get; init; } = new();

    /// <summary>Part of every token; another one makes older tokens void.</summary>
    public int TokenVersion { get; init; } = 1;

    /// <summary>Articles announced up to this number have been planned for or were before their time; see the announcements of <c>Digests/</c>.</summary>
    public long Watermark { get; init; }

    /// <summary>Digests planned so far; the number of the next one, which the ledger gives to one digest only. Never set back.</summary>
    public long Digests { get; init; }

    /// <summary>The latest due time that a digest was planned for; null: none yet.</summary>
    public DateTimeOffset? LastDue { get; init; }

    /// <summary>When the next digest is to be planned; null: never (not active).</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Mails that came back lately for a reason that may pass; few.</summary>
    public IReadOnlyList<SoftBounce> SoftBounces { get; init; } = [];

    /// <summary>Of the stored record; null: not stored yet.</summary>
    public string? ETag { get; init; }

    /// <summary>The due row that the stored record counts on; see <see cref="SubscriberBook"/>.</summary>
    internal DueRow Due { get; init; }

    /// <summary>
    /// After which instant the next due time lies: now, or one that has had its digest from a planner whose clock was ahead. A clock that was ahead by more
    /// than a day was wrong, and is not waited for.
    /// </summary>
    public DateTimeOffset FreeFrom(DateTimeOffset now) => LastDue is { } last && last > now && last <= now.AddDays(1) ? last : now;

    /// <summary>A <see cref="TokenVersion"/> to begin with: not that of somebody who was erased, whose old mails still have links.</summary>
    public static int NewVersion(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.GetBytes(bytes);
        return BitConverter.ToInt32(bytes) & 0x3fff_ffff;
    }
}

/// <summary>A row of the index of due times: a slot, and a number that grows with every change of <see cref="Subscriber.NextDue"/>.</summary>
internal readonly record struct DueRow(DateTimeOffset? At, int Change);

/// <summary>A mail that came back.</summary>
/// <param name="Mail">Tells it from others; nothing can be read from it.</param>
public sealed record SoftBounce(string Mail, DateTimeOffset At);
