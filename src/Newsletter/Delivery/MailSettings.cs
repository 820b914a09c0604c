using Newsletter.Delivery.Bounces;
using Newsletter.Subscribers;

namespace Newsletter.Delivery;

/// <summary>How a site's mails go out. Secrets are not among them: see <see cref="MailSecrets"/>.</summary>
public sealed record MailSettings
{
    /// <summary>Where answers go; null: to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>Takes mails that ask to be unsubscribed; null: only links do.</summary>
    public EmailAddress? UnsubscribeBox { get; init; }

    /// <summary>Where refusals go that come later; null: to the sender.</summary>
    public EmailAddress? Bounces { get; init; }

    /// <summary>Where those refusals are read, over IMAP, without its password; null: nowhere.</summary>
    public BounceMailboxSettings? BounceBox { get; init; }

    /// <summary>The public key of SendGrid's Signed Event Webhook, base64; null: it has no endpoint.</summary>
    public string? SendGridKey { get; init; }

    /// <summary>ARN of the SNS topic that Amazon SES tells of bounces; null: it has no endpoint.</summary>
    public string? SesTopic { get; init; }

    /// <summary>Servers that take mails on, in the order in which they are asked; none: mails become files in a folder.</summary>
    public IReadOnlyList<SmtpServer> Servers { get; init; } = [];

    /// <summary>Mails handed over at the same time by one worker, 1 to 64.</summary>
    public int Connections { get; init; } = 4;

    public RateLimit Limit { get; init; } = RateLimit.None;

    /// <summary>Selectors of the keys that sign mails, with the files that hold them.</summary>
    public IReadOnlyList<(string Selector, string File)> Keys { get; init; } = [];
}

/// <summary>What the settings of mails need from the environment.</summary>
public static class MailSecrets
{
    /// <summary>The password of the first server; of the second <c>NEWSLETTER_SMTP_PASSWORD_2</c>, and so on.</summary>
    public const string Password = "NEWSLETTER_SMTP_PASSWORD";

    /// <summary>Before a selector in capitals: a private key in PEM, in place of its file.</summary>
    public const string Key = "NEWSLETTER_DKIM_";

    /// <summary>The password of the mailbox for bounces.</summary>
    public const string BouncePassword = "NEWSLETTER_IMAP_PASSWORD";

    /// <summary>The value of <c>key</c> in the address that Event Grid calls.</summary>
    public const string HookSecret = "NEWSLETTER_HOOK_SECRET";

    /// <param name="variable">Looks one up; null or empty: not set.</param>
    /// <exception cref="SettingsException">The mailbox's password is not set.</exception>
    public static BounceMailbox? BounceBox(MailSettings settings, Func<string, string?> variable) => settings.BounceBox is { } box
        ? new(box with { Password = variable(BouncePassword) is { Length: > 0 } password ? password : throw new SettingsException($"The password of the mailbox for bounces is not set: put it into the environment variable {BouncePassword}.") })
        : null;

    /// <param name="variable">Looks one up; null or empty: not set.</param>
    /// <exception cref="SettingsException">A server asks for a user whose password is not set.</exception>
    public static IReadOnlyList<SmtpServer> Servers(MailSettings settings, Func<string, string?> variable) =>
    [
        .. settings.Servers.Select((server, i) =>
        {
            var name = i == 0 ? Password : $"{Password}_{i + 1}";
            return server.User is null ? server : server with
            {
                Password = variable(name) is { Length: > 0 } password ? password : throw new SettingsException($"The password of '{server.Name}' is not set: put it into the environment variable {name}."),
            };
        }),
    ];

    /// <param name="domain">Of the sender.</param>
    /// <exception cref="SettingsException">A key can't be read.</exception>
    public static IReadOnlyList<DkimKey> Keys(MailSettings settings, string domain, Func<string, string?> variable) =>
    [
        .. settings.Keys.Select(key => DkimKey.Parse(domain, key.Selector, variable(Key + key.Selector.ToUpperInvariant().Replace('-', '_')) is { Length: > 0 } pem ? pem : Read(key.Selector, key.File))),
    ];

    private static string Read(string selector, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"The DKIM key '{selector}' can't be read from '{file}': {problem.Message}");
        }
    }
}
