using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers;

/// <summary>What Markdig reads as code or plain text although it was to hide something.</summary>
public sealed class StraySyntaxTests
{
    [Theory]
    [InlineData("- One\n\n      ||He dies.||")]
    [InlineData("Lead.\n\n    ||He dies.||")]
    public void BarsInIndentedCodeAreAnErrorForTheyHideNothing(string lead)
    {
        Assert.Contains(Some.Split(lead + "\n\n<!-- spoilers -->\n\nRest.").Diagnostics, d => d is { Code: "NL048", Severity: Severity.Error });
    }

    [Theory]
    [InlineData("- A ||word[^n]||.\n\n  [^n]: He dies.")]
    [InlineData("- A ||word[^n]||.\n\n- [^n]: He dies.")]
    [InlineData("> A ||word[^n]||.\n\n> [^n]: He dies.")]
    [InlineData("A ||word[^n]||.\n\n    [^n]: He dies.")]
    public void AFootnoteThatIsNotReadAsOneIsAnError(string lead)
    {
        var split = Some.Split(lead + "\n\nOpen.\n\n<!-- spoilers -->\n\nRest.");

        Assert.Contains(split.Diagnostics, d => d is { Code: "NL057", Severity: Severity.Error, Line: 3 });
    }

    [Theory]
    [InlineData("Term\n:   Text with ||words[^n]||.\n\n[^n]: He dies.\n\n    And more of what dies.")]
    [InlineData("Term\n:   - Text with ||words[^n]||.\n\n[^n]: He dies.")]
    [InlineData("- Term\n  :   Text with ||words[^n]||.\n\n[^n]: He dies.")]
    [InlineData("Text with ||words[^n]||.\n\n[^n]: He dies.")]
    public void AFootnoteIsHiddenWithWhatRefersToIt(string lead)
    {
        var split = Some.Split(lead + "\n\nOpen.\n\n<!-- spoilers -->\n\nRest.");

        Assert.DoesNotContain("dies", split.SafeOf());
        Assert.Contains("dies", split.FullOf());
        Assert.Empty(split.Diagnostics);
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
