using MailKit.Security;
using Newsletter.Delivery;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>How the settings of what comes back are written.</summary>
public sealed class BounceSettingsTests
{
    [Theory]
    [InlineData("imaps://bounces@mail.example.org", "mail.example.org", 993, SecureSocketOptions.SslOnConnect, "INBOX")]
    [InlineData("imap://b%40example.org@mail.example.org:1143/Old/Bounces", "mail.example.org", 1143, SecureSocketOptions.StartTls, "Old/Bounces")]
    [InlineData("imap+plain://b@localhost/", "localhost", 143, SecureSocketOptions.None, "INBOX")]
    public void AMailboxIsAnAddress(string text, string host, int port, SecureSocketOptions security, string folder)
    {
        var box = Set("bounce_mailbox", text).Mail.BounceBox!;

        Assert.Equal((host, port, security, folder, ""), (box.Host, box.Port, box.Security, box.Folder, box.Password));
        Assert.StartsWith("b", box.User, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("imaps://mail.example.org")]
    [InlineData("imaps://b:secret@mail.example.org")]
    [InlineData("https://b@mail.example.org")]
    public void AnythingElseIsSaid(string text) => Assert.Contains("without a password", Assert.Throws<FormatException>(() => Set("bounce_mailbox", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void ItsPasswordComesFromTheEnvironment()
    {
        var settings = Set("bounce_mailbox", "imaps://b@mail.example.org").Mail;

        Assert.Null(MailSecrets.BounceBox(new(), _ => "x"));
        Assert.NotNull(MailSecrets.BounceBox(settings, name => name == MailSecrets.BouncePassword ? "x" : null));
        Assert.Contains(MailSecrets.BouncePassword, Assert.Throws<SettingsException>(() => MailSecrets.BounceBox(settings, _ => "")).Message, StringComparison.Ordinal);
    }

    private static SiteSettings Set(string key, string value) => SiteOption.All.Single(option => option.Key == key).Apply(new(), value);
}
