using MimeKit;

namespace Newsletter.Subscribers;

/// <summary>Takes single mails that somebody waits for.</summary>
public interface IMailOut
{
    /// <summary>When it returns, the mail is kept, or was taken by whoever delivers it. Throws whatever keeps it from that; it may be tried again.</summary>
    ValueTask SendAsync(MimeMessage message, CancellationToken cancel);
}
