using System.Buffers;
using System.Text;

namespace Newsletter.Digests;

/// <summary>
/// Quoted-printable (RFC 2045 section 6.7) in pieces that can be joined in any order: each begins at the start of a line and ends with a soft break, unless
/// its text ends a line. No line begins with a dot, a hyphen or an F, ends in white space or has it twice: so nothing on the way changes it, and the bytes
/// are those that DKIM's relaxed form hashes (RFC 6376 section 3.4.4).
/// </summary>
internal static class QuotedPrintable
{
    private const int MostColumns = 75;
    private const byte Space = (byte)' ';
    private static readonly SearchValues<byte> Literal = SearchValues.Create(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range('!', '~' - '!' + 1).Where(c => c != '=').Select(c => (char)c))));

    /// <summary>Line ends of the text may be CRLF, CR or LF.</summary>
    public static void Encode(string text, IBufferWriter<byte> to)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var c = bytes[i];
            if (c == '\n')
            {
                to.Write("\r\n"u8);
                column = 0;
                continue;
            }

            var next = i + 1 < bytes.Length ? bytes[i + 1] : Space;
            var isLiteral = c == Space ? next is not (Space or (byte)'\n') && column > 0 : Literal.Contains(c);
            if (column + (isLiteral ? 1 : 3) > MostColumns)
            {
                to.Write("=\r\n"u8);
                column = 0;
                isLiteral &= c != Space;
            }

            if (isLiteral && (column > 0 || c is not ((byte)'.' or (byte)'-' or (byte)'F')))
            {
                to.Write([c]);
                column++;
            }
            else
            {
                to.Write([(byte)'=', Digit(c >> 4), Digit(c & 15)]);
                column += 3;
            }
        }

        if (column > 0)
        {
            to.Write("=\r\n"u8);
        }
    }

    private static byte Digit(int value) => (byte)"0123456789ABCDEF"[value];
}
