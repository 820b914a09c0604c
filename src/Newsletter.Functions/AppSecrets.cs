using Newsletter.Delivery;
using Newsletter.Subscribers;

namespace Newsletter.Functions;

/// <summary>An app setting that nobody may see, for docs/operators.md.</summary>
public sealed record AppSecret(string Key, string Meaning, string Default);

/// <summary>What is a secret among the app settings. In a key vault each has its own name there, with hyphens.</summary>
public static class AppSecrets
{
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<AppSecret> All { get; } =
    [
        new(SiteKeys.Variable, "Keys of the site: `address=BASE64 k1=BASE64` ([subscribers.md](subscribers.md#keys)). Must be there where there is mail.", "none"),
        new(MailSecrets.Password, "Password of the first server of `smtp`; of the second with `_2` at the end, and so on.", "none"),
        new(MailSecrets.BouncePassword, "Password of `bounce_mailbox`.", "none"),
        new(MailSecrets.HookSecret, "The value of `key` in the address that Event Grid calls, hooks/azure.", "none: it has no endpoint"),
        new(MailSecrets.Key + "SELECTOR", "A private key in PEM for a selector of `dkim`, in capitals, with `_` for `-`; the file that `dkim` names is not read then.", "none"),
    ];
}
