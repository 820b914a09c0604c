using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>Where a site and all that belongs to it is kept.</summary>
public enum StorageKind
{
    /// <summary>Folders of this machine.</summary>
    Local,

    /// <summary>An account of Azure Storage.</summary>
    Azure,
}

/// <summary>The site that a command works on, wherever it is kept, and how it is spoken of there.</summary>
public abstract record CliSite(SiteSettings Settings, TemplateSources Templates)
{
    /// <summary>How the site is named on a command line.</summary>
    public abstract string Words { get; }

    /// <summary>Where the outputs are, for programs.</summary>
    public abstract string Out { get; }

    /// <summary>Where somebody looks at the site.</summary>
    public abstract string FrontPage { get; }

    /// <summary>Where the reports are.</summary>
    public abstract string Reports { get; }

    /// <summary>Before anything is published that would have to be published again.</summary>
    /// <exception cref="CliException">A setting is missing.</exception>
    public virtual void DemandSettings()
    {
    }

    /// <summary>How an upload is spoken of.</summary>
    /// <param name="name">As it is named in the inbox.</param>
    public abstract string Upload(string name);

    /// <exception cref="CliException">It can't be, and why.</exception>
    /// <exception cref="SettingsException">The settings don't say where it is.</exception>
    public abstract OpenSite Open();

    /// <summary>Checks what a publication needs of the storage.</summary>
    public abstract Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancel);
}

/// <summary>One thing that was checked.</summary>
/// <param name="What">What was looked at, and how it is.</param>
/// <param name="Advice">What to mend; empty: it is well.</param>
public sealed record Finding(string What, string Advice = "")
{
    public bool IsWell => Advice.Length == 0;
}

/// <summary>Where subscribers are kept.</summary>
/// <param name="Keys">Reads the keys of the site. Throws <see cref="SettingsException"/>.</param>
/// <param name="EnsureAsync">Makes what is missing.</param>
public sealed record ReaderStores(ITable Table, IWorkQueue SignUps, Func<SiteKeys> Keys, Func<CancellationToken, Task> EnsureAsync)
{
    public async Task<SubscriberBook> BookAsync(CancellationToken cancel)
    {
        var book = new SubscriberBook(Table, Keys().Address);
        await EnsureAsync(cancel);
        return book;
    }
}

/// <summary>Where the ledger of digests is kept, and what tells workers of them.</summary>
public sealed record DeliveryStores(ITable Table, IWorkQueue Queue);

/// <summary>A site whose storage is open.</summary>
/// <param name="Turn">Whether nobody else takes uploads and publishes; null: others always may.</param>
/// <param name="RefusedUploads">What lies in the inbox and can't be read, so that its editor is told.</param>
/// <param name="Readers">Subscribers, and who wants to be one.</param>
public sealed record OpenSite(
    Stores Stores, IWorkQueue Publish, WorkTurn? Turn, IEnumerable<string> RefusedUploads, IDisposable? Storage, ReaderStores Readers, DeliveryStores Deliveries) : IDisposable
{
    /// <summary>Others take uploads and publish at the same time.</summary>
    public bool IsShared => Turn?.TryTake() != true;

    public void Dispose() => Storage?.Dispose();
}
