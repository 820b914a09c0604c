using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Subscribers;

namespace Newsletter.Cli;

/// <summary>What commands need for digests, of an open site.</summary>
internal static class OpenDigests
{
    /// <summary>Plans and sends.</summary>
    /// <param name="outbox">Where mails go as files while no server is set.</param>
    /// <exception cref="SettingsException">A setting of mails is missing or wrong.</exception>
    public static async Task<DigestDesk> DeskAsync(OpenSite open, SiteSettings settings, CliSite site, string outbox, CancellationToken cancel) => new(
        settings, site.Templates, new Tokens(open.Readers.Keys().Tokens),
        new DigestStores(open.Stores.Catalogue(settings), new Announcements(open.Stores.Table), await open.Readers.BookAsync(cancel), open.Deliveries.Table, open.Deliveries.Queue),
        outbox, Environment.GetEnvironmentVariable, TimeProvider.System);

    /// <summary>Only looks, and takes an operator's word: it needs no sender.</summary>
    public static async Task<DeliveryDesk> DeliveriesAsync(OpenSite open, CancellationToken cancel)
    {
        await open.Readers.EnsureAsync(cancel);
        return new(new Ledger(open.Deliveries.Table), open.Deliveries.Queue, new SendingPause(open.Deliveries.Table, TimeProvider.System), TimeProvider.System);
    }

    public static string Outbox(CliSite site, DirectoryInfo? chosen) => chosen?.FullName ?? (site is LocalSite local
        ? Path.Combine(local.State, "outbox")
        : throw new CliException(ExitCodes.Configuration, "On Azure mails need a server: smtp is not set.", "Set smtp in newsletter.yaml, or the app's setting."));
}
