using System.Text;
using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>What every blob store does. Nothing here asks for more than Azure Blob Storage gives.</summary>
public abstract partial class BlobStoreContract
{
    protected static readonly BlobHeaders Html = new("text/html; charset=utf-8", "max-age=60");

    /// <summary>A container of this test's own, empty at its start.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>The same container as another worker sees it.</summary>
    protected abstract IBlobStore OtherWorker();

    public static TheoryData<string> OddNames => new(
        "a",
        "explainers/x/index.html",
        "a/b/c/d/e/f/g.txt",
        "Dr. Caligari, Explained (final) 50% #2 + ?&='~!.md",
        "日本/é ü.md",
        ".well-known/x",
        "x.md~",
        "a/.tmp/b",
        "no-extension",
        "CON.md",
        "{curly} [square] $web @ ^ `;",
        string.Join('/', Enumerable.Repeat(new string('n', 199), 5)));

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task ABlobComesBackAsItWasPut(string name)
    {
        var etag = await PutAsync(name, "hello", Html);

        var blob = await Store.GetAsync(name, default);
        Assert.Equal("hello", Text(blob));
        Assert.Equal(Html, blob!.Headers);
        Assert.Equal(name, blob.Item.Name);
        Assert.Equal(5, blob.Item.Length);
        Assert.Equal(etag, blob.Item.ETag);
        Assert.Equal(blob.Item, await Store.GetItemAsync(name, default));
        Assert.Equal([blob.Item], await ListAsync(""));
    }

    [Fact]
    public async Task WhatIsNotThereIsNull()
    {
        var etag = (await PutAsync("a/b", "x"))!;

        Assert.Null(await Store.GetAsync("a", default));
        Assert.Null(await Store.GetAsync("a/c", default));
        Assert.Null(await Store.GetItemAsync("a/c", default));
        Assert.Null(await Store.GetItemAsync("b/c/d", default));
        Assert.False(await Store.DeleteAsync("a/c", WriteCondition.None, default));
        Assert.False(await Store.DeleteAsync("c", WriteCondition.IfUnchanged(etag), default));
    }

    [Fact]
    public async Task AnEmptyBlobIsABlob()
    {
        await PutAsync("empty", "");

        Assert.Equal(0, (await Store.GetAsync("empty", default))!.Content.Length);
        Assert.Equal(0, (await Store.GetItemAsync("empty", default))!.Length);
    }

