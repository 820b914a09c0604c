using System.Text;

namespace Newsletter.Storage;

/// <summary>UTF-8 that loses nothing: text that has none (a lone surrogate) is refused, where the usual encoding would write U+FFFD.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The text has a lone surrogate.</exception>
    public static int CountBytes(string text) => Encoding.GetByteCount(text);
}
