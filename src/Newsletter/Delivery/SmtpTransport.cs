using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Newsletter.Delivery;

/// <summary>How mails leave a connection.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS (RFC 3207); without it no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>None: to a server on the same machine.</summary>
    None,
}

/// <summary>A server that takes our mails on.</summary>
/// <param name="Name">For the ledger and for people.</param>
/// <param name="Port">587, 465 or 25 as a rule.</param>
public sealed record SmtpServer(string Name, string Host, int Port, SmtpSecurity Security)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Mails of one connection, after which another is opened.</summary>
    public int MostMails { get; init; } = 100;

    /// <summary>How long a reply is waited for; RFC 5321 section 4.5.3.2 asks for 10 minutes at the end of a mail.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Never the password.</summary>
    public override string ToString() => Name;
}

/// <summary>SMTP (RFC 5321) over MailKit's connection, TLS and AUTH.</summary>
public sealed class SmtpTransport(SmtpServer server) : ITransport
{
    public string Name => server.Name;

    public async ValueTask<(IMailConnection? Connection, SendReply Reply)> ConnectAsync(CancellationToken cancel)
    {
        var connection = new SmtpConnection(server.MostMails, server.Patience) { Timeout = (int)server.Patience.TotalMilliseconds };
        try
        {
            await OpenAsync(connection, cancel);
            return (connection, default);
        }
        catch (Exception problem) when (IsConnectionProblem(problem))
        {
            connection.Dispose();
            return (null, problem switch
            {
                SmtpCommandException refusal => SendReply.OfServer((int)refusal.StatusCode, refusal.Message),
                AuthenticationException => new(SendOutcome.NotSent, 0, $"The server refused the user or the password: {problem.Message}"),
                _ => new(SendOutcome.NotSent, 0, problem.Message),
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <remarks>No server can be asked.</remarks>
    public ValueTask<SendReply> ResolveAsync(string name, CancellationToken cancel) =>
        new(new SendReply(SendOutcome.Unknown, 0, "The worker died while it handed the mail over."));

    internal static bool IsConnectionProblem(Exception problem) => problem is IOException or SocketException or ProtocolException or CommandException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or TimeoutException or NotSupportedException
        or ObjectDisposedException;

    private async Task OpenAsync(SmtpConnection connection, CancellationToken cancel)
    {
        // MailKit's own sockets wait for acknowledgements before they send what is less than a packet (Nagle).
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancel);
            await connection.ConnectAsync(socket, server.Host, server.Port, server.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            }, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (server.User is { } user)
        {
            await connection.AuthenticateAsync(user, server.Password ?? "", cancel);
        }

        connection.Begin(socket);
    }
}
