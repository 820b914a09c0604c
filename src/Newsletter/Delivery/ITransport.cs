namespace Newsletter.Delivery;

/// <summary>Takes mails on their way.</summary>
public interface ITransport
{
    /// <summary>For the ledger and for people.</summary>
    string Name { get; }

    /// <summary>A connection; null with the reason when there is none to be had now.</summary>
    ValueTask<(IMailConnection? Connection, SendReply Reply)> ConnectAsync(CancellationToken cancel);

    /// <summary>What became of a mail whose worker died when it may have been on its way: accepted, or unknown.</summary>
    ValueTask<SendReply> ResolveAsync(string name, CancellationToken cancel);
}

/// <summary>Sends one mail after another.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>False: it takes no more mails.</summary>
    bool IsUsable { get; }

    /// <summary>Hands a mail over.</summary>
    /// <param name="begin">Called once, right before the end of the mail can be on its way; it has noted so when it returns true. False: somebody else has the delivery.</param>
    /// <param name="cancel">Ends it before that, never after.</param>
    ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel);
}
