using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Newsletter.Articles;
using Newsletter.Benchmarks.Corpus;
using Newsletter.ReadMore;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Benchmarks;

public partial class CorpusTests
{
    // Figures of different days can be compared only while this stays as it is.
    [Theory]
    [InlineData(CorpusFormat.Newsletter, "6e554a45f990746d")]
    [InlineData(CorpusFormat.Hugo, "8f5b64ccaacf039a")]
    [InlineData(CorpusFormat.Eleventy, "f00271bd4a25eeb5")]
    public void TheCorpusIsTheSameOnEveryMachineAndDay(CorpusFormat format, string hash)
    {
        var all = new XxHash64();
        foreach (var number in new[] { 0, 1, 499, 999, 1000 })
        {
            all.Append(Encoding.UTF8.GetBytes(CorpusFolder.Render(CorpusArticle.Make(number, 1000), format)));
        }

        Assert.Equal(hash, all.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void EveryArticleHas1200WordsAndTwoOf40Tags()
    {
        var articles = Enumerable.Range(0, 200).Select(number => CorpusArticle.Make(number, 200)).ToList();

        Assert.All(articles, article =>
        {
            var text = string.Join('\n', article.Lead, article.Body, article.Container).Replace("##", "", StringComparison.Ordinal);
            Assert.Equal(CorpusArticle.Words, LinkTarget().Replace(text, "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(2, article.Tags.Distinct().Count());
        });
        Assert.Equal(40, articles.SelectMany(article => article.Tags).Distinct().Count());
    }

    [Fact]
    public void NoTwoOf100000ArticlesShareASlug() =>
        Assert.Equal(100_001, Enumerable.Range(0, 100_001).Select(CorpusArticle.SlugAt).Distinct().Count());

    [Fact]
    public void AnArticlesFileNameIsItsSlug() =>
        Assert.All(Enumerable.Range(0, 200).Select(number => CorpusArticle.Make(number * 331, 100_000)), article =>
        {
            Assert.Equal(Slug.Of(article.Title), article.Slug);
            Assert.Equal(Slug.Of(article.Slug), article.Slug);
        });

    [Fact]
    public void OurFormatHasABoundaryAContainerAndReadMoreAndNoFault()
    {
        var article = CorpusArticle.Make(500, 1000);
        var body = CorpusFolder.Body(article);
        var front = new FrontMatter { Title = article.Title, Section = "Explainers", Summary = article.Summary, Spoilers = SpoilerLevel.Ending, Language = "en" };

        var readMore = ReadMoreLine.Find(body);
        var split = Splitter.Split(front, body[..readMore!.Start], readMore, bodyLine: 9);

        Assert.Empty(split.Diagnostics);
        Assert.Equal([true, false], split.Body.Spoilers.Select(spoiler => spoiler.IsRest));
        Assert.Equal(article.ReadMore.Select(r => r.Title), split.Safe.ReadMore.Select(r => r.Label.ToString()));
    }

    [Fact]
    public void TheExtraArticleIsNewAndNewest()
    {
        using var folder = new TempFolder();
        CorpusFolder.Write(folder.Path, CorpusFormat.Newsletter, 3);
        var before = folder.Files();

        CorpusFolder.WriteExtra(folder.Path, CorpusFormat.Newsletter, 3);

        var extra = Assert.Single(folder.Files().Except(before));
        Assert.Contains("published: 2024-12-31T09:00:00Z", folder.Read(extra), StringComparison.Ordinal);
        Assert.All(before, file => Assert.DoesNotContain("2024-12-31", folder.Read(file), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex LinkTarget();
}
