namespace Newsletter.Delivery;

/// <summary>What becomes of a delivery. Pure.</summary>
internal static class DeliverySteps
{
    private const int MostReply = 300;

    /// <summary>Before that another worker is to be left alone with it, or it is not to be tried; null: it may be taken now.</summary>
    public static DateTimeOffset? WaitsUntil(DeliveryRecord delivery, SendingRules rules, DateTimeOffset now)
    {
        var until = delivery.State switch
        {
            DeliveryState.Claimed => delivery.Changed + rules.ClaimTime,
            DeliveryState.Sending => delivery.Changed + rules.SendingTime,
            DeliveryState.Retry => delivery.NotBefore ?? now,
            _ => now,
        };
        return until > now ? until : null;
    }

    public static DeliveryRecord Claimed(DeliveryRecord delivery, DateTimeOffset now) => delivery with
    {
        State = DeliveryState.Claimed,
        Attempts = delivery.Attempts + 1,
        Changed = now,
        NotBefore = null,
    };

    public static DeliveryRecord Cancelled(DeliveryRecord delivery, string reason, DateTimeOffset now) => delivery with
    {
        State = DeliveryState.Cancelled,
        Changed = now,
        NotBefore = null,
        Reply = reason,
    };

    /// <summary>What a reply makes of it; null: it is somebody else's.</summary>
    /// <param name="notBefore">When a provider may take it, where none does.</param>
    /// <param name="address">Does not go into the ledger.</param>
    public static DeliveryRecord? After(DeliveryRecord delivery, SendReply reply, DateTimeOffset? notBefore, string address, SendingRules rules, DateTimeOffset now)
    {
        var after = delivery with { Changed = now, NotBefore = null, Reply = Shown(reply.Text, address) };
        return reply.Outcome switch
        {
            SendOutcome.Accepted => after with { State = DeliveryState.Accepted },
            SendOutcome.Permanent => after with { State = DeliveryState.Failed },
            SendOutcome.Unknown => after with { State = DeliveryState.Uncertain },
            SendOutcome.Temporary when delivery.Attempts >= rules.MostAttempts => after with { State = DeliveryState.Failed },
            SendOutcome.Temporary => after with { State = DeliveryState.Retry, NotBefore = now + rules.Backoff(delivery.Attempts) },

            // Nobody has refused this mail, so it is no attempt that counts.
            SendOutcome.NotSent => after with { State = DeliveryState.Retry, Attempts = delivery.Attempts - 1, NotBefore = notBefore ?? (now + rules.FirstRetry) },
            _ => null,
        };
    }

    private static string Shown(string text, string address)
    {
        text = address.Length == 0 ? text : text.Replace(address, "(address)", StringComparison.OrdinalIgnoreCase);
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length <= MostReply ? text : text[..MostReply];
    }
}
