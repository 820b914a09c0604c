using System.Globalization;
using System.Text;
using Newsletter.Articles.Import;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles.Import;

/// <summary>Whole articles: <c>tests/golden/import/{case}/input.*</c>, what becomes of them, and what the editor is told.</summary>
public class ImportGoldenTests
{
    public static TheoryData<string> Cases => Golden.Cases("import");

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnArticleBecomesWhatWeShowed(string name)
    {
        var result = Import(name);

        Golden.Matches("import", name, "article.md", Encoding.UTF8.GetBytes(result.Markdown));
        Golden.Matches("import", name, "guesses.txt", Encoding.UTF8.GetBytes(Report(result)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ImportingTheResultAgainChangesNothing(string name)
    {
        var result = Import(name);

        var again = ArticleImport.FromMarkdown(result.Markdown, result.FileName, new());

        Assert.Equal(result.Markdown, again.Markdown);
        Assert.Equal(result.FileName, again.FileName);
    }

    private static ImportResult Import(string name)
    {
        var input = Assert.Single(Directory.GetFiles(Golden.PathOf("import", name, ""), "input.*"));
        var text = File.ReadAllText(input);
        return Path.GetExtension(input) switch
        {
            ".txt" => ArticleImport.FromText(text, name + ".txt", new()),
            ".html" => ArticleImport.FromHtml(text, name + ".html", new()),
            _ => ArticleImport.FromMarkdown(text, name + ".md", new()),
        };
    }

    private static string Report(ImportResult result)
    {
        var report = new StringBuilder(result.FileName).Append('\n');
        foreach (var guess in result.Guesses)
        {
            report.Append(CultureInfo.InvariantCulture, $"{guess.Line}: {guess.What} = {guess.Value} ({guess.Confidence.ToString().ToLowerInvariant()})\n    {guess.Check}\n");
        }

        return report.ToString();
    }
}
