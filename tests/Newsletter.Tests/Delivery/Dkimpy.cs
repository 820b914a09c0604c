using System.Globalization;
using System.Security.Cryptography;
using Newsletter.Delivery;
using Newsletter.Tests.Support;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Newsletter.Tests.Delivery;

/// <summary>A verifier of signatures that is not ours (dkimpy), with the keys handed in, and keys to sign with.</summary>
internal static class Dkimpy
{
    private const string Verify = """
        import sys, dkim
        records = dict(line.split(" ", 1) for line in sys.argv[1].split("\n"))
        mail = sys.stdin.buffer.read()
        lookup = lambda name, timeout=5: records.get((name.decode() if isinstance(name, bytes) else name).rstrip(".")).encode()
        count = mail.lower().count(b"dkim-signature:")
        def verify(i):
            try:
                return dkim.DKIM(mail, minkey=1024).verify(idx=i, dnsfunc=lookup)
            except dkim.ValidationError as problem:
                return "mismatch" in str(problem) and "False"
        print(*[verify(i) for i in range(count)])
        """;

    /// <summary>True or False for each signature of a mail, the first one first.</summary>
    public static async Task<string> VerifyAsync(string mail, params DkimKey[] keys)
    {
        var records = string.Join('\n', keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Selector}._domainkey.{key.Domain} {key.Record()}")));
        return (await ChildProcess.RunAsync("/usr/bin/python3", ["-c", Verify, records], new() { Input = mail })).MustSucceed().Output.Trim();
    }

    public static string RsaKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    public static string Ed25519Key()
    {
        using var text = new StringWriter();
        using var writer = new PemWriter(text);
        writer.WriteObject(new Pkcs8Generator(new Ed25519PrivateKeyParameters(new SecureRandom())));
        writer.Writer.Flush();
        return text.ToString();
    }
}
