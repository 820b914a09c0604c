using System.Text;
using MailKit.Net.Smtp;

namespace Newsletter.Delivery;

/// <summary>
/// One connection to a server. The commands of a mail are its own: nobody but this knows when the end of a mail was about to leave, and the bytes of a
/// mail are ready as they are.
/// </summary>
internal sealed class SmtpConnection(int mostMails) : SmtpClient, IMailConnection
{
    private int mails;
    private bool isBroken;

    public bool IsUsable => !isBroken && IsConnected && mails < mostMails;

    public async ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel)
    {
        // Whatever ends this without the server's last word leaves the connection in the middle of something.
        isBroken = true;
        mails++;
        try
        {
            if (await EnvelopeAsync(mail, cancel) is { } refusal)
            {
                isBroken = refusal.Code == 421 || !await ResetAsync(cancel);
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
            var reply = await SendCommandAsync(Encoding.ASCII.GetString(mail.Content.Span) + ".", CancellationToken.None);
            isBroken = (int)reply.StatusCode == 421;
            return SendReply.Of((int)reply.StatusCode, reply.Response);
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

    /// <summary>Null: the server waits for the mail's text.</summary>
    private async Task<SendReply?> EnvelopeAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var size = Capabilities.HasFlag(SmtpCapabilities.Size) ? $" SIZE={mail.Content.Length}" : "";
        var sender = await SendCommandAsync($"MAIL FROM:<{mail.Sender}>{size}", cancel);
        if (!IsGood(sender))
        {
            // A mail that is too large is refused here too (RFC 1870), and it alone.
            return (int)sender.StatusCode == 552 ? SendReply.Of(552, sender.Response) : SendReply.OfServer((int)sender.StatusCode, sender.Response);
        }

        var recipient = await SendCommandAsync($"RCPT TO:<{mail.Recipient}>", cancel);
        if (!IsGood(recipient))
        {
            return Refusal(recipient);
        }

        var data = await SendCommandAsync("DATA", cancel);
        return (int)data.StatusCode == 354 ? null : Refusal(data);
    }

    /// <summary>A server that closes the connection has said nothing of the mail.</summary>
    private static SendReply Refusal(SmtpResponse reply) =>
        (int)reply.StatusCode == 421 ? SendReply.OfServer(421, reply.Response) : SendReply.Of((int)reply.StatusCode, reply.Response);

    private static bool IsGood(SmtpResponse reply) => (int)reply.StatusCode is >= 200 and < 300;

    private async Task<bool> ResetAsync(CancellationToken cancel)
    {
        try
        {
            return IsGood(await SendCommandAsync("RSET", cancel));
        }
        catch (Exception problem) when (SmtpTransport.IsConnectionProblem(problem))
        {
            return false;
        }
    }
}
