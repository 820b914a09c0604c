using System.Globalization;
using System.Text;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates.Functions;

/// <summary>
/// <c>lines summary 4</c>: a paragraph for a plain text part, in lines of at most <see cref="Width"/> columns after an indent.
/// Words, addresses among them, are never cut.
/// </summary>
internal sealed class FoldLines() : TemplateFunction("lines", 1, 2)
{
    /// <summary>Columns; RFC 3676 section 4.2 advises at most 78.</summary>
    public const int Width = 74;

    public static string Fold(string text, int indent)
    {
        var folded = new StringBuilder(text.Length + 32);
        var margin = new string(' ', indent);
        var column = 0;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            var word = text.AsSpan(range);
            if (word.IsEmpty)
            {
                continue;
            }

            var width = Columns(word);
            if (column > 0 && column + 1 + width > Width)
            {
                folded.Append('\n');
                column = 0;
            }

            folded.Append(column == 0 ? margin : " ").Append(word);
            column += width + (column == 0 ? indent : 1);
        }

        return folded.ToString();
    }

    /// <summary>Terminal columns: wide East Asian characters and emoji take two, combining marks none.</summary>
    public static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += rune.Value switch
            {
                < 0x300 => 1,
                (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
                    or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
                _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : 1,
            };
        }

        return columns;
    }

    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        Fold(Need<string>(caller, arguments[0], "a text"), arguments.Count > 1 && arguments[1] is int indent ? Math.Clamp(indent, 0, 40) : 0);
}
