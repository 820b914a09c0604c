using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class ArticleTextProperties
{
    [Property(MaxTest = 1000)]
    public void AnyBytesGiveCleanTextOrAnError(byte[] bytes) => Check(bytes);

    [Property(MaxTest = 1000)]
    public void AnyUtf16UnitsGiveCleanText(char[] units) => Check([0xFF, 0xFE, .. units.SelectMany(c => BitConverter.GetBytes(c))]);

    [Property(MaxTest = 500)]
    public void CleanTextIsReadUnchangedAndWithoutDiagnostics(char[] units)
    {
        var (clean, _) = ArticleText.Decode([0xFF, 0xFE, .. units.SelectMany(c => BitConverter.GetBytes(c))]);
        if (clean is null)
        {
            // Units that make the file look like UTF-32.
            return;
        }

        var (again, diagnostics) = ArticleText.Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(clean)]);

        Assert.Equal(clean, again);
        Assert.Empty(diagnostics);
    }

    private static void Check(byte[] bytes)
    {
        var (text, diagnostics) = ArticleText.Decode(bytes);

        Assert.Equal(text is null, diagnostics.Any(d => d.Severity == Severity.Error));
        Assert.Equal(diagnostics.Count, diagnostics.Select(d => d.Code).Distinct().Count());
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            var rune = Rune.GetRuneAt(text!, i);
            Assert.True(rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control);
            Assert.False(rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0x2028 or 0x2029 or (>= 0xFDD0 and <= 0xFDEF));
            Assert.NotEqual(0xFFFE, rune.Value & 0xFFFE);
            i += rune.Utf16SequenceLength - 1;
        }
    }
}
