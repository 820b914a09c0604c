using Newsletter.Articles;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles;

/// <summary>The slips that editors make, each with the line and the words that they read. Line 5 is the first that a test adds.</summary>
public sealed class YamlFaultTests
{
    [Theory]
    [InlineData("section: Faust: A Tragedy", 5, 15, "colon inside the value", "`section: \"...\"`")]
    [InlineData("section: Faust:", 5, 15, "colon inside the value", "double quotes")]
    [InlineData("work:\n  title: Faust: A Tragedy", 6, 15, "colon inside the value", "double quotes")]
    [InlineData("work: { title: Faust: A Tragedy, kind: play }", 5, 21, "colon inside the value", "double quotes")]
    [InlineData("section: \"The \"Best\" Films\"", 5, 15, "behind its closing quote", "\\\"")]
    [InlineData("section: \"Foo\" bar", 5, 14, "behind its closing quote", "double quotes")]
    [InlineData("section: 'It's Alive'", 5, 13, "apostrophe", "double quotes")]
    [InlineData("section: \"Unbalanced\nemail: no", 5, 10, "not closed", "last word")]
    [InlineData("section: \"Unbalanced\nemail: \"no\"", 5, 10, "not closed", "last word")]
    [InlineData("section: 'Unbalanced", 5, 10, "not closed", "double quotes")]
    [InlineData("section: \"C:\\quiz\"", 5, 13, "backslash", "twice")]
    [InlineData("section: \"half \\uD83D\"", 5, 10, "cannot be read", "double quotes")]
    [InlineData("\temail: no", 5, 1, "tab", "spaces")]
    [InlineData("tags:\n\t- a", 6, 1, "tab", "spaces")]
    [InlineData("tags: [a, b\nemail: no", 5, 7, "`[` is not closed", "`]`")]
    [InlineData("work: { title: A\nemail: no", 5, 7, "`{` is not closed", "`}`")]
    [InlineData("tags: [#horror, #film]", 5, 8, "`#` begins a comment", "Leave the `#` out")]
    [InlineData("tags: [horror, #film]", 5, 16, "`#` begins a comment", "Leave the `#` out")]
    [InlineData("tags: ['a, b]", 5, 8, "quote is not closed", "double quotes")]
    [InlineData("authors: {Ida Vance]", 5, 20, "`]` closes here", "around a list")]
    [InlineData("image: { src: a.jpg, alt: \"a\" b }", 5, 29, "behind its closing quote", "comma")]
    [InlineData("image: { src: a.jpg, alt: \"slac\\k\" }", 5, 32, "backslash", "twice")]
    [InlineData("section: \"\\x4\"", 5, 11, "backslash", "twice")]
    [InlineData("section: a:\tb", 5, 11, "colon inside the value", "double quotes")]
    [InlineData("section: Guides\n- a", 6, 1, "item of a list", "tags: [")]
    [InlineData("- \nsection: a", 5, 1, "item of a list", "tags: [")]
    [InlineData("\"A title alone\"\nsection: Guides", 5, 1, "not `key: value`", "put a line `---`")]
    [InlineData("tags: [a, ,b]", 5, 10, "between two commas", "Take one")]
    [InlineData("work: { title: @home }", 5, 16, "begins with `@`", "double quotes")]
    [InlineData("section: [REC], Explained", 5, 10, "begins with `[`", "double quotes")]
    [InlineData("section: {A} and {B}", 5, 10, "begins with `{`", "double quotes")]
    [InlineData("section: {{ name }}", 5, 11, "key must be a plain word", "double quotes")]
    [InlineData("read_more: [nosferatu, [Faust](faust.md)]", 5, 30, "Markdown link", "double quotes")]
    [InlineData("section: *Hamlet*", 5, 10, "begins with `*`", "double quotes")]
    [InlineData("section: *Hamlet*, Explained", 5, 10, "begins with `*`", "double quotes")]
    [InlineData("section: &co", 5, 10, "begins with `&`", "double quotes")]
    [InlineData("section: &Sons Rule", 5, 10, "begins with `&`", "double quotes")]
    [InlineData("section: !Viva", 5, 10, "begins with `!`", "double quotes")]
    [InlineData("section: @home", 5, 10, "begins with `@`", "double quotes")]
    [InlineData("section: `code`", 5, 10, "begins with a backtick", "double quotes")]
    [InlineData("section: %x", 5, 10, "begins with `%`", "double quotes")]
    [InlineData("section: >quoted", 5, 10, "begins with `>`", "double quotes")]
    [InlineData("section: - a", 5, 10, "begins with `-`", "double quotes")]
    [InlineData("section:Guides", 5, 1, "space is missing behind `section:`", "`section: ...`")]
    [InlineData("section Guides", 5, 1, "colon is missing behind `section`", "`section: ...`")]
    [InlineData("section = Guides", 5, 1, "colon is missing behind `section`", "`section: ...`")]
    [InlineData("\nThe article begins without a fence.", 6, 1, "not `key: value`", "put a line `---` above it")]
    [InlineData("  tags: [a]", 5, 3, "indent", "very start")]
    [InlineData("tags:\n  - a\n - b", 7, 2, "indent", "very start")]
    [InlineData("summary2: |\n  abc: [\n def", 7, 2, "indent", "very start")]
    [InlineData("email: no\n...\nlang: en", 6, 1, "second YAML document", "`...`")]
    [InlineData("? [a]\n: b", 5, 3, "key must be a plain word", "double quotes")]
    public void ASlipIsExplainedOnItsLine(string yaml, int line, int column, string says, string advises)
    {
        var found = FrontMatterReader.Read(Some.Article(yaml), "a.md", new SiteSettings()).Diagnostics.First(d => d.Severity == Severity.Error);

        Assert.Equal("NL012", found.Code);
        Assert.Contains(says, found.Message, StringComparison.Ordinal);
        Assert.Contains(advises, found.Advice, StringComparison.Ordinal);
        Assert.Equal((line, column), (found.Line, found.Column));
    }

    [Theory]
    [InlineData("- a\n- b\n", 2)]
    [InlineData("just words\n", 2)]
    [InlineData("title: a\n b: c\n", 3)]
    [InlineData(" title: a\nsummary: b\n", 3)]
    [InlineData("%YAML 9.9\n", 2)]
    [InlineData("--- a\n", 2)]
    public void WhatIsNoMappingIsAnErrorToo(string yaml, int line)
    {
        var found = Assert.Single(FrontMatterReader.Read(Some.Article(yaml: yaml), "a.md", new SiteSettings()).Diagnostics);

        Assert.Equal(("NL012", line), (found.Code, found.Line));
    }
}
