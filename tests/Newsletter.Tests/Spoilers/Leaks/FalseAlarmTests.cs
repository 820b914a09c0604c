using System.Text;
using Newsletter.Articles;
using Newsletter.Benchmarks.Corpus;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers.Leaks;

/// <summary>What is written with care is not stopped.</summary>
public sealed class FalseAlarmTests
{
    [Fact]
    public void TheSampleArticlesHaveNoFinding()
    {
        var samples = Directory.EnumerateFiles(Repository.At("samples/inbox"), "*.md").ToList();

        Assert.NotEmpty(samples);
        Assert.All(samples, file => Assert.DoesNotContain(Read(Path.GetFileName(file), File.ReadAllBytes(file)), IsLeak));
    }

    [Fact]
    public void AThousandMadeUpArticlesHaveNoFinding() =>
        Assert.All(Enumerable.Range(0, 1000).Select(number => CorpusArticle.Make(number, 1000)), article =>
            Assert.DoesNotContain(Read(article.Slug + ".md", Encoding.UTF8.GetBytes(CorpusFolder.Render(article, CorpusFormat.Newsletter))), IsLeak));

    private static bool IsLeak(Diagnostic diagnostic) => LeakRules.All.Any(rule => rule.Code == diagnostic.Code);

    private static IReadOnlyList<Diagnostic> Read(string name, byte[] bytes) => ArticleReader.Read(name, bytes, new()).Diagnostics;
}
