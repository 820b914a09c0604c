using System.Text;
using FsCheck.Xunit;
using Newsletter.Articles;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles.Import;

/// <summary>What the pipeline makes of an import without anybody's hand on it.</summary>
public class ImportedArticleTests
{
    private const string Canary = "Qanarix";

    public static TheoryData<string> Cases => Golden.Cases("import");

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnImportedArticleIsPublishable(string name)
    {
        var read = Read(Golden.Read("import", name, "article.md"));

        Assert.True(read.IsPublishable);
        // What only an editor can give: a description of a picture, a boundary where nothing says that one is meant.
        Assert.DoesNotContain(read.Diagnostics, problem => problem.Severity != Severity.Hint && problem.Code is not ("NL026" or "NL033" or "NL043"));
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 200)]
    public void NoManuscriptBecomesAnArticleThatIsRefused(Manuscript manuscript)
    {
        var read = Read(Imported.Text("The Long Night, Explained\n\n" + manuscript.Text).Result.Markdown);

        Assert.DoesNotContain(read.Diagnostics, problem => problem.Severity == Severity.Error);
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void NoPageBecomesFrontMatterThatIsRefused(AnyText text)
    {
        var page = $"<title>{text.Value}</title><meta name=description content='{text.Value}'><meta name=author content='{text.Value}'><article><p>x {text.Value}</p><p>Spoilers ahead.</p>";

        var read = Read(Imported.Html(page).Result.Markdown);

        // An unclosed comment can swallow the whole text, and what is hidden of it then stands in the title: the search for leaks is right to say so.
        Assert.DoesNotContain(read.Diagnostics, problem => problem.Severity == Severity.Error && problem.Code != FrontMatterRules.NoBody.Code && problem.Code != LeakRules.Run.Code);
    }

    [Theory]
    [InlineData("either |<!-- a remark -->| or")]
    [InlineData("either |<b></b>| or")]
    [InlineData("|<span>| or")]
    public void BarsThatComeTogetherHideNothing(string html)
    {
        var read = Read(Imported.Html($"<title>Bars</title><article><p>{html}</p><p>Spoilers ahead.</p><p>More.</p>").Result.Markdown);

        Assert.True(read.IsPublishable);
        Assert.Contains("|| or", read.Split!.SafeOf(), StringComparison.Ordinal);
    }

    [Fact]
    public void BarsInVerseHideNothing()
    {
        var read = Read(Imported.Text("Bars, Explained\n\nA song of bars.\n\n| now || and then |\n| now || and then |\n| never |\n\nStop reading here. More.").Result.Markdown);

        Assert.True(read.IsPublishable);
        Assert.Contains("now || and then", read.Split!.SafeOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|<span class='spoiler'>the Count</span>|", @"\|||the Count||\| and")]
    [InlineData("||<span class='spoiler'>the Count</span>||", @"\|\|||the Count||\|\| and")]
    [InlineData("\\|<span class='spoiler'>the Count</span>", @"\\\|||the Count|| and")]
    public void ABarBesideWhatIsHiddenIsABar(string html, string expected)
    {
        var markdown = Imported.Html($"<title>Bars</title><article><p>He is {html} and more.</p><p>Spoilers ahead.</p><p>More.</p>").Result.Markdown;
        var read = Read(markdown);

        Assert.True(read.IsPublishable);
        Assert.NotNull(read.Split);
        Assert.DoesNotContain("Count", read.Split.SafeOf(), StringComparison.Ordinal);
        Assert.Contains("the Count", read.Split.FullOf(), StringComparison.Ordinal);
        Assert.Contains(expected, markdown, StringComparison.Ordinal);
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 200)]
    public void NothingFromBehindTheStopSentenceIsSafe(Manuscript manuscript)
    {
        var spoilers = string.Join("\n\n", manuscript.Text.Split("\n\n").Select(part => $"{Canary} {part} {Canary}."));

        var read = Read(Imported.Text("The Long Night, Explained\n\nA film about a lighthouse. Stop reading here. " + spoilers).Result.Markdown);

        Assert.NotNull(read.Split);
        Assert.DoesNotContain(Canary, read.Split.SafeOf() + read.Split.Safe, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Canary, read.Split.FullOf(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheClosingLineLeadsToTheTitlesThatTheWriterNamed()
    {
        var read = Read(Golden.Read("import", "caligari", "article.md"));

        Assert.Equal(["Nosferatu", "The Golem, Explained", "Q&A: Who Was Mabuse?"], read.Split!.Safe.ReadMore.Select(entry => entry.Label.ToString()));
        Assert.Equal(7, read.Split.Body.Headings.Count);
    }

    private static ReadArticle Read(string markdown) => ArticleReader.Read("article.md", Encoding.UTF8.GetBytes(markdown), new());
}
