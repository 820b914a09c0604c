using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Newsletter.Tests.Cli;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

/// <summary>TLS and AUTH against a real server (aiosmtpd), by the command as operators run it: the certificates that it trusts are the machine's.</summary>
public sealed class SmtpSecurityTests : IDisposable
{
    private readonly TempFolder folder = new();
    private Process? server;

    [Theory]
    [InlineData("starttls", "smtp")]
    [InlineData("tls", "smtps")]
    public async Task AMailGoesOverTlsAfterAuth(string mode, string scheme)
    {
        await StartAsync(mode, scheme);

        var result = await SendAsync("right");

        Assert.Equal((0, "Sent: [Test] Faust\n"), (result.ExitCode, result.Output));
        Assert.Equal(["auth news", "mail", "took tls news"], Log());
    }

    [Theory]
    [InlineData("starttls", "smtp")]
    [InlineData("tls", "smtps")]
    public async Task AWrongPasswordIsToldAndNothingIsSent(string mode, string scheme)
    {
        await StartAsync(mode, scheme);

        var result = await SendAsync("wrong");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Not sent: The server refused the user or the password: ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", result.Output + result.Errors, StringComparison.Ordinal);

        // Once for each way to say it that the server offers, PLAIN and LOGIN.
        Assert.Equal(["auth news", "auth news"], Log());
    }

    [Theory]
    [InlineData("starttls", "smtp", "localhost", false)]
    [InlineData("tls", "smtps", "localhost", false)]
    [InlineData("tls", "smtps", "elsewhere.example", true)]
    public async Task ACertificateThatIsNotTrustedOrAnothersIsRefused(string mode, string scheme, string name, bool isTrusted)
    {
        await StartAsync(mode, scheme, name);

        var result = await SendAsync("right", isTrusted);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("certificate", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Log());
    }

    [Fact]
    public async Task WithoutStartTlsNothingIsSaidInTheClear()
    {
        await StartAsync("stripped", "smtp");

        var result = await SendAsync("right");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("STARTTLS", result.Output, StringComparison.Ordinal);
        Assert.Empty(Log());
    }

    public void Dispose()
    {
        if (server is { HasExited: false })
        {
            server.Kill();
            server.WaitForExit();
        }

        server?.Dispose();
        folder.Dispose();
    }

    private string[] Log() => folder.Read("log").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task StartAsync(string mode, string scheme, string name = "localhost")
    {
        MakeCertificate(name);
        folder.Write("log", "");
        server = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Repository.At("tests/Newsletter.Tests/Delivery/secure_smtp.py"), folder.At("log"), mode, folder.At("certificate.pem"), folder.At("key.pem")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = int.Parse((await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)))!, CultureInfo.InvariantCulture);
        folder.Write("newsletter.yaml", $"base_url: https://stories.example/\nmail_from: Explained <news@stories.example>\nsmtp: {scheme}://news@localhost:{port}\n");
        folder.Write("inbox/faust.md", Some.Article(yaml: "title: Faust\nsummary: A bargain.\nspoilers: none\npublished: 2026-01-01\n"));
        (await RunAsync(new Dictionary<string, string?>(), "publish")).MustSucceed();
    }

    private Task<ChildResult> SendAsync(string password, bool isTrusted = true) => RunAsync(
        new Dictionary<string, string?> { ["NEWSLETTER_SMTP_PASSWORD"] = password, ["SSL_CERT_FILE"] = isTrusted ? folder.At("certificate.pem") : null },
        "digest", "send", "--test", "editor@example.org", "--from", "2026-01-01", "--until", "2026-01-02");

    private Task<ChildResult> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path, Environment = environment });

    private void MakeCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        folder.Write("certificate.pem", certificate.ExportCertificatePem());
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
