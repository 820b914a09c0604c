using System.Text;
using FsCheck.Xunit;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>What the files on disk promise beyond the contract.</summary>
public sealed class FileBlobStoreTests : IDisposable
{
    private static readonly BlobHeaders Plain = ContentTypes.Implied("x.txt");
    private readonly TempFolder folder = new();
    private readonly FileBlobStore store;

    public FileBlobStoreTests() => store = new FileBlobStore(folder.At("root"));

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task ABlobIsAPlainFileAtItsName()
    {
        await PutAsync("explainers/x/index.html", "hello");

        Assert.Equal("hello", folder.Read("root/explainers/x/index.html"));
    }

    [Fact]
    public async Task AFileThatSomebodyPutThereIsABlob()
    {
        folder.Write("root/upload.md", "text");

        Assert.Equal("text", await ReadAsync("upload.md"));
        Assert.Equal("text/markdown; charset=utf-8", (await store.GetAsync("upload.md", default))!.Headers.ContentType);
        Assert.Equal(["upload.md"], await NamesAsync());
    }

    [Fact]
    public async Task AProgramOutsideThatSavesTheFileChangesTheETag()
    {
        var ours = (await PutAsync("a.md", "one"))!;
        folder.Write("root/a.md", "two");

        Assert.NotEqual(ours, (await store.GetItemAsync("a.md", default))!.ETag);
        Assert.Null(await PutAsync("a.md", "three", WriteCondition.IfUnchanged(ours)));
    }

    [Fact]
    public async Task ETagsChangeThoughTheClockStandsStillOrGoesBack()
    {
        var clock = new HandMovedClock();
        using var slow = new FileBlobStore(folder.At("slow"), clock: clock);
        using var other = new FileBlobStore(folder.At("slow"), clock: clock);
        var etags = new HashSet<string?>();
        for (var write = 0; write < 30; write++)
        {
            clock.Now -= TimeSpan.FromSeconds(write % 3);
            var etag = await (write % 2 == 0 ? slow : other).PutAsync("a", new byte[3], Plain, WriteCondition.None, default);
            Assert.True(etags.Add(etag));
            Assert.Equal(etag, (await slow.GetItemAsync("a", default))!.ETag);
        }
    }

    [Fact]
    public async Task ALinkToAFileOutsideIsNotABlob()
    {
        var secret = folder.Write("outside/secret.txt", "secret");
        folder.Write("root/real.txt", "real");
        File.CreateSymbolicLink(folder.At("root/link.txt"), secret);

        Assert.Null(await store.GetAsync("link.txt", default));
        Assert.Null(await store.GetItemAsync("link.txt", default));
        Assert.False(await store.DeleteAsync("link.txt", WriteCondition.None, default));
        Assert.Equal(["real.txt"], await NamesAsync());
        Assert.Equal(["link.txt"], store.ListRefused());
        Assert.NotNull(await PutAsync("link.txt", "ours", WriteCondition.IfNew));
        Assert.Equal("secret", folder.Read("outside/secret.txt"));
        Assert.Equal("ours", folder.Read("root/link.txt"));
    }

