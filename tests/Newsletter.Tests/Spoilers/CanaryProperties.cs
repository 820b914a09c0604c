using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Newsletter.Tests.Spoilers.Canaries;

namespace Newsletter.Tests.Spoilers;

/// <summary>
/// The guarantee, whole: articles of every construct, a word of its own at every place, published by the commands that people use. Every text that
/// comes out is searched: outputs, their names and headers, mails, what the commands say. <c>NEWSLETTER_CANARIES</c> is the number of articles.
/// </summary>
public sealed class CanaryProperties
{
    private const int BatchSize = 25;
    private const int Articles = 500;

    [Fact]
    public void NoSpoilerIsWhereItWasNotAskedForAndNothingIsLost()
    {
        var articles = Environment.GetEnvironmentVariable("NEWSLETTER_CANARIES") is { Length: > 0 } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Articles;
        var config = Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, articles / BatchSize)).WithStartSize(1).WithEndSize(1);

        Check.One(config, Prop.ForAll(CanaryGenerator.Batches(BatchSize), batch => Assert.Empty(Publish(batch))));
    }

    [Fact]
    public void AChannelThatLeaksIsFoundAndShownByASmallArticle()
    {
        var runner = new Counterexample();
        var config = Config.Quick.WithMaxTest(20).WithStartSize(1).WithEndSize(1).WithRunner(runner);

        Check.One(config, Prop.ForAll(CanaryGenerator.Batches(BatchSize), batch => CanaryCheck.Leaks(CanaryText.Write(batch), [.. CanaryText.Write(batch).Select(Excerpt)]).Count == 0));

        var article = Assert.Single(Assert.IsType<CanaryBatch>(Assert.Single(runner.Shrunk!)).Articles);
        Assert.InRange(article.Lead.Concat(article.Rest).SelectMany(part => part.All()).Count(), 1, 5);
        Assert.InRange(CanaryText.Write(new CanaryBatch([article]))[0].Text.Split('\n').Length, 1, 15);
    }

    /// <summary>The beginning of the text, as generators of sites make their excerpts.</summary>
    private static Leaving Excerpt(WrittenArticle article) =>
        new(Audience.Everybody, "an excerpt", string.Join(' ', article.Text.Split("\n---\n", 2)[1].Split([' ', '\n']).Take(30)));

    private static IReadOnlyList<string> Publish(CanaryBatch batch)
    {
        var articles = CanaryText.Write(batch);
        return CanaryCheck.Of(articles, Task.Run(() => CanarySite.PublishAsync(articles)).GetAwaiter().GetResult());
    }

    private sealed class Counterexample : IRunner
    {
        public IReadOnlyList<object>? Shrunk { get; private set; }

        public void OnStartFixture(Type type)
        {
        }

        public void OnArguments(int tests, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> show)
        {
        }

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> show)
        {
        }

        public void OnFinished(string name, TestResult result) => Shrunk = result is TestResult.Failed failed ? [.. failed.Item3] : null;
    }
}
