using Newsletter.Delivery;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Web.Desk;

/// <summary>The site that a desk shows.</summary>
/// <param name="InboxFolder">Absolute; where editors save.</param>
/// <param name="TemplateFolder">Templates of the site's own; null: it has none.</param>
public sealed record DeskSite(SiteSettings Settings, Stores Stores, string InboxFolder, string? TemplateFolder)
{
    /// <summary>Nothing can be changed from the desk.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>How an editor's program is asked to open a place of a file: <c>{file}</c>, <c>{line}</c> and <c>{column}</c> stand in it. Empty: it isn't.</summary>
    public string EditorLink { get; init; } = "vscode://file/{file}:{line}:{column}";

    /// <summary>Null while nobody could sign up yet.</summary>
    public SubscriberBook? Book { get; init; }

    /// <summary>The table of the ledger.</summary>
    public ITable? Deliveries { get; init; }

    /// <summary>How mails go out; null: the site has no sender. Throws <see cref="SettingsException"/> when a password or a key is missing.</summary>
    public Func<MailOutlet>? Outlet { get; init; }

    /// <summary>False: the inbox is looked through again and again, since no watch is to be had.</summary>
    public bool Watches { get; init; } = true;
}
