using System.Net;
using System.Text.RegularExpressions;
using Newsletter.Articles.Import;
using Newsletter.Tests.Spoilers.Canaries;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers;

/// <summary>A writer's plain text, imported, published and mailed with no hand on it: what stands behind the stop sentence is on its page alone.</summary>
public sealed partial class ImportedStoryTests
{
    private const int Run = 6;

    [Fact]
    public async Task NoSixWordsFromBehindTheStopSentenceAreInASafeOutput()
    {
        var article = Import("the-monkeys-paw.txt");
        var leaving = await CanarySite.PublishAsync([article]);

        var (lead, behind) = Parts(article);
        var hidden = Runs(behind).Except(Runs(lead)).ToHashSet();
        Assert.True(hidden.Count > 150, $"{hidden.Count} runs of words are a short story.");
        Assert.True(leaving.Count(l => l.Audience == Audience.Everybody) > 20);
        Assert.All(leaving.Where(l => l.Audience != Audience.WhoAsked), l => Assert.Empty(Runs(l.Text).Intersect(hidden)));
    }

    [Fact]
    public async Task AllOfItIsOnItsPageAndInTheFullFeed()
    {
        var article = Import("the-monkeys-paw.txt");
        var leaving = await CanarySite.PublishAsync([article]);

        var hidden = Parts(article).Hidden.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Words).ToList();
        Assert.True(hidden.Count > 5);
        foreach (var name in new[] { $"explainers/{article.Slug}/index.html", "full/feed.xml", "full/atom.xml" })
        {
            var text = Words(leaving.Single(l => l.Name == name && l.Audience == Audience.WhoAsked).Text);
            Assert.All(hidden, paragraph => Assert.Contains(paragraph, text, StringComparison.Ordinal));
        }
    }

    private static WrittenArticle Import(string file)
    {
        var result = ArticleImport.FromText(File.ReadAllText(Repository.At("samples/import/" + file)), file, new());
        var text = result.Markdown.Replace("---\ntitle:", "---\npublished: 2020-03-02\ntitle:", StringComparison.Ordinal);
        return new(result.FileName, Path.GetFileNameWithoutExtension(result.FileName), text, [], []);
    }

    /// <summary>What stands before the boundary, and what behind it but for the closing line.</summary>
    private static (string Lead, string Hidden) Parts(WrittenArticle article) =>
        article.Text.Split("<!-- spoilers -->") is [var lead, var rest] ? (lead, rest.Split("Read More")[0]) : throw new InvalidOperationException("The import found no boundary.");

    /// <summary>Every run of six words of a text, whatever marks stand between them.</summary>
    private static HashSet<string> Runs(string text)
    {
        var words = Words(text).Split(' ');
        return [.. Enumerable.Range(0, Math.Max(0, words.Length - Run + 1)).Select(i => string.Join(' ', words[i..(i + Run)]))];
    }

    private static string Words(string text) =>
        NoWord().Replace(Tag().Replace(WebUtility.HtmlDecode(Tag().Replace(text, " ")), " "), " ").Trim().ToLowerInvariant();

    [GeneratedRegex("</?[a-z][^>]*>|<!\\[CDATA\\[|\\]\\]>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NoWord();
}
