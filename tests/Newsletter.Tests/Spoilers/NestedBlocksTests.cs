using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers;

/// <summary>Blocks in containers and definitions: what they are part of, and where they end.</summary>
public sealed class NestedBlocksTests
{
    [Theory]
    [InlineData("- ```\n  code\n  ```", "<ul>\n<li>\n<pre><code>code\n</code></pre>\n</li>\n</ul>\n")]
    [InlineData("- One\n\n  two\n- three", "<ul>\n<li><p>One</p>\n<p>two</p>\n</li>\n<li><p>three</p>\n</li>\n</ul>\n")]
    [InlineData("1. One\n   - in it\n2. Two", "<ol>\n<li>One\n<ul>\n<li>in it</li>\n</ul>\n</li>\n<li>Two</li>\n</ol>\n")]
    [InlineData("    code", "<pre><code>code\n</code></pre>\n")]
    public void WhatIsIndentedInAContainerStaysInItsPlace(string inside, string html)
    {
        var split = Some.Split($"One.\n\n::: spoiler major\n{inside}\n:::\n\nTwo.");

        Assert.Empty(split.Diagnostics);
        Assert.Contains($"[major>{html}<]", split.FullOf());
        Assert.Equal("<p>One.</p>\n[-]<p>Two.</p>\n", split.SafeOf());
    }

    [Theory]
    [InlineData("Term\n:   - One\n\n      two\n\nRest.", "<dd>\n<ul>\n<li><p>One</p>\n<p>two</p>\n</li>\n</ul>\n</dd>\n</dl>\n<p>Rest.</p>\n")]
    [InlineData("Term\n:   ^^^\n    One\n\n    two\n\n    ^^^ Words\n\nRest.", "<figure>\n<p>One</p>\n<p>two</p>\n<figcaption>Words</figcaption>\n</figure>\n</dd>\n</dl>\n<p>Rest.</p>\n")]
    public void ABlankLineEndsNothingWithinADefinition(string markdown, string html)
    {
        var split = Some.Split(markdown, SpoilerLevel.None);

        Assert.EndsWith(html, split.SafeOf());
        Assert.Empty(split.Diagnostics);
    }
}
