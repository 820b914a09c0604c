using FsCheck.Xunit;
using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class MarkdownEscapeTests
{
    [Theory]
    [InlineData("2 * 3 is 6", "2 * 3 is 6")]
    [InlineData("a snake_case_name", "a snake_case_name")]
    [InlineData("He wrote C# and Q&A.", "He wrote C# and Q&A.")]
    [InlineData("*not* emphasis", "\\*not* emphasis")]
    [InlineData("||not hidden||", "\\|\\|not hidden\\|\\|")]
    [InlineData("[sic] <b>", "\\[sic\\] \\<b>")]
    [InlineData("# of hands", "\\# of hands")]
    [InlineData("- he said", "\\- he said")]
    [InlineData("+ 4 degrees", "\\+ 4 degrees")]
    [InlineData("-40 degrees", "-40 degrees")]
    [InlineData("1919. A winter", "1919\\. A winter")]
    [InlineData("1919 was cold", "1919 was cold")]
    [InlineData("---", "\\---")]
    [InlineData(":::", "\\:::")]
    [InlineData("> no quote", "\\> no quote")]
    [InlineData("&amp; stays", "\\&amp; stays")]
    [InlineData("`code`", "\\`code\\`")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("see https://example.org/a_b?c=1&d=2 now", "see https://example.org/a_b?c=1&d=2 now")]
    [InlineData("see https://example.org/*x*/y.", "see <https://example.org/*x*/y>.")]
    public void OnlyWhatMarkdownWouldTakeAsMarkupIsEscaped(string text, string markdown) => Assert.Equal(markdown, MarkdownEscape.Line(text));

    [Theory]
    [InlineData("The Letter #", "The Letter \\#")]
    [InlineData("In C#", "In C#")]
    [InlineData("#", "\\#")]
    public void AHeadingKeepsItsLastCharacter(string text, string markdown) => Assert.Equal(markdown, MarkdownEscape.Heading(text));

    [Property(Arbitrary = [typeof(Prose)], MaxTest = 3000)]
    public void TheRenderedTextIsTheText(Prose prose)
    {
        var line = SourceText.OneLine(SourceText.Clean(prose.Line));

        Assert.Equal(Imported.Fold(line), Imported.TextOf(MarkdownEscape.Line(line)));
        Assert.Equal(Imported.Fold(line), Imported.TextOf("## " + MarkdownEscape.Heading(line)));
    }
}
