namespace Newsletter.Subscribers;

/// <summary>Bytes as letters that survive every mail program, address and key: <c>a-z 2-7</c> (RFC 4648 section 6, lower case, no padding).</summary>
internal static class Base32
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The first <paramref name="length"/> letters of the bytes, 5 bits each.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            var bit = i * 5;
            var two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Letters[(two >> (11 - bit % 8)) & 31];
        }

        return new(text);
    }

    /// <summary>The bytes of letters, the last bits zero.</summary>
    /// <exception cref="FormatException">Something else than these letters.</exception>
    public static void Decode(string text, Span<byte> bytes)
    {
        bytes.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            var value = Letters.IndexOf(text[i], StringComparison.Ordinal);
            var bit = i * 5;
            var two = value >= 0 ? value << (11 - bit % 8) : throw new FormatException("Not base32.");
            bytes[bit / 8] |= (byte)(two >> 8);
            if ((byte)two != 0)
            {
                bytes[bit / 8 + 1] |= (byte)two;
            }
        }
    }

    public static bool IsText(string text, int length) => text.Length == length && text.All(c => c is >= 'a' and <= 'z' or >= '2' and <= '7');
}
