using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Articles.Import;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles.Import;

public class ImportPropertyTests
{
    private const string Canary = "Qanarix";

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 500)]
    public void AnyTextImports(AnyText text, AnyText name)
    {
        _ = Imported.Text(text.Value, name.Value);
        _ = Imported.Html(text.Value, name.Value);
        _ = ArticleImport.FromMarkdown(text.Value, name.Value, new());
        _ = ArticleImport.FromMarkdown("---\n" + text.Value + "\n---\n" + text.Value, name.Value, new());
        _ = ArticleImport.FromMarkdown("+++\n" + text.Value + "\n+++\n" + text.Value, name.Value, new());
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 300)]
    public void AnythingInAPageImports(AnyText text)
    {
        _ = Imported.Html($"<html><head><title>{text.Value}</title></head><body><article><h1>{text.Value}</h1><p>{text.Value}</p><div class=spoiler>{text.Value}</div><ul><li>{text.Value}</article>");
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 500)]
    public void EveryWordOfAManuscriptStandsInTheArticleInOrder(Manuscript manuscript)
    {
        var article = Imported.Text(manuscript.Text);

        AssertInOrder(Imported.Words(manuscript.Text), Imported.Words(article["title"] + " " + article.Body));
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 500)]
    public void TheReaderSeesTheWordsThatWereWritten(Manuscript manuscript)
    {
        var article = Imported.Text("The Long Night, Explained\n\n" + manuscript.Text);

        // The numbers of a list are shown, but are no text of the rendered page.
        var numbers = Regex.Replace(article.Body, @"^(\d+)([.)]) ", "$1\\$2 ", RegexOptions.Multiline);
        AssertInOrder(Imported.Words(manuscript.Text), Imported.Words(Imported.TextOf(numbers)));
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 300)]
    public void ImportingTheResultAgainChangesNothing(Manuscript manuscript)
    {
        var once = ArticleImport.FromText(manuscript.Text, "a.txt", new());
        var twice = ArticleImport.FromMarkdown(once.Markdown, once.FileName, new());

        Assert.Equal(once.Markdown, twice.Markdown);
        Assert.Equal(once.FileName, twice.FileName);
        Assert.Empty(twice.Guesses);
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 300)]
    public void NothingFromBehindTheStopSentenceReachesTheFrontMatterOrTheReport(Manuscript manuscript)
    {
        const string opening = "The Long Night, Explained\n\nA film about a lighthouse and the two people in it. If you haven't seen it, stop reading here.";
        var spoilers = string.Join("\n\n", manuscript.Text.Split("\n\n").Select(part => $"{Canary} {part} {Canary}. Directed by {Canary} {Canary} in 1931."));

        var article = Imported.Text(opening + " " + spoilers);

        Assert.DoesNotContain(Canary, article.Header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1931", article.Header, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Join("\n", article.Result.Guesses), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, article.Lead, StringComparison.OrdinalIgnoreCase);
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 300)]
    public void WithoutABoundaryNoTextReachesTheFrontMatter(Manuscript manuscript)
    {
        // "Spoiler." alone would be a warning; as the end of another word it is none.
        var text = manuscript.Text.Replace("spoiler", "unspoiler", StringComparison.Ordinal);
        var parts = text.Split("\n\n").Select(part => $"{Canary} {part} {Canary}.");

        var article = Imported.Text("The Long Night, Explained\n\n" + string.Join("\n\n", parts));

        Assert.Equal("none", article.Guess("boundary").Value);
        Assert.DoesNotContain(Canary, article.Header, StringComparison.OrdinalIgnoreCase);
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 300)]
    public void EveryGuessNamesALineOfTheResult(Manuscript manuscript)
    {
        var article = Imported.Text(manuscript.Text);
        var lines = article.Result.Markdown.Count(c => c == '\n');

        Assert.All(article.Result.Guesses, guess => Assert.InRange(guess.Line, 0, lines));
        Assert.All(article.Result.Guesses, guess => Assert.False(string.IsNullOrWhiteSpace(guess.Check)));
    }

    [Property(Arbitrary = [typeof(Manuscript)], MaxTest = 300)]
    public void EveryWordOfAPageStandsInTheArticleInOrder(Manuscript manuscript)
    {
        var paragraphs = manuscript.Text.Split("\n\n").Select(part => $"<p>{System.Net.WebUtility.HtmlEncode(part)}</p>");

        var article = Imported.Html("<title>The Long Night, Explained</title><article>" + string.Concat(paragraphs) + "</article>");

        AssertInOrder(Imported.Words(manuscript.Text), Imported.Words(article.Shown));
    }

    private static void AssertInOrder(IReadOnlyList<string> words, IReadOnlyList<string> within)
    {
        var at = 0;
        foreach (var word in words)
        {
            while (at < within.Count && within[at] != word)
            {
                at++;
            }

            Assert.True(at < within.Count, $"'{word}' is lost, or out of order.");
            at++;
        }
    }
}
