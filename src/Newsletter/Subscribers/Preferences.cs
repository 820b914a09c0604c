using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;

namespace Newsletter.Subscribers;

/// <summary>What a subscriber gets, when, and how much of it they want to know.</summary>
public sealed record Preferences
{
    public DigestCadence Cadence { get; init; } = DigestCadence.Weekly;

    /// <summary>The day of a weekly digest, in <see cref="Zone"/>.</summary>
    public DayOfWeek Day { get; init; } = DayOfWeek.Friday;

    /// <summary>The hour of a daily or weekly digest, 0 to 23, in <see cref="Zone"/>.</summary>
    public int Hour { get; init; } = 7;

    /// <summary>An IANA time zone, e.g. <c>Asia/Tokyo</c>.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>Tags, sections, works and authors; an article in any of these lists matches. Empty: everything.</summary>
    public IReadOnlyList<ListKey> Topics { get; init; } = [];

    public Tolerance Tolerance { get; init; } = Tolerance.None;

    /// <summary>BCP 47; null: the site's.</summary>
    public string? Language { get; init; }

    /// <summary>No digest is due before; what comes out meanwhile is in the first one after it.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}
