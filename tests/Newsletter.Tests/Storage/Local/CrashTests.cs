using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>Processes that die at any point (SIGKILL), and processes that work side by side.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 6;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AKilledWriterLeavesWholeBlobsAndLosesNoneThatItFinished()
    {
        var root = folder.At("blobs");
        var finished = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = new TestChild("storage", "blobs", root, Text(finished + 1));
            finished = Last(await child.KillAfterAsync(Pause(kill)));

            using var store = new FileBlobStore(root);
            var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
            await foreach (var item in store.ListAsync("", default))
            {
                var blob = (await store.GetAsync(item.Name, default))!;
                var number = (int)BinaryPrimitives.ReadInt64LittleEndian(blob.Content.Span);
                Assert.True(blob.Content.Span.SequenceEqual(StorageChild.Content(number)));
                Assert.Equal(StorageChild.Headers(number), blob.Headers);
                found.Add(item.Name, number);
            }

            // Each blob is the last finished of its name; the one that was being written may be there or not.
            var writing = finished + 1;
            var expected = Enumerable.Range(1, finished).GroupBy(StorageChild.BlobName).ToDictionary(numbers => numbers.Key, numbers => numbers.Max());
            if (found.ContainsValue(writing))
            {
                expected[StorageChild.BlobName(writing)] = writing;
            }

            Assert.Equal(expected.OrderBy(entry => entry.Key, StringComparer.Ordinal), found);
        }
    }

    [Fact]
    public async Task AKilledWriterLeavesNoHalfBatchAndLosesNoRecordThatItFinished()
    {
        var file = folder.At("state/newsletter.db");
        var finished = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = new TestChild("storage", "rows", file, Text(finished + 1));
            finished = Last(await child.KillAfterAsync(Pause(kill)));

            using var database = new SqliteDatabase(file, TimeProvider.System);
            var table = database.Table("things");
            Assert.InRange(int.Parse((await table.GetAsync("lone", "r", default))!.Value, CultureInfo.InvariantCulture), finished, finished + 1);
            for (var partition = 0; partition < 4; partition++)
            {
                var rows = await table.QueryAsync($"p{partition}", null, null, 100, default).ToListAsync();
                Assert.Equal(StorageChild.BatchRows, rows.Count);
                Assert.InRange(int.Parse(Assert.Single(rows.Select(row => row.Value).Distinct()), CultureInfo.InvariantCulture), finished, finished + 1);
            }
        }
    }

    [Fact]
    public async Task AKilledWriterLosesNoMessageThatItFinished()
    {
        var file = folder.At("state/newsletter.db");
        var finished = 0;
        for (var kill = 0; kill < Kills / 2; kill++)
        {
            using var child = new TestChild("storage", "messages", file, Text(finished + 1));
            finished = Last(await child.KillAfterAsync(Pause(kill)));
        }

        using var database = new SqliteDatabase(file, TimeProvider.System);
        var queue = database.Queue("work");
        var received = new HashSet<int>();
        while (await queue.ReceiveAsync(32, TimeSpan.FromHours(1), default) is { Count: > 0 } messages)
        {
            received.UnionWith(messages.Select(message => int.Parse(message.Body, CultureInfo.InvariantCulture)));
        }

        Assert.Superset(Enumerable.Range(1, finished).ToHashSet(), received);
        Assert.InRange(received.Max(), finished, finished + 1);
    }

    [Fact]
    public async Task SeveralProcessesCountTogetherAndLoseNothing()
    {
        var children = Enumerable.Range(0, 3).Select(_ => new TestChild("storage", "count", folder.Path, "60")).ToList();
        await Task.WhenAll(children.Select(child => child.MustSucceedAsync()));
        children.ForEach(child => child.Dispose());

        using var store = new FileBlobStore(folder.At("blobs"));
        using var database = new SqliteDatabase(folder.At("state.db"), TimeProvider.System);
        Assert.Equal("180", Encoding.UTF8.GetString((await store.GetAsync("counter", default))!.Content.Span));
        Assert.Equal("180", (await database.Table("things").GetAsync("counters", "counter", default))!.Value);
        Assert.Equal(["counter"], await store.ListAsync("", default).Select(item => item.Name).ToListAsync());
    }

    /// <summary>How much a child gets done before it is killed: little and much, different each time.</summary>
    private static int Pause(int kill) => 1 + (kill * 61 % 150);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Last(IReadOnlyList<string> lines) => int.Parse(lines[^1], CultureInfo.InvariantCulture);
}
