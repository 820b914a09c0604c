using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MailKit.Net.Smtp;

namespace Newsletter.Delivery;

/// <summary>
/// One connection to a server. MailKit opens it, with TLS and AUTH, and closes it. The commands of a mail are its own: nobody but this knows when the end of a
/// mail was about to leave, and the bytes of a mail are ready as they are. Where the server offers PIPELINING (RFC 2920), the envelope is one piece.
/// </summary>
internal sealed class SmtpConnection(int mostMails, TimeSpan patience) : SmtpClient, IMailConnection
{
    private SmtpTalk? talk;
    private int mails;
    private bool isBroken;
    private bool waitsForText;

    public bool IsUsable => !isBroken && IsConnected && mails < mostMails;

    /// <summary>Must be called once, when it is connected and known to the server.</summary>
    /// <param name="socket">That it was connected over.</param>
    public void Begin(Socket socket) => talk = new(IsSecure ? Inner(Outer(this)) : new NetworkStream(socket), patience);

    public async ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel)
    {
        // Whatever ends this without the server's last word leaves the connection in the middle of something.
        isBroken = true;
        mails++;
        try
        {
            if (await EnvelopeAsync(mail, cancel) is { } refusal)
            {
                isBroken = refusal.Code == 421 || waitsForText || !await ResetAsync(cancel);
                return refusal;
            }
        }
        catch (Exception problem) when (SmtpTransport.IsConnectionProblem(problem))
        {
            return new(SendOutcome.NotSent, 0, problem.Message);
        }

        if (!await begin())
        {
            return new(SendOutcome.TakenOver, 0, "");
        }

        try
        {
            talk!.Add(mail.Content.Span);
            talk.Add(".");
            await talk.SendAsync(CancellationToken.None);
            var reply = await talk.ReadAsync(CancellationToken.None);
            isBroken = reply.Code == 421;
            return SendReply.Of(reply.Code, reply.Text);
        }
        catch (Exception problem) when (SmtpTransport.IsConnectionProblem(problem))
        {
            return new(SendOutcome.Unknown, 0, problem.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (isBroken || !IsConnected ? Task.CompletedTask : DisconnectAsync(quit: true, CancellationToken.None));
        }
        catch (Exception problem) when (SmtpTransport.IsConnectionProblem(problem))
        {
            // Every mail has its answer; a farewell without one harms nobody.
        }

        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            talk?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Null: the server waits for the mail's text.</summary>
    private async Task<SendReply?> EnvelopeAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var size = Capabilities.HasFlag(SmtpCapabilities.Size) ? $" SIZE={mail.Content.Length}" : "";
        string[] commands = [$"MAIL FROM:<{mail.Sender}>{size}", $"RCPT TO:<{mail.Recipient}>", "DATA"];
        SendReply? refusal = null;
        await foreach (var (i, reply) in AskAsync(commands, cancel))
        {
            if (reply.Code == 421)
            {
                // A server that closes the connection has said nothing of the mail.
                return refusal ?? SendReply.OfServer(421, reply.Text);
            }

            // It may wait for a text although it has refused the mail: there is no way back from there.
            waitsForText = reply.Code == 354;
            refusal ??= i < 2 ? Refusal(reply, isRecipient: i == 1) : reply.Code == 354 ? null : SendReply.Of(reply.Code, reply.Text);
            if (refusal is not null && !IsPipelined)
            {
                return refusal;
            }
        }

        return refusal;
    }

    private bool IsPipelined => Capabilities.HasFlag(SmtpCapabilities.Pipelining);

    /// <summary>The replies to commands, in order: all commands at once where the server offers that, else each when the one before was answered.</summary>
    private async IAsyncEnumerable<(int Number, SmtpReply Reply)> AskAsync(string[] commands, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            if (i == 0 || !IsPipelined)
            {
                Array.ForEach(IsPipelined ? commands : [commands[i]], talk!.Add);
                await talk!.SendAsync(cancel);
            }

            yield return (i, await talk!.ReadAsync(cancel));
        }
    }

    /// <summary>A mail that is too large is refused at MAIL too (RFC 1870), and it alone; all else there is no recipient's affair.</summary>
    private static SendReply? Refusal(SmtpReply reply, bool isRecipient) =>
        reply.IsGood ? null : isRecipient || reply.Code == 552 ? SendReply.Of(reply.Code, reply.Text) : SendReply.OfServer(reply.Code, reply.Text);

    private async Task<bool> ResetAsync(CancellationToken cancel)
    {
        try
        {
            talk!.Add("RSET");
            await talk.SendAsync(cancel);
            return (await talk.ReadAsync(cancel)).IsGood;
        }
        catch (Exception problem) when (SmtpTransport.IsConnectionProblem(problem))
        {
            return false;
        }
    }

    // What TLS is spoken over is MailKit's own, and it has no other way to it. Its version is pinned, and a test sends a mail over TLS.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Stream")]
    [return: UnsafeAccessorType("MailKit.Net.Smtp.SmtpStream, MailKit")]
    private static extern object Outer(SmtpClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Stream")]
    private static extern Stream Inner([UnsafeAccessorType("MailKit.Net.Smtp.SmtpStream, MailKit")] object stream);
}
