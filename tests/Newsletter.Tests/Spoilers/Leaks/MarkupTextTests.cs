using Newsletter.Spoilers.Leaks;

namespace Newsletter.Tests.Spoilers.Leaks;

public sealed class MarkupTextTests
{
    [Theory]
    [InlineData("<p>vam<em>pi</em>re</p><p>dies</p>", "vampire dies")]
    [InlineData("<ul><li>one</li><li>two</li></ul>", "one two")]
    [InlineData("The count<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup> dies", "The count dies")]
    [InlineData("x<sup>nd</sup>", "xnd")]
    [InlineData("1 < 2 and a<br>b", "1 2 and a b")]
    public void TagsInALineDoNotBreakWordsAndOthersDo(string markup, string text) =>
        Assert.Equal(text, string.Join(' ', MarkupText.Of(markup).Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void WhatAnAuthorWroteInAttributesIsKeptAndWhatTheProductWroteIsNot()
    {
        var found = MarkupText.Of("<a class=\"k\" href=\"/the-end\" title='The end'>x</a><img loading=\"lazy\" src=\"a.jpg\" alt=\"He > she\">");

        Assert.Equal(["The end", "He > she"], found.Descriptions);
        Assert.Equal(["/the-end", "a.jpg"], found.Addresses);
        Assert.Equal("x", found.Text.Trim());
    }
}
