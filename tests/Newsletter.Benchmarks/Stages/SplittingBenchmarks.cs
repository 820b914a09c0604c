using System.Text;
using BenchmarkDotNet.Attributes;
using Newsletter.Articles;
using Newsletter.Benchmarks.Corpus;
using Newsletter.ReadMore;
using Newsletter.Spoilers;

namespace Newsletter.Benchmarks.Stages;

/// <summary>One article of the corpus, from its body's text to what a page and a feed get.</summary>
[MemoryDiagnoser]
public class SplittingBenchmarks
{
    private static readonly BodyLinks Links = new(new("https://newsletter.example/"), new("https://newsletter.example/explainers/x/"), _ => null, _ => null);
    private readonly PlainStyle style = new();
    private readonly string body;
    private readonly FrontMatter front;
    private readonly ReadMoreLine? readMore;
    private readonly Body split;

    public SplittingBenchmarks()
    {
        var article = CorpusArticle.Make(500, 1000);
        var whole = CorpusFolder.Body(article);
        readMore = ReadMoreLine.Find(whole);
        body = whole[..readMore!.Start];
        front = new()
        {
            Title = article.Title,
            Section = "Explainers",
            Tags = article.Tags,
            Summary = article.Summary,
            Spoilers = SpoilerLevel.Ending,
            Language = "en",
        };
        split = Split().Body;
    }

    [Benchmark]
    public ReadMoreLine? FindReadMore() => ReadMoreLine.Find(body);

    [Benchmark]
    public SplitArticle Split() => Splitter.Split(front, body, readMore, bodyLine: 9);

    [Benchmark]
    public SafeHtml Safe() => split.Safe(style, Links);

    [Benchmark]
    public FullHtml Reveal() => split.Reveal(style, Links);

    private sealed class PlainStyle : BodyStyle
    {
        public override void Open(StringBuilder output, BodySpoiler spoiler) => output.Append("<details>");

        public override void Close(StringBuilder output, BodySpoiler spoiler) => output.Append("</details>");

        public override void Redact(StringBuilder output, BodySpoiler spoiler) => output.Append("<hr>");
    }
}
