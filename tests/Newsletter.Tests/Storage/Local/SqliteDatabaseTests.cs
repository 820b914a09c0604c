using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>What the database file promises beyond the contracts.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(20);
    private readonly TempDatabase database = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task WhatWasWrittenIsThereAfterReopening()
    {
        var etag = await PutAsync(database.Main, "r", "x");
        await database.Main.Queue("work").EnqueueAsync("job", TimeSpan.Zero, default);
        database.Main.Dispose();

        var again = database.Open();
        Assert.Equal(new TableRow("p", "r", "x", etag!), await again.Table("things").GetAsync("p", "r", default));
        Assert.Equal("job", Assert.Single(await again.Queue("work").ReceiveAsync(32, TimeSpan.FromSeconds(1), default)).Body);
    }

    [Fact]
    public async Task NobodyButItsOwnerReadsItNorACopy()
    {
        using var made = new SqliteDatabase(folder.At("sub/new.db"), TimeProvider.System);
        await PutAsync(made, "r", "x");
        made.CopyTo(folder.At("sub/copy.db"));

        var files = Directory.GetFiles(folder.At("sub")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["copy.db", "new.db", "new.db-shm", "new.db-wal"], files);
        Assert.All(Directory.GetFiles(folder.At("sub")), file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == PrivateFile.OwnerOnly));
    }

    [Fact]
    public async Task TablesAndQueuesOfOtherNamesAreApart()
    {
        await PutAsync(database.Main, "r", "x");
        await database.Main.Queue("work").EnqueueAsync("job", TimeSpan.Zero, default);

        Assert.Null(await database.Main.Table("others").GetAsync("p", "r", default));
        Assert.Empty(await database.Main.Table("others").QueryAsync("p", null, null, 9, default).ToListAsync());
        Assert.Empty(await database.Main.Queue("play").ReceiveAsync(32, TimeSpan.FromSeconds(1), default));
        var message = Assert.Single(await database.Main.Queue("work").ReceiveAsync(32, TimeSpan.FromSeconds(1), default));
        Assert.False(await database.Main.Queue("play").CompleteAsync(message, default));
        Assert.True(await database.Main.Queue("work").CompleteAsync(message, default));
    }

    [Fact]
    public void ManyThatMakeOneNewFileAtOnceAllOpenIt()
    {
        for (var file = 0; file < 100; file++)
        {
            var path = folder.At($"new/{file}.db");
            var opened = new SqliteDatabase[8];
            using var start = new Barrier(opened.Length);
            var threads = Enumerable.Range(0, opened.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                opened[i] = new SqliteDatabase(path, TimeProvider.System);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Array.ForEach(opened, one => one.Dispose());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Things")]
    [InlineData("1things")]
    [InlineData("my-things")]
    [InlineData("things'; DROP TABLE records; --")]
    public void NamesAreThoseThatAzureTakes(string name)
    {
        Assert.Throws<ArgumentException>(() => database.Main.Table(name));
        Assert.Throws<ArgumentException>(() => database.Main.Queue(name));
    }

    [Fact]
    public async Task TwoThousandWritesInFlightAllArrive()
    {
        var table = database.Main.Table("things");
        var etags = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => Task.Run(async () =>
        {
            var etag = await table.PutAsync("p", $"{number}", $"{number}", number % 2 == 0 ? WriteCondition.IfNew : WriteCondition.IfUnchanged("0"), default);

            // Completed means visible, to readers too.
            Assert.Equal(etag, (await table.GetAsync("p", $"{number}", default))?.ETag);
            return etag;
        })));

        Assert.Equal(1_000, etags.Where(etag => etag is not null).Distinct().Count());
        Assert.Equal(1_000, await table.QueryAsync("p", null, null, int.MaxValue, default).CountAsync());
    }

    [Fact]
    public async Task AForeignETagNeverMatches()
    {
        await PutAsync(database.Main, "r", "x");
        foreach (var etag in new[] { "", "\"0x8D\"", "*", "+1", " 1", "999999999999999999999999" })
        {
            Assert.Null(await PutAsync(database.Main, "r", "y", WriteCondition.IfUnchanged(etag)));
            Assert.False(await database.Main.Table("things").BatchAsync("p", [new("r", "y", WriteCondition.IfUnchanged(etag))], default));
        }
    }

    [Fact]
    public void AFileThatIsNoDatabaseSaysWhatToDo()
    {
        var file = folder.Write("newsletter.db", new string('x', 5_000));

        var error = Assert.Throws<StorageException>(() => new SqliteDatabase(file, TimeProvider.System));
        Assert.Contains($"{file} is damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5_000), folder.Read("newsletter.db"));
    }

    [Fact]
    public async Task ADamagedDatabaseSaysSoAtTheCallThatFindsIt()
    {
        for (var row = 0; row < 100; row++)
        {
            await PutAsync(database.Main, $"{row}", new string('x', 500));
        }

        database.Main.Dispose();
        var bytes = await File.ReadAllBytesAsync(database.Path);
        bytes.AsSpan(8_192).Fill(0xA5);
        await File.WriteAllBytesAsync(database.Path, bytes);

        var error = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            var damaged = database.Open();
            await damaged.Table("things").QueryAsync("p", null, null, int.MaxValue, default).CountAsync();
        });
        Assert.Contains("put a backup in its place", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APathThatCannotBeADatabaseSaysWhatToDo()
    {
        Directory.CreateDirectory(folder.At("newsletter.db"));
        folder.Write("file", "x");

        var error = Assert.Throws<StorageException>(() => new SqliteDatabase(folder.At("newsletter.db"), TimeProvider.System));
        Assert.Contains("can't be opened", error.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => new SqliteDatabase(folder.At("file/newsletter.db"), TimeProvider.System));
    }

    [Fact]
    public void ADatabaseOfANewerProgramIsLeftAlone()
    {
        using (var newer = SqliteSession.Open(folder.At("newer.db"), mayCreate: true, Briefly))
        {
            newer.Execute("PRAGMA user_version = 99; CREATE TABLE future (x)");
        }

        var error = Assert.Throws<StorageException>(() => new SqliteDatabase(folder.At("newer.db"), TimeProvider.System));
        Assert.Contains("newer newsletter (format 99)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALockedDatabaseFailsAfterItsPatienceAndWorksAgainLater()
    {
        var impatient = database.Open(Briefly);
        using var other = SqliteSession.Open(database.Path, mayCreate: false, Briefly);
        other.Execute("BEGIN IMMEDIATE");

        var writes = Enumerable.Range(0, 8).Select(number => Task.Run(async () => await PutAsync(impatient, $"{number}", "x"))).ToList();
        foreach (var write in writes)
        {
            var error = await Assert.ThrowsAsync<StorageException>(() => write);
            Assert.Contains("locked by another program", error.Message, StringComparison.Ordinal);
        }

        Assert.Null(await impatient.Table("things").GetAsync("p", "0", default));
        other.Execute("ROLLBACK");
        Assert.NotNull(await PutAsync(impatient, "0", "x"));
    }

    [Theory]
    [InlineData(8, "Give this user write permission")]
    [InlineData(8 | (4 << 8), "Give this user write permission")]
    [InlineData(13, "disk is full")]
    [InlineData(10 | (3 << 8), "disk reports an error")]
    public void ProblemsOfTheMachineSayWhatToDo(int code, string advice) =>
        Assert.Contains(advice, SqliteProblem.Of(code, "/data/newsletter.db", "detail").Message, StringComparison.Ordinal);

    [Fact]
    public async Task ClosingLetsWritesUnderWayEndAndRefusesLaterOnes()
    {
        var closing = database.Open();
        var writes = Enumerable.Range(0, 200).Select(number => Task.Run(async () => await PutAsync(closing, $"{number}", "x"))).ToList();
        await writes[0];
        closing.Dispose();
        var written = 0;
        foreach (var write in writes)
        {
            try
            {
                Assert.NotNull(await write);
                written++;
            }
            catch (ObjectDisposedException)
            {
            }
        }

        Assert.Equal(written, await database.Main.Table("things").QueryAsync("p", null, null, 999, default).CountAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await PutAsync(closing, "r", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await closing.Table("things").GetAsync("p", "r", default));
        closing.Dispose();
    }

    [Fact]
    public async Task LocalStorageKeepsItsPartsWhereItIsTold()
    {
        using var storage = new LocalStorage(LocalFolders.In(folder.At("data")) with { Web = folder.At("elsewhere/public") }, database.Clock);
        await storage.Inbox.PutAsync("a.md", default, ContentTypes.Implied("a.md"), WriteCondition.None, default);
        await storage.Reports.PutAsync("a.html", default, ContentTypes.Implied("a.html"), WriteCondition.None, default);
        await storage.Web.PutAsync("explainers/a/index.html", default, ContentTypes.Implied("a.html"), WriteCondition.None, default);
        await storage.State.PutAsync("checkpoint.json", default, ContentTypes.Implied("a.json"), WriteCondition.None, default);
        await storage.Catalogue.PutAsync("articles", "a", "{}", WriteCondition.None, default);
        await storage.Publish.EnqueueAsync("site", TimeSpan.Zero, default);
        folder.Write("data/inbox/bad name .", "x");

        Assert.Equal(
            [
                "data/inbox/a.md", "data/inbox/bad name .", "data/reports/a.html", "data/state/blobs/checkpoint.json", "data/state/deliveries.db", "data/state/newsletter.db",
                "elsewhere/public/explainers/a/index.html",
            ],
            folder.Files().Where(file => !file.Contains(".tmp/", StringComparison.Ordinal) && !file.Contains("state/web/", StringComparison.Ordinal) && !file.Contains(".db-", StringComparison.Ordinal)));
        Assert.Equal(["bad name ."], storage.ListRefusedUploads());
    }

    private static ValueTask<string?> PutAsync(SqliteDatabase database, string row, string value, WriteCondition condition = default) =>
        database.Table("things").PutAsync("p", row, value, condition, default);
}
