using Newsletter.Delivery;

namespace Newsletter.Tests.Delivery;

public sealed class MailSettingsTests
{
    [Fact]
    public void ServersKeysAndLimitsAreReadFromTheSettings()
    {
        var mail = SettingsFile.Parse(
            """
            mail_reply_to: The editors <editors@example.org>
            mail_unsubscribe: leave@example.org
            mail_bounces: bounces@example.org
            smtp: [smtp://ida%40example.org@mail.example.org, smtps://u@other.example:8465, smtp+plain://localhost]
            mail_connections: 16
            mail_per_minute: 60
            mail_per_hour: 1000
            mail_warm_up: 2026-12-01
            dkim: [r1=keys/r1.pem, e1=keys/e1.pem]
            """,
            "newsletter.yaml").Mail;

        Assert.Equal(("editors@example.org", "leave@example.org", "bounces@example.org"), (mail.ReplyTo!.Address.Value, mail.UnsubscribeBox!.Value, mail.Bounces!.Value));
        Assert.Equal(
            [
                new("mail.example.org:587", "mail.example.org", 587, SmtpSecurity.StartTls) { User = "ida@example.org" },
                new("other.example:8465", "other.example", 8465, SmtpSecurity.Tls) { User = "u" },
                new("localhost:25", "localhost", 25, SmtpSecurity.None),
            ],
            mail.Servers);
        Assert.Equal((16, new RateLimit(60, 1000) { WarmUp = new(2026, 12, 1) }), (mail.Connections, mail.Limit));
        Assert.Equal([("r1", "keys/r1.pem"), ("e1", "keys/e1.pem")], mail.Keys);
    }

    [Theory]
    [InlineData("smtp: mail.example.org", "servers such as smtp://user@mail.example.org:587, without a password")]
    [InlineData("smtp: smtp://user:secret@mail.example.org", "servers such as smtp://user@mail.example.org:587, without a password")]
    [InlineData("smtp: [smtp+plain://localhost, smtp+plain://localhost]", "servers that differ")]
    [InlineData("mail_connections: 0", "a number from 1 to 64")]
    [InlineData("mail_warm_up: soon", "a day such as 2026-12-01")]
    [InlineData("mail_bounces: nobody", "an address such as bounces@example.org")]
    [InlineData("dkim: keys/r1.pem", "keys such as r2026=keys/r2026.pem")]
    public void AMistakeSaysWhatIsAllowed(string line, string allowed) =>
        Assert.Contains(allowed, Assert.Throws<SettingsException>(() => SettingsFile.Parse(line, "newsletter.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void PasswordsComeFromTheEnvironmentAndNeverIntoText()
    {
        var mail = SettingsFile.Parse("smtp: [smtp://a@one.example, smtp+plain://localhost, smtp://b@three.example]", "newsletter.yaml").Mail;

        var servers = MailSecrets.Servers(mail, name => name is "NEWSLETTER_SMTP_PASSWORD" ? "first" : name is "NEWSLETTER_SMTP_PASSWORD_3" ? "third" : null);

        Assert.Equal(["first", null, "third"], servers.Select(server => server.Password));
        Assert.All(servers, server => Assert.DoesNotContain("first", server.ToString(), StringComparison.Ordinal));
        Assert.Contains("NEWSLETTER_SMTP_PASSWORD_3", Assert.Throws<SettingsException>(() => MailSecrets.Servers(mail, name => name is "NEWSLETTER_SMTP_PASSWORD" ? "first" : null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyThatIsNotThereIsNamed() =>
        Assert.Contains("'r1'", Assert.Throws<SettingsException>(() => MailSecrets.Keys(new() { Keys = [("r1", "nowhere.pem")] }, "example.org", _ => null)).Message, StringComparison.Ordinal);
}
