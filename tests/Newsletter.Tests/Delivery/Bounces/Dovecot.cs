using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailKit.Security;
using Newsletter.Delivery.Bounces;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>A real IMAP server (Dovecot) with one mailbox, on the loopback. It ends with the test.</summary>
internal sealed class Dovecot : IDisposable
{
    private const string Nobody = "65534";
    private readonly TempFolder folder = new();
    private readonly Process process;
    private readonly int port;
    private int delivered;

    private Dovecot()
    {
        port = LoopbackPort.Free();
        foreach (var sub in new[] { "run", "state", "mail/new", "mail/cur", "mail/tmp" })
        {
            Directory.CreateDirectory(folder.At(sub));
        }

        if (IsRoot)
        {
            // Dovecot serves no mailbox of root.
            Run("chmod", "a+x", folder.Path);
            Run("chown", "-R", $"{Nobody}:{Nobody}", folder.At("mail"));
        }

        process = Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", folder.Write("dovecot.conf", Configuration())]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public BounceMailboxSettings Settings => new("127.0.0.1", port, SecureSocketOptions.None, "ida", "secret");

    /// <summary>Somebody else may take a free port before it does: then it tries another.</summary>
    public static async Task<Dovecot> StartAsync()
    {
        const int Tries = 5;
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await TryAsync();
            }
            catch (InvalidOperationException) when (tried < Tries)
            {
            }
        }
    }

    private static async Task<Dovecot> TryAsync()
    {
        var server = new Dovecot();
        for (var began = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, server.port);
                var greeting = await new StreamReader(client.GetStream()).ReadLineAsync();
                if (greeting?.StartsWith("* OK", StringComparison.Ordinal) == true)
                {
                    return server;
                }
            }
            catch (Exception problem) when (problem is SocketException or IOException && began.Elapsed < TimeSpan.FromMinutes(1) && !server.process.HasExited)
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            if (server.process.HasExited)
            {
                var said = await server.process.StandardError.ReadToEndAsync();
                server.Dispose();
                throw new InvalidOperationException("Dovecot did not start; ./test.sh installs what the tests need. " + said);
            }
        }
    }

    public void Deliver(string mail) => folder.Write($"mail/new/{delivered++}.test", mail.ReplaceLineEndings("\n"));

    public void Dispose()
    {
        if (!process.HasExited)
        {
            // It has children; they end with it.
            Run("doveadm", "-c", folder.At("dovecot.conf"), "stop");
            process.WaitForExit();
        }

        process.Dispose();
        folder.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return said;
    }

    private string Configuration()
    {
        var (user, group) = IsRoot ? (Nobody, Nobody) : (Run("id", "-u"), Run("id", "-g"));
        var ownUser = IsRoot ? "" : $"default_internal_user = {Environment.UserName}\ndefault_login_user = {Environment.UserName}\ndefault_internal_group = {Run("id", "-gn")}\n";
        var noCage = IsRoot ? "" : "chroot =";
        return $$"""
            {{ownUser}}
            base_dir = {{folder.At("run")}}
            state_dir = {{folder.At("state")}}
            log_path = /dev/stderr
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_failure_delay = 0
            first_valid_uid = 1
            first_valid_gid = 0
            mail_location = maildir:{{folder.At("mail")}}
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{group}} home={{folder.Path}}
            }
            service anvil {
              {{noCage}}
            }
            service imap-login {
              {{noCage}}
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            """;
    }
}
