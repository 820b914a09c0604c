using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

public sealed class HubPingTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private LoopbackHub hub = null!;
    private TestSite site = null!;

    public async Task InitializeAsync()
    {
        hub = await LoopbackHub.StartAsync();
        site = new TestSite
        {
            Settings = new() { BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "tag" }, FullFeeds = false, Hub = hub.Address },
        };
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained").Replace("horror", "日本", StringComparison.Ordinal));
        await site.PublishAsync();
    }

    [Fact]
    public async Task AFeedThatIsNewNeedsNoPing() => Assert.Equal(new HubResult(0, 0, null), await PayAsync());

    [Fact]
    public async Task EachFeedThatChangedIsToldOnceAndNoArchive()
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet at Last, Explained").Replace("horror", "日本", StringComparison.Ordinal));

        await site.PublishAsync();

        Assert.Equal(new HubResult(6, 0, null), await PayAsync());
        Assert.Equal(
            [
                "publish https://site.example/atom.xml", "publish https://site.example/feed.json", "publish https://site.example/feed.xml",
                "publish https://site.example/tags/%E6%97%A5%E6%9C%AC/atom.xml", "publish https://site.example/tags/%E6%97%A5%E6%9C%AC/feed.json",
                "publish https://site.example/tags/%E6%97%A5%E6%9C%AC/feed.xml",
            ],
            hub.Heard());
    }

    [Fact]
    public void OnlyFeedsThatTheHubIsToldOfNameIt()
    {
        Assert.Contains(hub.Address.AbsoluteUri, site.Read("feed.xml"));
        Assert.DoesNotContain(hub.Address.AbsoluteUri, site.Read("archive/2026/11/feed.xml"));
    }

    [Fact]
    public async Task WhatDidNotChangeIsNotTold()
    {
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));
        await site.PublishAsync();
        await PayAsync();
        await site.PublishAsync(new() { Rebuild = true });
        await PayAsync();

        Assert.Equal(3, hub.Heard().Count);
    }

    [Fact]
    public async Task AHubThatFailsIsToldAgainTheNextTimeAndIsNotAskedForEveryFeed()
    {
        await ChangeEverythingAsync();
        hub.Status = 503;

        Assert.Equal(new HubResult(0, 6, "the hub answered 503"), await PayAsync());
        Assert.Equal(4, hub.Heard().Count);

        hub.Status = 202;
        Assert.Equal(new HubResult(6, 0, null), await PayAsync());
        Assert.Equal(6, hub.Heard().Distinct().Count());
        Assert.Equal(new HubResult(0, 0, null), await PayAsync());
    }

    [Fact]
    public async Task AHubThatRefusesOneFeedIsToldOfTheOthersAndItsAnswerIsKept()
    {
        await ChangeEverythingAsync();
        hub.Answer = topic => topic.EndsWith("/feed.json", StringComparison.Ordinal) ? 404 : 204;

        Assert.Equal(new HubResult(4, 2, "the hub answered 404"), await PayAsync());
    }

    [Fact]
    public async Task AProcessThatDiesBeforeItsWriteOwesTheFeedAllTheSame()
    {
        await Assert.ThrowsAsync<IOException>(() => RewriteFeedAsync(() => throw new IOException("The disk is gone.")));

        Assert.Equal(1, (await PayAsync()).Told);
    }

    [Fact]
    public async Task AFeedThatAnotherProcessToldOfJustBeforeItWasWrittenIsOwedStill()
    {
        await RewriteFeedAsync(async () => Assert.Equal(1, (await PayAsync()).Told));

        Assert.Equal(1, (await PayAsync()).Told);
    }

    [Fact]
    public async Task AFeedThatChangesWhileTheHubIsToldOfItWasToldAndIsOwedAgain()
    {
        await ChangeEverythingAsync();
        hub.Answer = topic =>
        {
            if (topic == "https://site.example/feed.xml")
            {
                using var storage = site.Open();
                new HubPings(storage.Catalogue, site.Settings).OweAsync("feed.xml", CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }

            return 204;
        };

        Assert.Equal(new HubResult(6, 0, null), await PayAsync());
        hub.Heard();
        await PayAsync();
        Assert.Equal(["publish https://site.example/feed.xml"], hub.Heard());
    }

    [Fact]
    public async Task WithoutAHubNothingIsOwed()
    {
        using var quiet = new TestSite();
        quiet.Upload("hamlet.md", TestSite.Article("Hamlet, Explained"));
        await quiet.PublishAsync();
        quiet.Upload("hamlet.md", TestSite.Article("Hamlet at Last, Explained"));
        await quiet.PublishAsync();
        using var storage = quiet.Open();

        Assert.Equal(new HubResult(0, 0, null), await new HubPings(storage.Catalogue, site.Settings).PayAsync(client, TimeProvider.System, CancellationToken.None));
    }

    public async Task DisposeAsync() => await hub.DisposeAsync();

    public void Dispose()
    {
        site.Dispose();
        client.Dispose();
    }

    private async Task ChangeEverythingAsync()
    {
        site.Upload("hamlet.md", TestSite.Article("Hamlet at Last, Explained").Replace("horror", "日本", StringComparison.Ordinal));
        await site.PublishAsync();
    }

    /// <param name="before">What happens right before the write.</param>
    private async Task RewriteFeedAsync(Func<Task> before)
    {
        using var storage = site.Open();
        var writer = new OutputWriter(new SlowWeb(storage.Web, before)) { Pings = new(storage.Catalogue, site.Settings) };
        await writer.WriteAsync(new("feed.xml", "new"u8.ToArray(), Newsletter.Spoilers.Channel.Feeds, [], null), CancellationToken.None);
    }

    private async Task<HubResult> PayAsync()
    {
        using var storage = site.Open();
        return await new HubPings(storage.Catalogue, site.Settings).PayAsync(client, TimeProvider.System, CancellationToken.None);
    }

    private sealed class SlowWeb(IBlobStore inner, Func<Task> before) : IBlobStore
    {
        public ValueTask<Blob?> GetAsync(string name, CancellationToken cancel) => inner.GetAsync(name, cancel);

        public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) => inner.GetItemAsync(name, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);

        public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
        {
            await before();
            return await inner.PutAsync(name, content, headers, condition, cancel);
        }

        public ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel) => inner.DeleteAsync(name, condition, cancel);
    }
}
