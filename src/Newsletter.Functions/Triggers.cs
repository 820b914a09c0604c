namespace Newsletter.Functions;

/// <summary>The functions' names and what calls them, for both worker models. A function.json, which can't refer to code, says the same; tests hold them equal.</summary>
public static class Triggers
{
    public const string IngestArticle = nameof(IngestArticle);
    public const string PublishChanges = nameof(PublishChanges);
    public const string SweepInbox = nameof(SweepInbox);
    public const string PlanDigests = nameof(PlanDigests);
    public const string SendBatch = nameof(SendBatch);
    public const string AnswerSignUp = nameof(AnswerSignUp);
    public const string HandleBounces = nameof(HandleBounces);
    public const string Subscribe = nameof(Subscribe);
    public const string Confirm = nameof(Confirm);
    public const string Preferences = nameof(Preferences);
    public const string Unsubscribe = nameof(Unsubscribe);
    public const string BounceHook = nameof(BounceHook);

    /// <summary>Container and name of an upload.</summary>
    public const string Upload = "inbox/{name}";

    /// <summary>The queue of wishes to publish.</summary>
    public const string PublishQueue = "publish";

    /// <summary>The queue of digests to be sent.</summary>
    public const string DigestQueue = "digests";

    /// <summary>The queue of who signed up.</summary>
    public const string SignUpQueue = "signups";

    /// <summary>When the inbox is swept: every five minutes (NCRONTAB, with seconds, UTC).</summary>
    public const string SweepSchedule = "0 */5 * * * *";

    /// <summary>When digests are planned: every five minutes, a little behind each end of the ten in which instant ones gather.</summary>
    public const string PlanSchedule = "20 */5 * * * *";

    /// <summary>When the mailbox for refusals is read: every five minutes.</summary>
    public const string BounceSchedule = "40 */5 * * * *";

    // What is variable in a route has letters alone: no dots and slashes lead out of it.
    public const string SubscribeRoute = "subscribe";
    public const string ConfirmRoute = "subscribe/confirm";
    public const string PreferencesRoute = "preferences/{page:alpha?}";
    public const string UnsubscribeRoute = "unsubscribe";
    public const string BounceRoute = "hooks/{provider:alpha}";

    /// <summary>All that readers, their mail programs and providers ask for over HTTP.</summary>
    public static IReadOnlyList<string> ReaderRoutes { get; } = [SubscribeRoute, ConfirmRoute, PreferencesRoute, UnsubscribeRoute, BounceRoute];
}
