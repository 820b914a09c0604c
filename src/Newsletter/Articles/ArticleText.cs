using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Newsletter.Articles;

/// <summary>From the bytes that an editor uploaded to text that the rest of the pipeline can trust.</summary>
public static class ArticleText
{
    /// <summary>The largest article, in bytes of the file.</summary>
    public const int MaxBytes = 1_048_576;

    /// <summary>
    /// Reads UTF-8 (with or without a byte-order mark) and UTF-16 (with one). The text has LF line ends, no control character but tab and LF,
    /// no bidi override, byte-order mark, non-character or lone surrogate; what was taken out is reported, once for each kind.
    /// </summary>
    /// <returns>No text, and an error, for other encodings and for more than <see cref="MaxBytes"/>. Never throws.</returns>
    public static (string? Text, IReadOnlyList<Diagnostic> Diagnostics) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"The file has {bytes.Length:N0} bytes; an article may have {MaxBytes:N0}.");
            return (null, [FileRules.TooLarge.At(0, 0, message, "Split it into two articles, and keep pictures in files of their own.")]);
        }

        var (text, error) = ToText(bytes);
        if (text is null)
        {
            return (null, [error!]);
        }

        if (text.Contains('\r'))
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return UnwantedCharacters.Clean(text);
    }

    private static (string? Text, Diagnostic? Error) ToText(ReadOnlySpan<byte> bytes)
    {
        if (WrongEncoding.Recognise(bytes) is { } known)
        {
            return (null, known);
        }

        return bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => FromUtf8(rest),
            [0xFF, 0xFE, .. var rest] => FromUtf16(rest, swap: !BitConverter.IsLittleEndian),
            [0xFE, 0xFF, .. var rest] => FromUtf16(rest, swap: BitConverter.IsLittleEndian),
            _ => FromUtf8(bytes),
        };
    }

    private static (string?, Diagnostic?) FromUtf8(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? (Encoding.UTF8.GetString(bytes), null) : (null, WrongEncoding.NotUtf8(bytes));

    private static (string?, Diagnostic?) FromUtf16(ReadOnlySpan<byte> bytes, bool swap)
    {
        // Not Encoding.Unicode: it would hide lone surrogates behind U+FFFD before anybody could report them.
        var text = swap
            ? string.Create(bytes.Length / 2, bytes, static (chars, source) =>
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<char, ushort>(chars)))
            : new string(MemoryMarshal.Cast<byte, char>(bytes));
        return bytes.Length % 2 == 0 ? (text, null) : (null, WrongEncoding.HalfACharacter(text));
    }
}
