namespace Newsletter.Storage.Local;

/// <summary>Where the parts of a <see cref="LocalStorage"/> are. Relative paths count from the working folder.</summary>
public sealed record LocalFolders
{
    /// <summary>Where editors put articles.</summary>
    public required string Inbox { get; init; }

    /// <summary>Where they find what became of them.</summary>
    public required string Reports { get; init; }

    /// <summary>The web site, to be served as it is.</summary>
    public required string Web { get; init; }

    /// <summary>What the pipeline keeps for itself: <c>newsletter.db</c>, blobs in <c>blobs/</c>, and in <c>web/</c> what is not to be served.</summary>
    public required string State { get; init; }

    /// <summary>The four folders side by side, the web site as <c>public</c>.</summary>
    public static LocalFolders In(string folder) => new()
    {
        Inbox = Path.Join(folder, "inbox"),
        Reports = Path.Join(folder, "reports"),
        Web = Path.Join(folder, "public"),
        State = Path.Join(folder, "state"),
    };
}
