using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Tests.Publishing;

/// <summary>Two publishers of one site: what is written last shows every article that the catalogue has by then.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task APublisherThatWasOvertakenDoesNotLeaveAnOlderList()
    {
        using var site = new TestSite();
        site.Upload("first.md", TestSite.Article("First, Explained"));
        await site.PublishAsync();
        site.Upload("second.md", TestSite.Article("Second, Explained"));

        await PublishOvertakenAsync(site);

        AssertIsComplete(site);
    }

    [Fact]
    public async Task AFirstBuildThatWasOvertakenDoesNotLeaveAnOlderList()
    {
        using var site = new TestSite();
        site.Upload("second.md", TestSite.Article("Second, Explained"));

        await PublishOvertakenAsync(site);

        AssertIsComplete(site);
    }

    /// <summary>Another publisher takes one more article and publishes it after this one has read what it will show, before it writes.</summary>
    private static async Task PublishOvertakenAsync(TestSite site)
    {
        using var storage = site.Open();
        var web = new OvertakenStore(storage.Web, "index.html", async () =>
        {
            site.Upload("third.md", TestSite.Article("Third, Explained"));
            await site.PublishAsync();
        });
        var stores = new Stores(storage.Inbox, web, storage.Reports, storage.State, storage.Catalogue);
        await new Publication(stores, site.Settings, TemplateSources.Default, site.Clock).RunAsync(new(), _ => { }, CancellationToken.None);
        Assert.True(web.WasOvertaken);
    }

    private static void AssertIsComplete(TestSite site)
    {
        Assert.Contains("Third, Explained", site.Read("index.html"), StringComparison.Ordinal);
        Assert.Contains("Second, Explained", site.Read("index.html"), StringComparison.Ordinal);
        var after = site.Published();
        site.PublishAsync(new() { Rebuild = true }).GetAwaiter().GetResult();
        Assert.Equal(after, site.Published());
    }

    /// <summary>Lets something happen when an output is first looked at or written unseen.</summary>
    private sealed class OvertakenStore(IBlobStore store, string key, Func<Task> meanwhile) : IBlobStore
    {
        public bool WasOvertaken { get; private set; }

        public async ValueTask<Blob?> GetAsync(string name, CancellationToken cancel)
        {
            await OvertakeAsync(name);
            return await store.GetAsync(name, cancel);
        }

        public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) => store.GetItemAsync(name, cancel);

        public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
        {
            await OvertakeAsync(name);
            return await store.PutAsync(name, content, headers, condition, cancel);
        }

        public ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel) => store.DeleteAsync(name, condition, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => store.ListAsync(prefix, cancel);

        private async Task OvertakeAsync(string name)
        {
            if (name == key && !WasOvertaken)
            {
                WasOvertaken = true;
                await meanwhile();
            }
        }
    }
}
