using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Tests.Publishing;

/// <summary>State that an earlier version of the program left.</summary>
public sealed class EarlierVersionTests
{
    /// <summary>Its rows that found later articles had keys that ended in the slug, and no value.</summary>
    [Fact]
    public async Task RowsOfAnEarlierFormDoNotStopAPublication()
    {
        using var site = new TestSite();
        site.Upload("later.md", TestSite.Article("Later, Explained"));
        await site.PublishAsync();
        using (var storage = site.Open())
        {
            var row = Keys.Ascending(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero)) + "|later";
            await storage.Catalogue.PutAsync("tsil|tag|horror", row, "", WriteCondition.None, default);
        }

        site.Upload("earlier.md", TestSite.Article("Earlier, Explained").Replace("2026-11-01", "2026-10-01", StringComparison.Ordinal));
        await site.PublishAsync();

        Assert.Contains("Earlier, Explained", site.Read("explainers/later/index.html"), StringComparison.Ordinal);
    }
}