    [Fact]
    public async Task NothingIsReadOrWrittenThroughALinkedFolder()
    {
        folder.Write("outside/secret.txt", "secret");
        folder.Write("root/real.txt", "real");
        Directory.CreateSymbolicLink(folder.At("root/sub"), folder.At("outside"));

        Assert.Null(await store.GetAsync("sub/secret.txt", default));
        Assert.Null(await store.GetItemAsync("sub/secret.txt", default));
        Assert.False(await store.DeleteAsync("sub/secret.txt", WriteCondition.None, default));
        Assert.Equal(["real.txt"], await NamesAsync());
        Assert.Empty(await NamesAsync("sub/"));
        var error = await Assert.ThrowsAsync<StorageException>(async () => await PutAsync("sub/new.txt", "x"));
        Assert.Contains("leads through a link", error.Message, StringComparison.Ordinal);
        Assert.Equal(["secret.txt"], Directory.EnumerateFiles(folder.At("outside")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ARootThatIsALinkIsFollowed()
    {
        Directory.CreateDirectory(folder.At("elsewhere"));
        Directory.CreateSymbolicLink(folder.At("root"), folder.At("elsewhere"));
        await PutAsync("a/b.txt", "x");

        Assert.Equal("x", folder.Read("elsewhere/a/b.txt"));
        Assert.Equal(["a/b.txt"], await NamesAsync());
    }

    [Fact]
    public async Task AFileAndAFolderOfOneNameCannotBothBe()
    {
        await PutAsync("a", "x");
        await PutAsync("b/c", "x");

        var below = await Assert.ThrowsAsync<StorageException>(async () => await PutAsync("a/b", "y"));
        var above = await Assert.ThrowsAsync<StorageException>(async () => await PutAsync("b", "y"));
        Assert.Contains("a/b", below.Message, StringComparison.Ordinal);
        Assert.Contains("b is a folder", above.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b/c"], await NamesAsync());
        Assert.EndsWith("-owner", Assert.Single(Directory.EnumerateFiles(folder.At("root/.tmp/new"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyFolderLeftBehindDoesNotBarAName()
    {
        Directory.CreateDirectory(folder.At("root/a"));

        await PutAsync("a", "x");

        Assert.Equal("x", await ReadAsync("a"));
    }

    [Fact]
    public async Task FoldersVanishWithTheirLastBlob()
    {
        await PutAsync("a/b/c/one", "x");
        await PutAsync("a/two", "x");
        await store.DeleteAsync("a/b/c/one", WriteCondition.None, default);
        Assert.Equal(["a"], Folders());

        await store.DeleteAsync("a/two", WriteCondition.None, default);
        Assert.Empty(Folders());
        Assert.True(Directory.Exists(folder.At("root")));

        IEnumerable<string> Folders() => Directory.EnumerateDirectories(folder.At("root"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.At("root"), path)).Where(path => !path.StartsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WritesSucceedWhileOthersDeleteTheLastBlobOfTheFolder() =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var turn = 0; turn < 200; turn++)
            {
                Assert.NotNull(await PutAsync($"deep/er/{worker}", "x"));
                Assert.Equal("x", await ReadAsync($"deep/er/{worker}"));
                Assert.True(await store.DeleteAsync($"deep/er/{worker}", WriteCondition.None, default));
            }
        })));

    [Fact]
    public async Task ManyFirstWritersOfAFreshFolderAllSucceed()
    {
        for (var round = 0; round < 20; round++)
        {
            using var start = new Barrier(3);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Factory.StartNew(() =>
            {
                using var fresh = new FileBlobStore(folder.At($"fresh{round}"));
                start.SignalAndWait();
                Assert.NotNull(fresh.PutAsync($"a/b/{writer}", default, new BlobHeaders("x/y"), WriteCondition.None, default).AsTask().Result);
            }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
    }

    [Fact]
    public async Task WhatDeadProcessesLeftIsSweptAndIsNeverListed()
    {
        folder.Write("root/.tmp/new/1-old", "half");
        folder.Write("root/.tmp/new/1-young", "half");
        File.SetLastWriteTimeUtc(folder.At("root/.tmp/new/1-old"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await PutAsync("a", "x");

        Assert.Equal(["1-young"], Directory.EnumerateFiles(folder.At("root/.tmp/new")).Select(Path.GetFileName).Where(f => !f!.EndsWith("-owner", StringComparison.Ordinal)));
        Assert.Equal(["a"], await NamesAsync());
        Assert.Empty(await NamesAsync(".tmp/"));
        Assert.Empty(await NamesAsync(".t"));
    }

    [Fact]
    public async Task ImpliedHeadersTakeNoFileAndOthersOne()
    {
        BlobHeaders Policy(string name) => new(ContentTypes.Of(name), name.StartsWith("assets/", StringComparison.Ordinal) ? "immutable" : null);
        using var site = new FileBlobStore(folder.At("site"), Policy);
        await site.PutAsync("assets/a.css", default, new BlobHeaders("text/css; charset=utf-8", "immutable"), WriteCondition.None, default);
        Assert.False(Directory.Exists(folder.At("site/.tmp/headers")));

        var feed = new BlobHeaders("application/rss+xml", "max-age=300");
        for (var write = 0; write < 3; write++)
        {
            await site.PutAsync("feed.xml", default, feed, WriteCondition.None, default);
            Assert.Single(Directory.EnumerateFiles(folder.At("site/.tmp/headers")));
        }

        Assert.Equal(feed, (await site.GetAsync("feed.xml", default))!.Headers);
        Assert.Equal("immutable", (await site.GetAsync("assets/a.css", default))!.Headers.CacheControl);
        await site.DeleteAsync("feed.xml", WriteCondition.None, default);
        Assert.Empty(Directory.EnumerateFiles(folder.At("site/.tmp/headers")));
    }

    [Fact]
    public async Task AHeaderThatCouldSmuggleInAnotherIsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await store.PutAsync("a", default, new BlobHeaders("text/html\r\nX-Evil: 1"), WriteCondition.None, default));

    [Fact]
    public async Task EditorsOwnFilesAreListedAndWhatNoNameReachesIsReported()
    {
        string[] good = ["x.md", ".x.md.swp", "x.md~", ".DS_Store", "sub/.hidden/y.md"];
        string[] bad = ["bad name .", "back\\slash.md", "tab\there.md", "trailing ", "sub/bad./z.md"];
        foreach (var name in good.Concat(bad))
        {
            folder.Write("root/" + name, "x");
        }

        Assert.Equal([".DS_Store", ".x.md.swp", "sub/.hidden/y.md", "x.md", "x.md~"], await NamesAsync());
        Assert.Equal(["back\\slash.md", "bad name .", "sub/bad.", "tab\there.md", "trailing "], store.ListRefused().Order(StringComparer.Ordinal));
    }

    [Property(MaxTest = 50)]
    public async Task ListsAreInOrderOfFullNamesForAnyTreeAndAnyPrefix(byte[] seeds)
    {
        using var place = new TempFolder();
        using var tree = new FileBlobStore(place.Path);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var seed in seeds)
        {
            string[] parts = ["a", "a-", "a.b", "a b", "A", "-", "é", "aa"];
            var folders = Enumerable.Range(0, 1 + (seed & 1)).Select(depth => parts[(seed >> (1 + depth)) & 7]);
            var name = $"{string.Join('/', folders)}/f{seed >> 5}";
            names.Add(name);
            place.Write(name, "x");
        }

        foreach (var prefix in names.SelectMany(name => Enumerable.Range(0, name.Length + 1).Select(length => name[..length])).Distinct())
        {
            var listed = await tree.ListAsync(prefix, default).Select(item => item.Name).ToListAsync();
            Assert.Equal(names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)), listed);
        }
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenSaysWhatToDo()
    {
        folder.Write("file", "x");
        using var impossible = new FileBlobStore(folder.At("file/root"));

        var error = await Assert.ThrowsAsync<StorageException>(async () => await impossible.PutAsync("a", default, Plain, WriteCondition.None, default));
        Assert.Contains(folder.At("file/root"), error.Message, StringComparison.Ordinal);
        Assert.Null(await impossible.GetAsync("a", default));
        Assert.Empty(await impossible.ListAsync("", default).ToListAsync());
    }

    [Theory]
    [InlineData("CON")]
    [InlineData("con.md")]
    [InlineData("a/nul/b")]
    [InlineData("COM1.txt")]
    [InlineData("lpt9")]
    [InlineData("a:b")]
    [InlineData("what?.md")]
    public void SomeNamesCannotBeHeldByWindows(string name) => Assert.False(WindowsNames.CanHold(name));

    [Theory]
    [InlineData("CONSOLE.md")]
    [InlineData("a/com/b")]
    [InlineData("COM10.txt")]
    [InlineData("icon.svg")]
    public void OtherNamesCanBeHeldByWindows(string name) => Assert.True(WindowsNames.CanHold(name));

    private ValueTask<string?> PutAsync(string name, string text, WriteCondition condition = default) =>
        store.PutAsync(name, Encoding.UTF8.GetBytes(text), ContentTypes.Implied(name), condition, default);

    private async Task<string> ReadAsync(string name) => Encoding.UTF8.GetString((await store.GetAsync(name, default))!.Content.Span);

    private async Task<List<string>> NamesAsync(string prefix = "") => await store.ListAsync(prefix, default).Select(item => item.Name).ToListAsync();
}
