using System.Security.Cryptography;

namespace Newsletter.Subscribers;

/// <summary>Names a subscriber without telling who it is: 26 of <c>a-z 2-7</c>, of which 25 are random. Stays the same as long as the record exists.</summary>
public readonly record struct SubscriberId(string Value)
{
    public const int Length = 26;

    public static SubscriberId New(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[17];
        random.GetBytes(bytes);
        return new(Base32.Of(bytes, Length));
    }

    public static bool TryParse(string text, out SubscriberId id)
    {
        id = new(text);
        return Base32.IsText(text, Length);
    }

    public override string ToString() => Value;
}
