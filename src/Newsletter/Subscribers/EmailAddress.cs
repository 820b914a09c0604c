using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Newsletter.Subscribers;

/// <summary>
/// A mailbox that mail can be sent to: a dot-atom of ASCII and a domain of at least two labels (RFC 5321 section 4.1.2, without quoted
/// strings and address literals), at most 254 bytes, its domain in lower case and as IDNA A-labels (RFC 5890).
/// </summary>
public sealed record EmailAddress
{
    private const int MostLocal = 64;
    private const int Most = 254;
    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>False for what is no such mailbox, surrounding white space aside.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        text = text.Trim();
        var at = text.LastIndexOf('@');
        if (at is < 1 or > MostLocal || text.Length > Most || !text[..at].Split('.').All(IsAtom) || !TryDomain(text[(at + 1)..], out var domain))
        {
            return false;
        }

        var value = text[..at] + "@" + domain;
        address = value.Length <= Most ? new(value) : null;
        return address is not null;
    }

    /// <summary>Never the address: it must not slip into a log.</summary>
    public override string ToString() => "(address)";

    private static bool TryDomain(string text, out string domain)
    {
        domain = "";
        try
        {
            domain = Domains.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        return domain.IndexOf('.') > 0 && !domain.EndsWith('.') && !char.IsAsciiDigit(domain[^1]);
    }

    private static bool IsAtom(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal));
}
