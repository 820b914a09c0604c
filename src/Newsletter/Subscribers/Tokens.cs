using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Newsletter.Subscribers;

/// <summary>What a token lets its bearer do. Values are part of tokens and never change.</summary>
public enum TokenPurpose : byte
{
    Confirm = 1,

    /// <summary>See and change what is kept, export and erase it.</summary>
    Preferences = 2,

    Unsubscribe = 3,

    /// <summary>Send the sign-up form; of nobody.</summary>
    Form = 4,
}

/// <param name="Version">Of <see cref="Subscriber.TokenVersion"/> when it was made.</param>
/// <param name="Expires">Whole seconds; null: never.</param>
public sealed record Token(TokenPurpose Purpose, SubscriberId Subscriber, int Version, DateTimeOffset? Expires);

/// <summary>
/// Proofs in links that somebody reads the mail of a subscriber: HMAC-SHA256, cut to 128 bits, over key id, purpose, subscriber, version and expiry. The
/// address is no part of them. They fit an address as they are: about 60 of <c>A-Z a-z 0-9 - _ .</c>
/// </summary>
public sealed class Tokens(IReadOnlyList<TokenKey> keys)
{
    private const int MacBytes = 16;
    private const int Payload = 1 + 17 + 4 + 4;

    public string Issue(Token token)
    {
        Span<byte> bytes = stackalloc byte[Payload + MacBytes];
        bytes[0] = (byte)token.Purpose;
        Base32.Decode(token.Subscriber.Value, bytes.Slice(1, 17));
        BinaryPrimitives.WriteInt32BigEndian(bytes[18..], token.Version);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[22..], (uint)(token.Expires?.ToUnixTimeSeconds() ?? 0));
        Sign(keys[0], bytes[..Payload], bytes[Payload..]);
        return $"{keys[0].Id}.{Base64Url.EncodeToString(bytes)}";
    }

    /// <summary>Null: not one of ours, changed, cut, or for another purpose. Whether it has expired is in it.</summary>
    public Token? Read(string? text, TokenPurpose purpose)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        Span<byte> bytes = stackalloc byte[Payload + MacBytes];
        if (dot <= 0 || text!.Length - dot - 1 != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text.AsSpan(dot + 1)) || !Base64Url.TryDecodeFromChars(text.AsSpan(dot + 1), bytes, out var written) || written != bytes.Length)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacBytes];
        var key = keys.FirstOrDefault(k => k.Id == text[..dot]);
        if (key is not null)
        {
            Sign(key, bytes[..Payload], mac);
        }

        if (key is null || !CryptographicOperations.FixedTimeEquals(mac, bytes[Payload..]) || bytes[0] != (byte)purpose)
        {
            return null;
        }

        var expires = BinaryPrimitives.ReadUInt32BigEndian(bytes[22..]);
        return new(
            purpose, new(Base32.Of(bytes.Slice(1, 17), SubscriberId.Length)), BinaryPrimitives.ReadInt32BigEndian(bytes[18..]),
            expires == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    private static void Sign(TokenKey key, ReadOnlySpan<byte> payload, Span<byte> mac)
    {
        var name = Encoding.ASCII.GetBytes($"newsletter token {key.Id} ");
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, [.. name, .. payload], whole);
        whole[..MacBytes].CopyTo(mac);
    }
}
