using System.Text;
using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class ArticleTextTests
{
    private const string Sample = "Opéra “quoted” 日本 😀\nsecond\tline\n";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void TextOfAKnownEncodingIsReadUnchanged(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);

        var (text, diagnostics) = ArticleText.Decode([.. mark ? encoding.Preamble : [], .. encoding.GetBytes(Sample)]);

        Assert.Equal(Sample, text);
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("one\r\ntwo\rthree\nfour\r\n\r\nfive")]
    [InlineData("one\ntwo\nthree\nfour\n\nfive")]
    public void EveryLineEndBecomesOneLineFeed(string written)
    {
        var (text, diagnostics) = ArticleText.Decode(Encoding.UTF8.GetBytes(written));

        Assert.Equal("one\ntwo\nthree\nfour\n\nfive", text);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Latin1IsAnErrorAtItsFirstByteThatSaysWhichLetterWasMeant()
    {
        var error = Refused([.. "first\r\nThe Op"u8, 0xE9, .. "ra"u8]);

        Assert.Equal(("NL001", 2, 7), (error.Code, error.Line, error.Column));
        Assert.Contains("0xE9", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"é\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save it as UTF-8", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x93 }, "\"“\"")]
    [InlineData(new byte[] { 0x80 }, "\"€\"")]
    public void AWindowsQuoteIsNamed(byte[] bytes, string meant) => Assert.Contains(meant, Refused(bytes).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x61, 0xC3 })]
    [InlineData(new byte[] { 0x61, 0xE2, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xC0, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xFF })]
    public void AnInvalidSequenceIsAnErrorWhereItBegins(byte[] bytes)
    {
        var error = Refused(bytes);

        Assert.Equal(("NL001", 1, 2), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void TheColumnCountsUtf16Units() => Assert.Equal(4, Refused([.. Encoding.UTF8.GetBytes("é😀"), 0xFF]).Column);

    [Theory]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("utf-32BE", true, "UTF-32")]
    [InlineData("utf-32", false, "UTF-32")]
    [InlineData("utf-32BE", false, "UTF-32")]
    [InlineData("utf-16", false, "UTF-16 without")]
    [InlineData("utf-16BE", false, "UTF-16 without")]
    public void OtherEncodingsAreCalledByTheirName(string name, bool mark, string called)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Contains(called, Refused([.. mark ? encoding.Preamble : [], .. encoding.GetBytes("---\n")]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "Word")]
    [InlineData("{\\rtf1", "rich text")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("GIF89a", "picture")]
    public void OtherKindsOfFileAreCalledByTheirName(string start, string called) =>
        Assert.Contains(called, Refused(Encoding.Latin1.GetBytes(start)).Message, StringComparison.Ordinal);

    [Fact]
    public void Utf16ThatEndsInHalfACharacterIsAnError() => Assert.Equal(("NL001", 2, 2), At(Refused([0xFF, 0xFE, (byte)'\n', 0, (byte)'b', 0, (byte)'c'])));

    [Theory]
    [InlineData(ArticleText.MaxBytes, true)]
    [InlineData(ArticleText.MaxBytes + 1, false)]
    public void AMegabyteIsReadAndOneByteMoreIsNot(int length, bool read)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)'a');

        var (text, diagnostics) = ArticleText.Decode(bytes);

        Assert.Equal(read, text is not null);
        Assert.Equal(read ? [] : ["NL002"], diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("a\0b", "ab", "NL003", 1, 2)]
    [InlineData("\n\u001Bb", "\nb", "NL003", 2, 1)]
    [InlineData("a\u007Fb", "ab", "NL003", 1, 2)]
    [InlineData("one\vtwo\fthree", "one two three", "NL003", 1, 4)]
    [InlineData("it\u0092s \u0093here\u0094", "it’s “here”", "NL003", 1, 3)]
    [InlineData("a\u0081b", "ab", "NL003", 1, 2)]
    [InlineData("a\u202Eb\u202C", "ab", "NL004", 1, 2)]
    [InlineData("\u2066a\u2069", "a", "NL004", 1, 1)]
    [InlineData("a\uFEFFb", "ab", "NL005", 1, 2)]
    [InlineData("a\uFFFEb", "ab", "NL007", 1, 2)]
    [InlineData("a\uFDD0b", "ab", "NL007", 1, 2)]
    [InlineData("a\U0001FFFFb", "ab", "NL007", 1, 2)]
    [InlineData("😀\U0010FFFEb", "😀b", "NL007", 1, 3)]
    [InlineData("one\u2028two", "one two", "NL008", 1, 4)]
    public void AnUnwantedCharacterIsTakenOutAndReported(string written, string clean, string code, int line, int column)
    {
        var (text, diagnostics) = ArticleText.Decode(Encoding.UTF8.GetBytes(written));

        Assert.Equal(clean, text);
        var found = Assert.Single(diagnostics);
        Assert.Equal((code, line, column), (found.Code, found.Line, found.Column));
    }

    // Hexadecimal UTF-16, since neither attributes nor test reports can hold half a character.
    [Theory]
    [InlineData("0061 D83D 0062", "a\uFFFDb")]
    [InlineData("0061 DE00 0062", "a\uFFFDb")]
    [InlineData("0061 D83D D83D DE00", "a\uFFFD😀")]
    [InlineData("0061 D83D", "a\uFFFD")]
    public void HalfACharacterOfUtf16BecomesTheReplacementCharacter(string units, string clean)
    {
        var written = units.Split(' ').Select(unit => (char)Convert.ToUInt16(unit, 16));

        var (text, diagnostics) = ArticleText.Decode([0xFF, 0xFE, .. written.SelectMany(c => BitConverter.GetBytes(c))]);

        Assert.Equal(clean, text);
        Assert.Equal(("NL006", 1, 2), At(Assert.Single(diagnostics)));
    }

    [Fact]
    public void OneKindIsReportedOnceWithItsFirstPlaceAndCount()
    {
        var (text, diagnostics) = ArticleText.Decode(Encoding.UTF8.GetBytes("one\n\u0001two\u202E\nth\u0002ree\u0003\n"));

        Assert.Equal("one\ntwo\nthree\n", text);
        Assert.Equal([("NL003", 2, 1), ("NL004", 2, 5)], diagnostics.Select(At));
        Assert.StartsWith("3 times", diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u200E\u200Fb")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth joi\u200Dner")]
    [InlineData("👩‍👩‍👧 🇩🇪 é")]
    [InlineData("")]
    public void WhatScriptsAndEmojiNeedStays(string written)
    {
        var (text, diagnostics) = ArticleText.Decode(Encoding.UTF8.GetBytes(written));

        Assert.Equal(written, text);
        Assert.Empty(diagnostics);
    }

    private static Diagnostic Refused(byte[] bytes)
    {
        var (text, diagnostics) = ArticleText.Decode(bytes);
        Assert.Null(text);
        return Assert.Single(diagnostics);
    }

    private static (string, int, int) At(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.Line, diagnostic.Column);
}
