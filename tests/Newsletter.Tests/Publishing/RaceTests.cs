using System.Text;
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

    [Fact]
    public async Task AWorkerAmongManyThatWasOvertakenWritesNothingOlder()
    {
        using var site = new TestSite();
        site.Upload("first.md", TestSite.Article("First, Explained"));
        await site.PublishAsync();
        site.Upload("second.md", TestSite.Article("Second, Explained"));

        var written = await PublishOvertakenAsync(site, isShared: true);

        AssertIsComplete(site);
        Assert.All(written, text => Assert.Contains("Third, Explained", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnOlderListThatAPublisherLeftWhenItDiedIsMendedLater(bool isFirst)
    {
        using var site = new TestSite();
        site.Upload("first.md", TestSite.Article("First, Explained"));
        if (!isFirst)
        {
            await site.PublishAsync();
        }

        site.Upload("second.md", TestSite.Article("Second, Explained"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PublishOvertakenAsync(site, dies: true));
        Assert.DoesNotContain("Third, Explained", site.Read("index.html"), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(16));
        await site.PublishAsync();

        AssertIsComplete(site);
    }

    /// <summary>Another publisher takes one more article and publishes it after this one has read what it will show, before it writes.</summary>
    /// <param name="isShared">It is overtaken after it has looked at what is there.</param>
    /// <returns>What it wrote of the front page.</returns>
    private static async Task<IReadOnlyList<string>> PublishOvertakenAsync(TestSite site, bool dies = false, bool isShared = false)
    {
        using var storage = site.Open();
        var web = new OvertakenStore(storage.Web, "index.html", async () =>
        {
            site.Upload("third.md", TestSite.Article("Third, Explained"));
            await site.PublishAsync();
        })
        {
            Dies = dies,
            LooksFirst = isShared,
        };
        var stores = new Stores(storage.Inbox, web, storage.Reports, storage.State, storage.Catalogue);
        await new Publication(stores, site.Settings, TemplateSources.Default, site.Clock).RunAsync(new() { IsShared = isShared }, _ => { }, CancellationToken.None);
        Assert.True(web.WasOvertaken);
        return web.Written;
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

        /// <summary>Ends its publisher right after it has overwritten the output.</summary>
        public bool Dies { get; init; }

        public bool LooksFirst { get; init; }

        /// <summary>What came of the output under its condition.</summary>
        public List<string> Written { get; } = [];

        public async ValueTask<Blob?> GetAsync(string name, CancellationToken cancel)
        {
            await (LooksFirst ? Task.CompletedTask : OvertakeAsync(name));
            return await store.GetAsync(name, cancel);
        }

        public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) => store.GetItemAsync(name, cancel);

        public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
        {
            await OvertakeAsync(name);
            var etag = await store.PutAsync(name, content, headers, condition, cancel);
            if (name == key && etag is not null)
            {
                Written.Add(Encoding.UTF8.GetString(content.Span));
            }

            return Dies && name == key && etag is not null ? throw new OperationCanceledException() : etag;
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
