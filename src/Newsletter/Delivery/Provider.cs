namespace Newsletter.Delivery;

/// <summary>A way out for mails, and how many may take it.</summary>
public sealed record Provider(ITransport Transport, Throttle Throttle);

/// <summary>
/// One mail after another over one connection at a time: to the first provider that takes mail. The next one gets a mail only when it is certain that the
/// one before has not.
/// </summary>
internal sealed class MailLine(IReadOnlyList<Provider> providers) : IAsyncDisposable
{
    private IMailConnection? connection;
    private Provider? connected;

    /// <summary>When a provider may take mail again that none took the last time for its limits; null: one did, or nobody knows.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Hands a mail over. When nobody takes it, tells when somebody may; null: nobody knows.</summary>
    /// <param name="begin">See <see cref="IMailConnection.SendAsync"/>; with the provider's name.</param>
    public async ValueTask<(SendReply Reply, DateTimeOffset? NotBefore)> SendAsync(OutgoingMail mail, Func<string, ValueTask<bool>> begin, CancellationToken cancel)
    {
        var last = new SendReply(SendOutcome.NotSent, 0, "There is no provider.");
        DateTimeOffset? notBefore = HeldUntil = null;
        foreach (var provider in providers)
        {
            if (await provider.Throttle.TakeAsync(cancel) is { } until)
            {
                notBefore = notBefore < until ? notBefore : until;
                last = new(SendOutcome.NotSent, 0, $"{provider.Transport.Name} takes no more for now.");
                continue;
            }

            last = await SendAsync(provider, mail, begin, cancel);
            if (last.AsksToSlowDown || (last.Outcome == SendOutcome.NotSent && connection is null))
            {
                await provider.Throttle.HoldAsync(cancel);
            }
            else if (last.Outcome == SendOutcome.Accepted)
            {
                await provider.Throttle.EaseAsync(cancel);
            }

            if (last.Outcome != SendOutcome.NotSent)
            {
                return (last, null);
            }
        }

        HeldUntil = notBefore;
        return (last, notBefore);
    }

    public async ValueTask DisposeAsync()
    {
        await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        connection = null;
    }

    private async ValueTask<SendReply> SendAsync(Provider provider, OutgoingMail mail, Func<string, ValueTask<bool>> begin, CancellationToken cancel)
    {
        while (true)
        {
            var isFresh = connected != provider || connection is not { IsUsable: true };
            if (isFresh)
            {
                await DisposeAsync();
                (connection, var refusal) = await provider.Transport.ConnectAsync(cancel);
                connected = provider;
                if (connection is null)
                {
                    return refusal;
                }
            }

            var reply = await connection!.SendAsync(mail, () => begin(provider.Transport.Name), cancel);
            if (!connection.IsUsable)
            {
                await DisposeAsync();
            }

            // A connection that was idle may have been closed meanwhile: that says nothing of the server.
            if (isFresh || reply is not { Outcome: SendOutcome.NotSent, Code: 0 } || connection is not null)
            {
                return reply;
            }
        }
    }
}
