using Newsletter.Articles;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers;

/// <summary>What Markdig reads as code or plain text although it was to hide something.</summary>
public sealed class StraySyntaxTests
{
    [Theory]
    [InlineData("Term\n:   Term in it\n    :   Text\n\n        ||He dies.||")]
    [InlineData("Lead.\n\n    ||He dies.||")]
    public void BarsInIndentedCodeAreAnErrorForTheyHideNothing(string lead)
    {
        Assert.Contains(Some.Split(lead + "\n\n<!-- spoilers -->\n\nRest.").Diagnostics, d => d is { Code: "NL048", Severity: Severity.Error });
    }

    [Theory]
    [InlineData("[^n]: He dies at the end.")]
    [InlineData("[^n]: Dead.\n\n    He dies.")]
    public void AFootnoteThatIsNotReadAsOneBehindADefinitionListIsAnError(string note)
    {
        var split = Some.Split($"Term\n:   Text with ||words[^n]||.\n\n{note}\n\nOpen.\n\n<!-- spoilers -->\n\nRest.");

        Assert.Contains(split.Diagnostics, d => d is { Code: "NL055", Severity: Severity.Error, Line: 4 });
    }

    [Fact]
    public void AFootnoteBehindAParagraphIsOne()
    {
        var split = Some.Split("Term\n:   Text with ||words[^n]||.\n\nOpen.\n\n[^n]: He dies.\n\n<!-- spoilers -->\n\nRest.");

        Assert.DoesNotContain("dies", split.SafeOf());
        Assert.Empty(split.Diagnostics);
    }
}
