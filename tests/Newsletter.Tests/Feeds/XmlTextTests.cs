using System.Text;
using System.Xml;
using FsCheck.Xunit;
using Newsletter.Tests.Support;
using XmlText = Newsletter.Feeds.XmlText;

namespace Newsletter.Tests.Feeds;

public sealed class XmlTextTests
{
    [Theory]
    [InlineData("a\0b", "ab")]
    [InlineData("a\u0008\u000B\u001Fb", "ab")]
    [InlineData("a\u007F\u0080\u0092\u009Fb", "ab")]
    [InlineData("a\r\nb\rc\nd\r", "a\nb\nc\nd\n")]
    [InlineData("a\u0085b", "a\nb")]
    [InlineData("a\uFFFE\uFFFFb", "ab")]
    [InlineData("\0", "")]
    [InlineData("\r\0\n", "\n\n")]
    public void WhatXmlCannotHoldIsDropped(string text, string clean) => Assert.Equal(clean, XmlText.Clean(text));

    [Fact]
    public void HalfACharacterIsDropped()
    {
        // Not a theory: an attribute can't hold them.
        Assert.Equal("ab", XmlText.Clean("a\uD83Db"));
        Assert.Equal("ab", XmlText.Clean("a\uDE00b"));
        Assert.Equal("ab", XmlText.Clean("a\uD83D\0\uDE00b"));
        Assert.Equal("", XmlText.Clean("\uDE00\uD83D"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Plain, with\ttabs\nand lines.")]
    [InlineData("日本 شهريار é ’ — \u00A0 \uFFFD \uE000 😀👨‍👩‍👧 \u202E")]
    [InlineData("]]> &nbsp; <script>")]
    public void NothingToCleanIsTheSameString(string text) => Assert.Same(text, XmlText.Clean(text));

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 500)]
    public void WhatStaysIsLegalAndInOrder(AnyText text) => Assert.Equal(LegalPart(text.Value), XmlText.Clean(text.Value));

    [Property(Arbitrary = [typeof(AnyText)])]
    public void CleaningTwiceIsCleaningOnce(AnyText text)
    {
        var clean = XmlText.Clean(text.Value);

        Assert.Same(clean, XmlText.Clean(clean));
    }

    /// <summary>The same by XmlConvert, one character after the other.</summary>
    private static string LegalPart(string text)
    {
        var legal = new StringBuilder();
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u0085', '\n');
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                legal.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] is not (>= '\u007F' and <= '\u009F'))
            {
                legal.Append(text[i]);
            }
        }

        return legal.ToString();
    }
}
