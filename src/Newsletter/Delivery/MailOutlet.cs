using Newsletter.Digests;
using Newsletter.Storage;

namespace Newsletter.Delivery;

/// <summary>
/// The way out of all mails of a site, digests and those about signing up: servers with their limits, which all workers share, and keys that sign.
/// </summary>
public sealed class MailOutlet : IDisposable
{
    private MailOutlet(MailIdentity identity, SendingRules rules, IReadOnlyList<Provider> providers, IReadOnlyList<DkimKey> keys) =>
        (Identity, Rules, Providers, Keys) = (identity, rules, providers, keys);

    public MailIdentity Identity { get; }

    public SendingRules Rules { get; }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>None: somebody on the mails' way signs them.</summary>
    public IReadOnlyList<DkimKey> Keys { get; }

    /// <param name="deliveries">The table <see cref="Ledger.TableName"/>, where limits are counted.</param>
    /// <param name="folder">Where mails go as files while the settings name no server; null: nowhere, there must be a server.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    /// <exception cref="SettingsException">The site has no sender or no server, or a password or key of its mails is missing.</exception>
    public static MailOutlet Of(SiteSettings site, ITable deliveries, string? folder, Func<string, string?> variable, TimeProvider clock)
    {
        var identity = MailIdentity.Of(site);
        var rules = new SendingRules { Connections = site.Mail.Connections };
        IEnumerable<ITransport> transports = site.Mail.Servers.Count > 0 ? MailSecrets.Servers(site.Mail, variable).Select(server => new SmtpTransport(server))
            : folder is not null ? [new PickupFolder(folder)]
            : throw new SettingsException("Mails need a server: set smtp, for example smtp://news@mail.example.org. There is no folder here that somebody would send them from.");
        return new(
            identity, rules,
            [.. transports.Select(t => new Provider(t, new(deliveries, t.Name, site.Mail.Limit, rules.FirstHold, clock)))],
            MailSecrets.Keys(site.Mail, identity.From.Address.Domain, variable));
    }

    public void Dispose()
    {
        foreach (var provider in Providers)
        {
            provider.Throttle.Dispose();
        }

        foreach (var key in Keys)
        {
            key.Dispose();
        }
    }
}
