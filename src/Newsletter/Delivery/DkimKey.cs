using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace Newsletter.Delivery;

/// <summary>
/// Signs mails in the name of a domain (RFC 6376, relaxed/relaxed): rsa-sha256, and ed25519-sha256 (RFC 8463) for a second signature beside it, since few
/// receivers verify that. Safe for use by many threads at once.
/// </summary>
public sealed class DkimKey : IDisposable
{
    private const int SignatureColumns = 72;

    /// <summary>Signed once more than they are there: a field added on the way breaks the signature.</summary>
    private static readonly HashSet<string> Sealed = new(["from", "to", "subject", "date", "reply-to", "list-unsubscribe"], StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentBag<RSA> idle = [];
    private readonly string pem;
    private readonly Ed25519PrivateKeyParameters? ed25519;

    private DkimKey(string domain, string selector, string pem, Ed25519PrivateKeyParameters? ed25519) =>
        (Domain, Selector, this.pem, this.ed25519) = (domain, selector, pem, ed25519);

    public string Domain { get; }

    public string Selector { get; }

    public string Algorithm => ed25519 is null ? "rsa-sha256" : "ed25519-sha256";

    /// <param name="pem">A private key: PKCS #8 or, of RSA, PKCS #1.</param>
    /// <exception cref="SettingsException">It is none, or of RSA and shorter than 1024 bits, or of another kind.</exception>
    public static DkimKey Parse(string domain, string selector, string pem)
    {
        try
        {
            var der = PemEncoding.Find(pem);
            if (pem[der.Label] == "PRIVATE KEY" && PrivateKeyFactory.CreateKey(Convert.FromBase64String(pem[der.Base64Data])) is Ed25519PrivateKeyParameters small)
            {
                return new(domain, selector, pem, small);
            }

            var key = new DkimKey(domain, selector, pem, null);
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            key.idle.Add(rsa);
            return rsa.KeySize >= 1024 ? key : throw new SettingsException($"The DKIM key '{selector}' has {rsa.KeySize} bits; receivers ask for 1024 at least. Make one of 2048.");
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException or FormatException or IOException or InvalidCastException)
        {
            throw new SettingsException($"The DKIM key '{selector}' is no private key of RSA or Ed25519 in PEM.");
        }
    }

    /// <summary>What stands in the domain's name service under <c>{selector}._domainkey.{domain}</c>, as TXT.</summary>
    public string Record()
    {
        if (ed25519 is not null)
        {
            return $"v=DKIM1; k=ed25519; p={Convert.ToBase64String(ed25519.GeneratePublicKey().GetEncoded())}";
        }

        var rsa = Rent();
        try
        {
            return $"v=DKIM1; k=rsa; p={Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}";
        }
        finally
        {
            idle.Add(rsa);
        }
    }

    /// <summary>The field, with CRLF at its end, to be put before the header.</summary>
    /// <param name="headers">All of them, in the order of the message.</param>
    /// <param name="body">As it is sent; its lines in relaxed form already.</param>
    public string Sign(IReadOnlyList<DkimHeader> headers, ReadOnlySpan<byte> body, DateTimeOffset date) => SignHash(headers, SHA256.HashData(body), date);

    /// <summary>The same, of a body that several keys sign.</summary>
    /// <param name="bodyHash">SHA-256.</param>
    internal string SignHash(IReadOnlyList<DkimHeader> headers, ReadOnlySpan<byte> bodyHash, DateTimeOffset date)
    {
        var names = headers.SelectMany(h => Sealed.Contains(h.Name) ? Enumerable.Repeat(h.Name.ToLowerInvariant(), 2) : [h.Name.ToLowerInvariant()]);
        var hash = Convert.ToBase64String(bodyHash);
        var field = string.Create(
            CultureInfo.InvariantCulture,
            $"v=1; a={Algorithm}; c=relaxed/relaxed; d={Domain}; s={Selector};\r\n t={date.ToUnixTimeSeconds()}; h={Fold(string.Join(':', names), ":")};\r\n bh={hash};\r\n b=");
        var signed = new StringBuilder();
        foreach (var header in headers)
        {
            signed.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append("\r\n");
        }

        signed.Append("dkim-signature:").Append(DkimHeader.Of("", field).Value);
        var signature = Convert.ToBase64String(Sign(Encoding.ASCII.GetBytes(signed.ToString())));
        return $"DKIM-Signature: {field}{string.Join("\r\n ", signature.Chunk(SignatureColumns).Select(line => new string(line)))}\r\n";
    }

    public void Dispose()
    {
        while (idle.TryTake(out var rsa))
        {
            rsa.Dispose();
        }
    }

    private byte[] Sign(byte[] data)
    {
        if (ed25519 is not null)
        {
            var signer = new Ed25519Signer();
            signer.Init(forSigning: true, ed25519);
            signer.BlockUpdate(SHA256.HashData(data));
            return signer.GenerateSignature();
        }

        var rsa = Rent();
        try
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            idle.Add(rsa);
        }
    }

    private RSA Rent()
    {
        if (idle.TryTake(out var rsa))
        {
            return rsa;
        }

        rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa;
    }

    /// <summary>Breaks a list into lines behind its separators.</summary>
    private static string Fold(string list, string separator)
    {
        var (folded, column) = (new StringBuilder(), 20);
        foreach (var item in list.Split(separator))
        {
            if (column + item.Length > SignatureColumns)
            {
                folded.Append("\r\n ");
                column = 1;
            }

            folded.Append(item).Append(separator);
            column += item.Length + 1;
        }

        return folded.ToString()[..^separator.Length];
    }
}
