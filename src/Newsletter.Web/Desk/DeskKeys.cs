using System.Security.Cryptography;

namespace Newsletter.Web.Desk;

/// <summary>
/// What opens the desk while it runs: the first part of its addresses, made anew at every start. Whoever has it may do what the desk does; nothing else
/// (a cookie, a password) is asked for, so no other page can borrow it (docs/decisions/0034).
/// </summary>
/// <param name="Desk">For the desk itself.</param>
/// <param name="Frames">For what its frames show, and nothing more: a page's script could read its own address.</param>
public sealed record DeskKeys(string Desk, string Frames)
{
    private const int Bytes = 24;

    public static DeskKeys New(RandomNumberGenerator random) => new(Key(random), Key(random));

    /// <summary>Compares without telling by the time how much of it was right.</summary>
    public static bool Same(string key, ReadOnlySpan<char> given) => CryptographicOperations.FixedTimeEquals(
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(key.AsSpan()), System.Runtime.InteropServices.MemoryMarshal.AsBytes(given));

    /// <summary>Nothing of it belongs into a log.</summary>
    public override string ToString() => nameof(DeskKeys);

    private static string Key(RandomNumberGenerator random)
    {
        var bytes = new byte[Bytes];
        random.GetBytes(bytes);
        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }
}
