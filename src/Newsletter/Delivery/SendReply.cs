namespace Newsletter.Delivery;

public enum SendOutcome
{
    Accepted,

    /// <summary>Refused for now; the mail is not on its way.</summary>
    Temporary,

    /// <summary>This mail is refused for good.</summary>
    Permanent,

    /// <summary>The connection failed before the end of the mail was on its way, or the server takes no mail of ours: another provider may take it.</summary>
    NotSent,

    /// <summary>The connection died when the end of the mail may have been on its way.</summary>
    Unknown,

    /// <summary>Somebody else has taken the delivery meanwhile; nothing was sent.</summary>
    TakenOver,
}

/// <summary>What came of handing a mail over.</summary>
/// <param name="Code">Of the server's reply (RFC 5321 section 4.2); 0 without one.</param>
/// <param name="Text">Of the reply with its enhanced status code (RFC 3463), or what happened. May hold the recipient's address.</param>
public readonly record struct SendReply(SendOutcome Outcome, int Code, string Text)
{
    /// <summary>The server is busy, or has had enough of us for now.</summary>
    public bool AsksToSlowDown => Code is 421 or 450 or 451 or 452 && Outcome != SendOutcome.Accepted;

    /// <summary>A reply to RCPT TO, DATA or the end of the mail. An enhanced status code says more exactly than the three digits what kind it is.</summary>
    public static SendReply Of(int code, string text) => new(
        code is >= 200 and < 300 ? SendOutcome.Accepted : IsPermanent(code, text) ? SendOutcome.Permanent : SendOutcome.Temporary, code, Shown(code, text));

    /// <summary>A reply to what is no recipient's affair: the greeting, AUTH, MAIL FROM.</summary>
    public static SendReply OfServer(int code, string text) => new(SendOutcome.NotSent, code, Shown(code, text));

    private static bool IsPermanent(int code, string text) => EnhancedClass(text) switch
    {
        '5' => true,
        '4' => false,
        _ => code >= 500,
    };

    /// <summary>The first digit of an enhanced status code that the text begins with; NUL without one.</summary>
    private static char EnhancedClass(string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var parts = (end < 0 ? text : text[..end]).Split('.');
        return parts is ["2" or "4" or "5", { Length: >= 1 and <= 3 } subject, { Length: >= 1 and <= 3 } detail] && (subject + detail).All(char.IsAsciiDigit) ? parts[0][0] : '\0';
    }

    private static string Shown(int code, string text) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{code} {text}");
}
