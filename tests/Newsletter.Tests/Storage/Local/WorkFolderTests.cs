using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>Where a store keeps locks and temporary files, and what becomes of those that dead processes left.</summary>
public sealed class WorkFolderTests : IDisposable
{
    private static readonly BlobHeaders Odd = new("x/odd");
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AFolderThatIsServedHoldsNothingButItsBlobs()
    {
        using (var site = Open("site", "state/web"))
        {
            await PutAsync(site, "a/index.html");
            await site.PutAsync("b", default, Odd, WriteCondition.None, default);
        }

        Assert.Equal(["site/a/index.html", "site/b"], folder.Files().Where(f => f.StartsWith("site/", StringComparison.Ordinal)));
        Assert.Equal(["a", "b"], Directory.GetFileSystemEntries(folder.At("site")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task WhatAnEarlierVersionKeptInTheSiteMovesOut()
    {
        using (var before = Open("site", null))
        {
            await before.PutAsync("b", default, Odd, WriteCondition.None, default);
        }

        using var site = Open("site", "state/web");
        await PutAsync(site, "c");

        Assert.False(Directory.Exists(folder.At("site/.tmp")));
        Assert.Equal(Odd, (await site.GetAsync("b", default))!.Headers);
    }

    [Fact]
    public async Task OnAnotherFileSystemARenameIsNotAtomicSoTheFolderIsNotUsed()
    {
        const string Memory = "/dev/shm/";
        var elsewhere = Path.Combine(folder.Path.StartsWith(Memory, StringComparison.Ordinal) ? AppContext.BaseDirectory : Memory, Path.GetFileName(folder.Path));
        try
        {
            using var site = new FileBlobStore(folder.At("site"), workFolder: elsewhere);
            await PutAsync(site, "a");

            Assert.True(Directory.Exists(folder.At("site/.tmp/locks")));
            Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task TemporaryFilesOfAProcessThatDiedGoAtTheNextWriteAndThoseOfTheLivingStay()
    {
        using var living = Open("site", null);
        await PutAsync(living, "a");
        var alive = Assert.Single(Names());
        folder.Write("site/.tmp/new/dead-1-1-owner", "");
        folder.Write("site/.tmp/new/dead-1-1-7", "half");
        folder.Write("site/.tmp/new/" + alive.Replace("owner", "f", StringComparison.Ordinal), "half");
        folder.Write("site/.tmp/new/starting-1-1-1", "half");

        using (var next = Open("site", null))
        {
            await PutAsync(next, "b");
        }

        Assert.Equal(new[] { alive, alive.Replace("owner", "f", StringComparison.Ordinal), "starting-1-1-1" }.Order(StringComparer.Ordinal), Names());
    }

    [Fact]
    public void AFileThatSomebodyElseHasOpenIsToldFromOneThatIsNotThere()
    {
        var path = folder.Write("held", "");
        using var held = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.True(FileProblem.IsInUse(Assert.Throws<IOException>(() => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))));
        Assert.False(FileProblem.IsInUse(Assert.Throws<FileNotFoundException>(() => File.OpenHandle(path + "2"))));
    }

    [Fact]
    public async Task ManyStoresThatStartAndEndAtOnceNeverTakeEachOtherForDead()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var turn = 0; turn < 60; turn++)
            {
                using var store = Open("site", null);
                await PutAsync(store, $"{worker}/{turn}");
            }
        })));

        Assert.Empty(Names());
        Assert.Equal(240, folder.Files().Count(f => !f.Contains("/.tmp/", StringComparison.Ordinal)));
    }

    private FileBlobStore Open(string root, string? work) => new(folder.At(root), workFolder: work is null ? null : folder.At(work));

    private List<string> Names() => [.. Directory.EnumerateFiles(folder.At("site/.tmp/new")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static async Task PutAsync(FileBlobStore store, string name) =>
        Assert.NotNull(await store.PutAsync(name, "x"u8.ToArray(), ContentTypes.Implied(name), WriteCondition.None, default));
}
