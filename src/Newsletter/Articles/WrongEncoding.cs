using System.Text.Unicode;

namespace Newsletter.Articles;

/// <summary>Files that are not the text we read: what they seem to be, and where the first bad byte stands.</summary>
internal static class WrongEncoding
{
    private const string SaveAsUtf8 =
        "Save it as UTF-8: in Notepad under File, Save as, Encoding; in Visual Studio Code by a click on the encoding in the bottom bar.";

    // Bytes 0x80-0x9F of Windows-1252; a space where it has no character.
    private const string Windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>An error for files whose first bytes tell that they are no UTF-8 or UTF-16 text; null for all others.</summary>
    public static Diagnostic? Recognise(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => Encoded("UTF-32"),
        [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => Encoded("UTF-32"),
        [0, not 0, 0, not 0, ..] or [not 0, 0, not 0, 0, ..] => Encoded("UTF-16 without a byte-order mark"),
        [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => Document("a Word document or an archive"),
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => Document("a rich text document"),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => Document("a PDF document"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] =>
            Document("a picture"),
        _ => null,
    };

    /// <summary>The error of the first byte that is not UTF-8; there must be one.</summary>
    public static Diagnostic NotUtf8(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[bytes.Length];
        Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: false);
        var place = TextPosition.Of(chars.AsSpan(0, written), written);
        var bad = bytes[read];
        var meant = bad switch
        {
            >= 0xA0 => (char)bad,
            >= 0x80 => Windows1252[bad - 0x80],
            _ => ' ',
        };
        var guess = char.IsWhiteSpace(meant) ? "" : $"; in the Windows-1252 encoding it would be \"{meant}\"";
        return FileRules.Encoding.At(place, $"The byte 0x{bad:X2} is not UTF-8{guess}.", SaveAsUtf8);
    }

    /// <summary>The error of UTF-16 with an odd number of bytes.</summary>
    public static Diagnostic HalfACharacter(string text)
    {
        var place = TextPosition.Of(text, text.Length);
        return FileRules.Encoding.At(place, "The file ends in the middle of a UTF-16 character.",
            "Upload it again, whole; best saved as UTF-8.");
    }

    /// <summary>The character that a C1 control stands for when Windows-1252 was taken for Latin-1 on its way; a space when none.</summary>
    public static char FromC1(char control) => Windows1252[control - 0x80];

    private static Diagnostic Encoded(string name) => FileRules.Encoding.At(1, 1, $"The file is {name}, which is not read.", SaveAsUtf8);

    private static Diagnostic Document(string name) =>
        FileRules.Encoding.At(1, 1, $"The file is {name}, not text.", "Save the article as plain text in UTF-8, with a name that ends in .md.");
}
