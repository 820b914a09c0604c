using System.Security.Cryptography;
using System.Text;

namespace Newsletter.Subscribers;

/// <summary>
/// Stands for an address or another thing that must not be read from a key: the first 160 bits of HMAC-SHA256 under a key of the site, 32 of
/// <c>a-z 2-7</c>. Whoever has the table without the key can't try addresses out. The key can't be changed without losing what is stored by it.
/// </summary>
public sealed class AddressHash(byte[] key)
{
    public const int Length = 32;

    /// <summary>The same for every writing of one mailbox: capitals don't count.</summary>
    public string Of(EmailAddress address) => Of("address", address.Value.ToLowerInvariant());

    /// <param name="kind">Keeps apart what happens to have the same text.</param>
    public string Of(string kind, string text) => Base32.Of(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\0{text}")), Length);
}
