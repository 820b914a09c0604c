using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Newsletter.Storage;

namespace Newsletter.Delivery.Bounces;

/// <summary>Where bounces of plain SMTP come back to: a mailbox over IMAP (RFC 9051), all of whose mails are read once.</summary>
/// <param name="Security"><see cref="SecureSocketOptions.None"/> is for a server on the same machine.</param>
/// <param name="Folder">Its name.</param>
public sealed record BounceMailboxSettings(string Host, int Port, SecureSocketOptions Security, string User, string Password, string Folder = "INBOX")
{
    /// <summary>Without user and password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Reads such a mailbox. A mail that was taken is marked as seen, and nothing is removed; one that could not be taken is read again next time.</summary>
public sealed class BounceMailbox(BounceMailboxSettings settings)
{
    /// <summary>A larger mail is passed over: a report has a few kilobytes, and what it sends back, some more.</summary>
    private const uint MostBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="take">Called for each mail that was not seen yet; when it throws, the mail counts as not seen, and so do those behind it.</param>
    /// <returns>How many mails were read.</returns>
    /// <exception cref="StorageException">The server can't be reached, or does not let us in.</exception>
    public async Task<int> ReadAsync(Func<MimeMessage, Task> take, CancellationToken cancel)
    {
        using var client = new ImapClient { Timeout = (int)Patience.TotalMilliseconds };
        IMailFolder folder;
        IList<IMessageSummary> waiting;
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancel);
            await client.AuthenticateAsync(settings.User, settings.Password, cancel);
            folder = settings.Folder == "INBOX" ? client.Inbox : await client.GetFolderAsync(settings.Folder, cancel);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancel);
            waiting = await folder.FetchAsync(await folder.SearchAsync(SearchQuery.NotSeen, cancel), MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancel);
        }
        catch (AuthenticationException)
        {
            throw new StorageException($"The mailbox for bounces at {settings} refuses the user or the password. Check both.");
        }
        catch (Exception problem) when (problem is ImapCommandException or ImapProtocolException or FolderNotFoundException or IOException or System.Net.Sockets.SocketException or SslHandshakeException or ServiceNotConnectedException)
        {
            throw new StorageException($"The mailbox for bounces at {settings} can't be read: {problem.Message}", problem);
        }

        foreach (var mail in waiting)
        {
            if (mail.Size is null or <= MostBytes)
            {
                await take(await folder.GetMessageAsync(mail.UniqueId, cancel));
            }

            await folder.AddFlagsAsync(mail.UniqueId, MessageFlags.Seen, silent: true, cancel);
        }

        await client.DisconnectAsync(quit: true, cancel);
        return waiting.Count;
    }
}
