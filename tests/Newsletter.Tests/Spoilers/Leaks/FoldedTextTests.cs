using System.Text;
using FsCheck.Xunit;
using Newsletter.Spoilers.Leaks;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers.Leaks;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("The Count DIES, at dawn!", "the count dies at dawn")]
    [InlineData("the_count-dies.jpg", "the count dies jpg")]
    [InlineData("Don\u2019t, don't", "dont dont")]
    [InlineData("caf\u00E9 cafe\u0301 CAFE", "cafe cafe cafe")]
    [InlineData("\uFF24\uFF49\uFF45\uFF53 \u2460 \uFB01n", "dies 1 fin")]
    [InlineData("va\u00ADm\u2060pi\u200Dre", "vampire")]
    [InlineData("the\u200Bcount", "the count")]
    [InlineData("vam&shy;pire &#100;ies &amp;amp; r&eacute;sum&eacute;", "vampire dies resume")]
    [InlineData("&amp;#100;ies", "dies")]
    [InlineData("di%65s%20at%20d%61wn caf%C3%A9", "dies at dawn cafe")]
    [InlineData("di%2565s", "dies")]
    [InlineData("100% sure & so on", "100 sure so on")]
    [InlineData("Stra\u00DFe STRASSE \u00D8re Łódź \u0152uvre", "strasse strasse ore lodz oeuvre")]
    [InlineData("\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2", "\u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C3")]
    [InlineData("伯爵は夜明け", "伯 爵 は 夜 明 け")]
    [InlineData("ﾊﾞ バ", "ハ\u3099 ハ\u3099")]
    [InlineData("ตาย at", "ต า ย at")]
    [InlineData("\u0663 \u06F3", "3 3")]
    [InlineData("\u05D3\u05BC\u05B8\u05DD", "\u05D3\u05DD")]
    [InlineData("", "")]
    [InlineData("?! \u2028", "")]
    public void WhatReadsTheSameFoldsToTheSame(string text, string words) => Assert.Equal(words, WordsOf(FoldedText.Of(text)));

    [Fact]
    public void APlaceIsWhereTheLetterStoodInTheTextAsWritten()
    {
        const string text = "An &amp;#100;ying %63ount";
        var folded = FoldedText.Of(text, withPlaces: true);

        Assert.Equal("andyingcount", folded.Letters.ToString());
        Assert.Equal(text.IndexOf("&amp;", StringComparison.Ordinal), folded.PlaceOf(2));
        Assert.Equal(text.IndexOf("ying", StringComparison.Ordinal), folded.PlaceOf(3));
        Assert.Equal(text.IndexOf("%63", StringComparison.Ordinal), folded.PlaceOf(7));
    }

    [Property(MaxTest = 1000, Arbitrary = [typeof(AnyText)])]
    public void AnyTextFoldsToLettersWithPlacesInOrder(AnyText text)
    {
        var folded = FoldedText.Of(text.Value, withPlaces: true);

        for (var i = 0; i < folded.Letters.Length; i++)
        {
            Assert.InRange(folded.PlaceOf(i), i == 0 ? 0 : folded.PlaceOf(i - 1), text.Value.Length - 1);
        }

        Assert.True(folded.Letters.Length == 0 || folded.BeginsWord(0) || folded.Letters[0] >= 0x300);
    }

    [Property(MaxTest = 1000, Arbitrary = [typeof(AnyText)])]
    public void FoldingTwiceIsFoldingOnce(AnyText text)
    {
        var once = FoldedText.Of(text.Value).Letters.ToString();

        Assert.Equal(once, FoldedText.Of(once).Letters.ToString());
    }

    private static string WordsOf(FoldedText folded)
    {
        var words = new StringBuilder();
        for (var i = 0; i < folded.Letters.Length; i++)
        {
            words.Append(i > 0 && folded.BeginsWord(i) ? " " : "").Append(folded.Letters[i]);
        }

        return words.ToString();
    }
}