    [Fact]
    public async Task TwentyMegabytesComeBackWhole()
    {
        var content = new byte[20 << 20];
        for (var index = 0; index < content.Length; index++)
        {
            content[index] = (byte)(index * 2_654_435_761L >> 13);
        }

        await Store.PutAsync("large.bin", content, new BlobHeaders("application/octet-stream"), WriteCondition.None, default);

        Assert.True((await Store.GetAsync("large.bin", default))!.Content.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task HeadersAreThoseOfTheLastPut()
    {
        BlobHeaders[] all = [new("text/html"), Html, new("application/rss+xml; charset=utf-8", "no-cache"), new("text/html; charset=utf-8"), Html];
        foreach (var headers in all)
        {
            await PutAsync("page.html", "x", headers);
            Assert.Equal(headers, (await Store.GetAsync("page.html", default))!.Headers);
        }
    }

    [Fact]
    public async Task ADeletedBlobLeavesNoHeadersToItsSuccessor()
    {
        await PutAsync("page.html", "x", Html);
        await Store.DeleteAsync("page.html", WriteCondition.None, default);
        await PutAsync("page.html", "x", new BlobHeaders("text/plain"));

        Assert.Equal(new BlobHeaders("text/plain"), (await Store.GetAsync("page.html", default))!.Headers);
    }

    [Fact]
    public async Task AnETagChangesWithEveryWriteAlsoOfTheSameBytes()
    {
        var seen = new HashSet<string>();
        for (var write = 0; write < 50; write++)
        {
            Assert.True(seen.Add((await PutAsync("a", "same"))!));
        }

        await Store.DeleteAsync("a", WriteCondition.None, default);
        Assert.True(seen.Add((await PutAsync("a", "same"))!));
    }

    [Fact]
    public async Task APutIfNewSucceedsOnlyWhereNothingIs()
    {
        Assert.NotNull(await PutAsync("a", "1", condition: WriteCondition.IfNew));
        Assert.Null(await PutAsync("a", "2", condition: WriteCondition.IfNew));
        Assert.Equal("1", Text(await Store.GetAsync("a", default)));
    }

    [Fact]
    public async Task APutIfUnchangedSucceedsOnlyOnTheVersionItNames()
    {
        var first = (await PutAsync("a", "1"))!;
        var second = await PutAsync("a", "2", condition: WriteCondition.IfUnchanged(first));

        Assert.NotNull(second);
        Assert.Null(await PutAsync("a", "3", condition: WriteCondition.IfUnchanged(first)));
        Assert.Null(await PutAsync("b", "3", condition: WriteCondition.IfUnchanged(first)));
        Assert.Equal("2", Text(await Store.GetAsync("a", default)));
        Assert.Null(await Store.GetAsync("b", default));
    }

    [Fact]
    public async Task ADeletionIfUnchangedRemovesOnlyTheVersionItNames()
    {
        var first = (await PutAsync("a", "1"))!;
        var second = (await PutAsync("a", "2"))!;

        Assert.False(await Store.DeleteAsync("a", WriteCondition.IfUnchanged(first), default));
        Assert.NotNull(await Store.GetAsync("a", default));
        Assert.True(await Store.DeleteAsync("a", WriteCondition.IfUnchanged(second), default));
        Assert.Null(await Store.GetAsync("a", default));
        Assert.False(await Store.DeleteAsync("a", WriteCondition.None, default));
    }

    [Fact]
    public async Task ADeletionIfNewIsAMistake() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeleteAsync("a", WriteCondition.IfNew, default));

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a\\b")]
    [InlineData(".tmp/a")]
    [InlineData("")]
    public async Task WhatIsNoBlobNameIsRefusedByEveryCall(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.GetAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.GetItemAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PutAsync(name, "x"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeleteAsync(name, WriteCondition.None, default));
    }

    [Fact]
    public async Task AListIsInOrdinalOrderOfFullNames()
    {
        string[] names = ["a b", "a!", "a-b", "a.b", "a/b", "a/b-c", "a/b/c", "a/b.d", "a0", "aB", "a_b", "ab", "a~", "B", "Z/a", "a/b c/d", "é", "日本", "日"];
        foreach (var name in names.Where(name => name != "a/b"))
        {
            await PutAsync(name, name);
        }

        Assert.Equal(names.Where(name => name != "a/b").Order(StringComparer.Ordinal), (await ListAsync("")).Select(item => item.Name));
    }

    [Theory]
    [InlineData("", 9)]
    [InlineData("explainers/", 5)]
    [InlineData("explainers", 6)]
    [InlineData("explainers/a", 4)]
    [InlineData("explainers/a/", 2)]
    [InlineData("explainers/a/i", 1)]
    [InlineData("explainers/a/index.html", 1)]
    [InlineData("explainers/a/index.html/", 0)]
    [InlineData("explainers/a-", 1)]
    [InlineData("e", 6)]
    [InlineData("none/", 0)]
    [InlineData("../", 0)]
    [InlineData("explainers/../", 0)]
    [InlineData("/", 0)]
    public async Task AListByPrefixHoldsWhatStartsWithIt(string prefix, int count)
    {
        string[] names =
        [
            "explainers/a/index.html", "explainers/a/x.jpg", "explainers/ab/index.html", "explainers/a-b.txt", "explainers/b/index.html",
            "explainers.html", "feed.xml", "tags/a/index.html", "index.html",
        ];
        foreach (var name in names)
        {
            await PutAsync(name, name);
        }

        var found = (await ListAsync(prefix)).Select(item => item.Name).ToList();
        Assert.Equal(count, found.Count);
        Assert.Equal(names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task AnEmptyStoreListsNothing() => Assert.Empty(await ListAsync(""));

    [Fact]
    public async Task ACallThatIsCancelledDoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Store.PutAsync("a", new byte[1], Html, WriteCondition.None, cancelled));
        Assert.Null(await Store.GetAsync("a", default));
    }

    protected static string Text(Blob? blob) => Encoding.UTF8.GetString(blob!.Content.Span);

    protected ValueTask<string?> PutAsync(string name, string text, BlobHeaders? headers = null, WriteCondition condition = default) =>
        Store.PutAsync(name, Encoding.UTF8.GetBytes(text), headers ?? Html, condition, default);

    protected async Task<List<BlobItem>> ListAsync(string prefix) => await Store.ListAsync(prefix, default).ToListAsync();
}
