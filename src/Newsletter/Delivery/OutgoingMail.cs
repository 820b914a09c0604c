namespace Newsletter.Delivery;

/// <summary>A mail as it goes out (RFC 5321 section 2.3).</summary>
/// <param name="Name">Stays the same over attempts and tells nothing: the part of its Message-ID before the <c>@</c>.</param>
/// <param name="Sender">Envelope address, ASCII.</param>
/// <param name="Recipient">Envelope address, ASCII.</param>
/// <param name="Content">Header and body, ASCII, CRLF at the end of each line and none beginning with a dot.</param>
public sealed record OutgoingMail(string Name, string Sender, string Recipient, ReadOnlyMemory<byte> Content)
{
    /// <summary>What holds the content, if it is to be used again. Whoever asked for the mail disposes it when the mail is handed over, and nobody looks at the content after that.</summary>
    public IDisposable? Lent { get; init; }

    /// <summary>Never an address: it must not slip into a log.</summary>
    public override string ToString() => Name;
}
