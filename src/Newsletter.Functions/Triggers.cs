namespace Newsletter.Functions;

/// <summary>The functions' names and what calls them, for both worker models. A function.json, which can't refer to code, says the same; tests hold them equal.</summary>
public static class Triggers
{
    public const string IngestArticle = nameof(IngestArticle);
    public const string PublishChanges = nameof(PublishChanges);
    public const string SweepInbox = nameof(SweepInbox);

    /// <summary>Container and name of an upload.</summary>
    public const string Upload = "inbox/{name}";

    /// <summary>The queue of wishes to publish.</summary>
    public const string PublishQueue = "publish";

    /// <summary>When the inbox is swept: every five minutes (NCRONTAB, with seconds, UTC).</summary>
    public const string SweepSchedule = "0 */5 * * * *";
}
