using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
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

    private static IReadOnlyList<string> Publish(CanaryBatch batch)
    {
        var articles = CanaryText.Write(batch);
        return CanaryCheck.Of(articles, Task.Run(() => CanarySite.PublishAsync(articles)).GetAwaiter().GetResult());
    }
}
