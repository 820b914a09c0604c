using System.Security.Cryptography;

namespace Newsletter.Subscribers;

/// <summary>A key that tokens are signed with.</summary>
/// <param name="Id">1 to 8 of <c>a-z 0-9</c>; part of each token.</param>
/// <param name="Bytes">32 bytes.</param>
public sealed record TokenKey(string Id, byte[] Bytes);

/// <summary>
/// The secrets of a site, written as <c>address=BASE64 k2=BASE64 k1=BASE64</c>, with spaces, commas or line ends between, each of 32 bytes. The first key beside
/// <c>address</c> signs; the others still open what they signed, until they are taken out. <c>address</c> stays for the life of the site.
/// </summary>
public sealed class SiteKeys
{
    /// <summary>The environment variable that holds them, where it is set.</summary>
    public const string Variable = "NEWSLETTER_KEYS";

    private const string AddressName = "address";
    private const int KeyBytes = 32;
    private const int LongestId = 8;

    private SiteKeys(byte[] address, IReadOnlyList<TokenKey> tokens) => (Address, Tokens) = (new(address), tokens);

    public AddressHash Address { get; }

    /// <summary>The first signs.</summary>
    public IReadOnlyList<TokenKey> Tokens { get; }

    /// <summary>The text of keys that nobody had before.</summary>
    public static string NewText(RandomNumberGenerator random)
    {
        string Key()
        {
            var bytes = new byte[KeyBytes];
            random.GetBytes(bytes);
            return Convert.ToBase64String(bytes);
        }

        return $"{AddressName}={Key()}\nk1={Key()}\n";
    }

    /// <exception cref="SettingsException">What is wrong, without a word of the keys.</exception>
    public static SiteKeys Parse(string text)
    {
        byte[]? address = null;
        var tokens = new List<TokenKey>();
        foreach (var entry in text.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? entry[..equals] : "";
            if (name.Length is 0 or > LongestId || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            {
                throw Wrong($"write each key as name=BASE64, its name 1 to {LongestId} small letters and digits, without quotes");
            }

            var bytes = Bytes(entry[(equals + 1)..]) ?? throw Wrong($"the key '{name}' is not 32 bytes in base64");
            if (name == AddressName ? address is not null : tokens.Exists(key => key.Id == name))
            {
                throw Wrong($"the key '{name}' is there twice");
            }

            if (name == AddressName)
            {
                address = bytes;
            }
            else
            {
                tokens.Add(new(name, bytes));
            }
        }

        return address is not null && tokens.Count > 0 ? new(address, tokens) : throw Wrong("there must be a key 'address' and one more, such as 'k1'");
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[KeyBytes];
        return base64.Length == 44 && Convert.TryFromBase64String(base64, bytes, out var written) && written == KeyBytes ? bytes : null;
    }

    private static SettingsException Wrong(string what) => new($"The keys of subscribers ({Variable}) can't be read: {what}.");
}
