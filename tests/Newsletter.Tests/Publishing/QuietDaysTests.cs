using Newsletter.Publishing;
using Newsletter.Templates;

namespace Newsletter.Tests.Publishing;

/// <summary>For how long readers have got nothing new, as an operator's alert asks.</summary>
public sealed class QuietDaysTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(8.5, 8)]
    public async Task TheyAreCountedFromTheLastChangeOfTheFeed(double passed, int days)
    {
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        File.SetLastWriteTimeUtc(Path.Combine(site.Web, "feed.xml"), (site.Clock.GetUtcNow() - TimeSpan.FromDays(passed)).UtcDateTime);

        Assert.Equal(days, await QuietDaysAsync());
    }

    [Fact]
    public async Task ASiteThatIsNotPublishedYetIsNotQuiet() => Assert.Null(await QuietDaysAsync());

    private async Task<int?> QuietDaysAsync()
    {
        using var storage = site.Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        return await new SiteOperations(stores, storage.Publish, site.Settings, TemplateSources.Default, site.Clock).QuietDaysAsync(CancellationToken.None);
    }
}
