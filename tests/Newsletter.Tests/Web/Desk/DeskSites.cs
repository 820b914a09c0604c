using Newsletter.Delivery;
using Newsletter.Storage.Local;
using Newsletter.Web.Desk;

namespace Newsletter.Tests.Web.Desk;

/// <summary>Desks that differ from one by default.</summary>
internal static class DeskSites
{
    /// <summary>One that can send tests of mails.</summary>
    /// <param name="outbox">Where mails go while the site has no server.</param>
    public static DeskSite WithOutlet(this DeskSite desk, LocalStorage storage, string? outbox) =>
        desk with { Outlet = () => MailOutlet.Of(desk.Settings, storage.CarefulDatabase.Table(Ledger.TableName), outbox, _ => null, TimeProvider.System) };
}
