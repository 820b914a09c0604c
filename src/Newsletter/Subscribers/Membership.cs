namespace Newsletter.Subscribers;

public enum LinkState
{
    Good,

    /// <summary>What it asks for is done already.</summary>
    Done,

    Expired,

    /// <summary>Of an earlier subscription, or of one that is erased.</summary>
    Old,

    /// <summary>Not made by us, cut, changed, or meant for something else.</summary>
    Broken,
}

/// <summary>Where a link leads.</summary>
/// <param name="Subscriber">As it is stored now; null unless <see cref="LinkState.Good"/>.</param>
public sealed record Opened(LinkState State, Subscriber? Subscriber = null);

/// <summary>
/// What subscribers do by the links in their mails. Looking changes nothing; each change asks the token again, so that a link that grew old between
/// the page and its button does nothing.
/// </summary>
/// <param name="lastAnnouncement">The number of the newest article that mails know: who confirms gets what comes after it.</param>
/// <param name="schedule">The next due time after an instant.</param>
public sealed class Membership(
    SubscriberBook book, Tokens tokens, Func<CancellationToken, ValueTask<long>> lastAnnouncement,
    Func<Preferences, DateTimeOffset, DateTimeOffset> schedule, TimeProvider clock)
{
    /// <summary>A confirmation is good for so long.</summary>
    public static readonly TimeSpan ConfirmLifetime = TimeSpan.FromDays(7);

    /// <summary>Sign-ups that nobody confirmed are erased after so long.</summary>
    public static readonly TimeSpan PendingLifetime = TimeSpan.FromDays(30);

    /// <summary>A token for a subscriber as they are now.</summary>
    public string Issue(Subscriber subscriber, TokenPurpose purpose) => tokens.Issue(new(
        purpose, subscriber.Id, subscriber.TokenVersion, purpose == TokenPurpose.Confirm ? clock.GetUtcNow() + ConfirmLifetime : null));

    public async ValueTask<Opened> LookAsync(string? text, TokenPurpose purpose, CancellationToken cancel)
    {
        if (tokens.Read(text, purpose) is not { } token)
        {
            return new(LinkState.Broken);
        }

        var stored = await book.GetAsync(token.Subscriber, cancel);
        return purpose == TokenPurpose.Confirm && IsConfirmed(stored, token) ? new(LinkState.Done)
            : token.Expires <= clock.GetUtcNow() ? new(LinkState.Expired)
            : stored is null || stored.TokenVersion != token.Version || (purpose == TokenPurpose.Confirm && stored.State is SubscriberState.Active) ? new(LinkState.Old)
            : new(LinkState.Good, stored);
    }

    /// <summary>The owner of the address says yes. Links of earlier subscriptions, and this one, end here.</summary>
    /// <param name="zone">As the browser guesses it now; null: as it was said at sign-up.</param>
    public async ValueTask<Opened> ConfirmAsync(string? text, string? zone, CancellationToken cancel)
    {
        // Read before the record: an article that comes out in between is then new to the subscriber.
        var last = await lastAnnouncement(cancel);
        var asked = tokens.Read(text, TokenPurpose.Confirm)?.Expires - ConfirmLifetime;
        var opened = await LookAsync(text, TokenPurpose.Confirm, cancel);
        if (opened.Subscriber is { } seen && await book.SuppressionAsync(seen.Address, cancel) is not null)
        {
            return new(LinkState.Old);
        }

        return await ChangeAsync(text, TokenPurpose.Confirm, stored =>
        {
            var now = clock.GetUtcNow();
            var preferences = PreferenceForm.IsZone(zone) && stored.Consent.Confirmed is null ? stored.Preferences with { Zone = zone! } : stored.Preferences;
            return stored with
            {
                State = SubscriberState.Active,
                Consent = new(SignUp.Source, stored.Consent.Confirmed is null ? stored.Consent.At : asked ?? now, now),
                Preferences = preferences,
                TokenVersion = NextVersion(stored.TokenVersion),
                Watermark = last,
                NextDue = schedule(preferences, stored.FreeFrom(now)),
            };
        }, cancel);
    }

    public ValueTask<Opened> ChangePreferencesAsync(string? text, Func<Preferences, Preferences> change, CancellationToken cancel) =>
        ChangeAsync(text, TokenPurpose.Preferences, stored => change(stored.Preferences) is var next && stored.State == SubscriberState.Active
            ? stored with { Preferences = next, NextDue = schedule(next, stored.FreeFrom(clock.GetUtcNow())) }
            : stored with { Preferences = next }, cancel);

    /// <summary>Nothing comes any more. Saying so again changes nothing.</summary>
    /// <param name="purpose">Of the token: that of mails, or of the preference centre.</param>
    public ValueTask<Opened> UnsubscribeAsync(string? text, TokenPurpose purpose, CancellationToken cancel) =>
        ChangeAsync(text, purpose, stored => stored.State is SubscriberState.Active or SubscriberState.Pending
            ? stored with { State = SubscriberState.Unsubscribed, NextDue = null }
            : null, cancel);

    /// <summary>All that is kept of a subscriber, as JSON; null: the link isn't good.</summary>
    public async ValueTask<string?> ExportAsync(string? text, CancellationToken cancel) =>
        (await LookAsync(text, TokenPurpose.Preferences, cancel)).Subscriber is { } stored
            ? SubscriberExport.Json(stored, await book.SuppressionAsync(stored.Address, cancel))
            : null;

    public async ValueTask<Opened> EraseAsync(string? text, CancellationToken cancel)
    {
        var opened = await LookAsync(text, TokenPurpose.Preferences, cancel);
        return opened.Subscriber is { } stored && !await book.EraseAsync(stored.Id, cancel) ? new(LinkState.Old) : opened;
    }

    private async ValueTask<Opened> ChangeAsync(string? text, TokenPurpose purpose, Func<Subscriber, Subscriber?> change, CancellationToken cancel)
    {
        while (true)
        {
            var opened = await LookAsync(text, purpose, cancel);
            if (opened.Subscriber is not { } stored || change(stored) is not { } changed)
            {
                return opened;
            }

            if (await book.SaveAsync(changed, cancel) is { } saved)
            {
                return new(LinkState.Good, saved);
            }
        }
    }

    private static bool IsConfirmed(Subscriber? stored, Token token) =>
        stored is { State: SubscriberState.Active } && stored.TokenVersion == NextVersion(token.Version);

    private static int NextVersion(int version) => version == int.MaxValue ? 0 : version + 1;
}
