using Newsletter.Articles;
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
}
