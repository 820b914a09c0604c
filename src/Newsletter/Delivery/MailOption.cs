using System.Globalization;
using MailKit.Security;
using Newsletter.Delivery.Bounces;
using Newsletter.Subscribers;

namespace Newsletter.Delivery;

/// <summary>How the settings of mails are written in newsletter.yaml.</summary>
internal static class MailOption
{
    public static IReadOnlyList<SiteOption> All { get; } =
    [
        Of("mail_reply_to", "Where answers to mails go: an address, with a name or without.", "the sender", (m, v) => m with { ReplyTo = Mailbox.TryParse(v, out var box) ? box : throw new FormatException("an address such as editors@example.org") }),
        Of("mail_unsubscribe", "A mailbox for mails that ask to be unsubscribed; it must be read.", "none: only links", (m, v) => m with { UnsubscribeBox = Address(v) }),
        Of("mail_bounces", "A mailbox for refusals that come later; it must be read.", "the sender", (m, v) => m with { Bounces = Address(v) }),
        Of("bounce_mailbox", "Where that mailbox is read: imaps://user@host:993 (TLS), imap://user@host:143 (STARTTLS), imap+plain://user@localhost:143 (neither); a folder may follow.",
            "none", (m, v) => m with { BounceBox = BounceBox(v) }),
        Of("sendgrid_key", "The public key of SendGrid's Signed Event Webhook, which then may call hooks/sendgrid.", "none", (m, v) => m with { SendGridKey = v }),
        Of("ses_topic", "ARN of the SNS topic that Amazon SES tells of bounces; its subscription calls hooks/ses.", "none", (m, v) => m with { SesTopic = v }),
        Of("smtp", "Mail servers, the first one first: smtp://user@host:587 (STARTTLS), smtps://user@host:465 (TLS), smtp+plain://localhost:25 (neither).",
            "none: files in a folder", (m, v) => m with { Servers = Servers(v) }),
        Of("mail_connections", "Mails handed over at the same time by one worker, 1 to 64.", "4", (m, v) => m with { Connections = Number(v, 1, 64) }),
        Of("mail_per_minute", "Most mails a minute to each server, by all workers together; 0: no limit.", "0", (m, v) => m with { Limit = m.Limit with { PerMinute = Number(v, 0, 1_000_000) } }),
        Of("mail_per_hour", "Most mails an hour to each server, by all workers together; 0: no limit.", "0", (m, v) => m with { Limit = m.Limit with { PerHour = Number(v, 0, 10_000_000) } }),
        Of("mail_warm_up", "The first day of a new sending domain: 200 mails then, and twice as many each day for two weeks.", "none", (m, v) => m with { Limit = m.Limit with { WarmUp = Day(v) } }),
        Of("dkim", "Keys that sign mails, as selector=file, in PEM: one of RSA, and if you like one of Ed25519 beside it.", "none: unsigned", (m, v) => m with { Keys = Keys(v) }),
    ];

    private static SiteOption Of(string key, string meaning, string otherwise, Func<MailSettings, string, MailSettings> apply) =>
        new(key, meaning, otherwise, (site, value) => value is "" or "none" ? site : site with { Mail = apply(site.Mail, value) });

    private static EmailAddress Address(string value) => EmailAddress.TryParse(value, out var address) ? address : throw new FormatException("an address such as bounces@example.org");

    private static int Number(string value, int least, int most) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
        ? number
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    private static DateOnly Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormatException("a day such as 2026-12-01");

    private static List<SmtpServer> Servers(string value)
    {
        var servers = value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Server).ToList();
        return servers.DistinctBy(server => server.Name).Count() == servers.Count ? servers : throw new FormatException("servers that differ");
    }

    private static SmtpServer Server(string value)
    {
        const string Allowed = "servers such as smtp://user@mail.example.org:587, without a password";
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.AbsolutePath is not ("/" or "") || address.Query.Length > 0 || address.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException(Allowed);
        }

        var (security, port) = address.Scheme switch
        {
            "smtp" => (SmtpSecurity.StartTls, 587),
            "smtps" => (SmtpSecurity.Tls, 465),
            "smtp+plain" => (SmtpSecurity.None, 25),
            _ => throw new FormatException(Allowed),
        };
        port = address.Port > 0 ? address.Port : port;
        var user = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : null;
        return new(string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{port}"), address.Host, port, security) { User = user };
    }

    private static BounceMailboxSettings BounceBox(string value)
    {
        var isOne = Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Host.Length > 0 && address.UserInfo.Length > 0 && !address.UserInfo.Contains(':', StringComparison.Ordinal);
        var (security, port) = (isOne ? address!.Scheme : "") switch
        {
            "imaps" => (SecureSocketOptions.SslOnConnect, 993),
            "imap" => (SecureSocketOptions.StartTls, 143),
            "imap+plain" => (SecureSocketOptions.None, 143),
            _ => throw new FormatException("a mailbox such as imaps://bounces@mail.example.org, without a password"),
        };
        var folder = Uri.UnescapeDataString(address!.AbsolutePath.Trim('/'));
        return new(address.Host, address.Port > 0 ? address.Port : port, security, Uri.UnescapeDataString(address.UserInfo), "", folder.Length > 0 ? folder : "INBOX");
    }

    private static List<(string, string)> Keys(string value)
    {
        var keys = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(key => key.Split('=', 2)).ToList();
        return keys.TrueForAll(key => key is [{ Length: > 0 and <= 63 } selector, { Length: > 0 }] && selector.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            ? [.. keys.Select(key => (key[0], key[1]))]
            : throw new FormatException("keys such as r2026=keys/r2026.pem");
    }
}
