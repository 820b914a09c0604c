using System.Globalization;
using FsCheck.Xunit;
using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>Many callers, and calls in any order.</summary>
public abstract partial class TableContract
{
    private static int runs;

    [Fact]
    public async Task AnotherWorkerSeesAFinishedWriteAtOnce()
    {
        var other = OtherWorker();
        for (var write = 0; write < 20; write++)
        {
            var etag = await PutAsync("p", "r", $"{write}");
            Assert.Equal(new TableRow("p", "r", $"{write}", etag!), await other.GetAsync("p", "r", default));
            Assert.NotNull(await other.PutAsync("p", "r", "theirs", WriteCondition.IfUnchanged(etag!), default));
            Assert.Equal("theirs", (await Table.GetAsync("p", "r", default))!.Value);
        }
    }

    [Fact]
    public async Task OfWritersThatAllWantToBeFirstExactlyOneIs()
    {
        ITable[] workers = [Table, OtherWorker()];
        for (var round = 0; round < 20; round++)
        {
            var row = $"round {round}";
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () => writer % 4 < 2
                ? await workers[writer % 2].PutAsync("p", row, $"{writer}", WriteCondition.IfNew, default) is not null
                : await workers[writer % 2].BatchAsync("p", [new(row, $"{writer}", WriteCondition.IfNew)], default))));

            Assert.Single(won, itself => itself);
            Assert.Equal(Array.IndexOf(won, true).ToString(CultureInfo.InvariantCulture), (await Table.GetAsync("p", row, default))!.Value);
        }
    }

    [Fact]
    public async Task CountersLoseNothingUnderConcurrentConditionalWrites()
    {
        ITable[] workers = [Table, OtherWorker()];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var count = 0; count < 15; count++)
            {
                await Counter.IncrementAsync(workers[writer % 2], "counter");
            }
        })));

        Assert.Equal("90", (await Table.GetAsync("counters", "counter", default))!.Value);
    }

    [Fact]
    public async Task ReadersNeverSeeHalfABatch()
    {
        using var done = new CancellationTokenSource();
        var other = OtherWorker();
        TableWrite[] Generation(int number) => [.. Enumerable.Range(0, 10).Select(row => new TableWrite($"r{row}", $"{number}", WriteCondition.None))];
        await Table.BatchAsync("p", Generation(0), default);
        var reader = Task.Run(async () =>
        {
            var newest = 0;
            while (!done.IsCancellationRequested)
            {
                // One look after the other, last row first: a batch seen in its last row must be there in its first.
                var last = int.Parse((await other.GetAsync("p", "r9", default))!.Value, CultureInfo.InvariantCulture);
                var first = int.Parse((await other.GetAsync("p", "r0", default))!.Value, CultureInfo.InvariantCulture);
                Assert.InRange(first, last, int.MaxValue);
                Assert.InRange(last, newest, int.MaxValue);
                newest = first;
            }
        });
        for (var number = 1; number <= 100; number++)
        {
            await Table.BatchAsync("p", Generation(number), default);
        }

        await done.CancelAsync();
        await reader;
    }

    /// <summary>Each step is one call, chosen by the byte's bits: which record, what to do, under which condition.</summary>
    [Property(MaxTest = 60)]
    public async Task AnySequenceOfCallsGivesWhatADictionaryGives(byte[] steps)
    {
        var model = new SortedDictionary<string, (string ETag, string Value)>(StringComparer.Ordinal);
        var partition = $"run {Interlocked.Increment(ref runs)}";
        var stale = (await PutAsync("elsewhere", "r", partition))!;
        foreach (var step in steps)
        {
            var row = $"r{step & 3}";
            var current = model.TryGetValue(row, out var there) ? there.ETag : null;
            var condition = ((step >> 2) & 3) switch
            {
                0 => WriteCondition.None,
                1 => WriteCondition.IfUnchanged(current ?? stale),
                2 => WriteCondition.IfUnchanged(stale),
                _ => WriteCondition.IfNew,
            };
            var value = step < 96 && !condition.MustBeNew ? null : $"{step}";
            var allowed = condition.Allows(current);
            stale = current ?? stale;
            if ((step & 16) != 0)
            {
                Assert.Equal(allowed, await Table.BatchAsync(partition, [new("other", "x", WriteCondition.None), new(row, value, condition)], default));
            }
            else if (value is null)
            {
                Assert.Equal(allowed && current is not null, await Table.DeleteAsync(partition, row, condition, default));
            }
            else
            {
                Assert.Equal(allowed, await Table.PutAsync(partition, row, value, condition, default) is not null);
            }

            if (allowed && value is null)
            {
                model.Remove(row);
            }
            else if (allowed)
            {
                model[row] = ((await Table.GetAsync(partition, row, default))!.ETag, value!);
            }

            var found = (await QueryAsync(partition)).Where(record => record.Row != "other").ToList();
            Assert.Equal(model.Select(entry => (entry.Key, entry.Value.ETag, entry.Value.Value)), found.Select(record => (record.Row, record.ETag, record.Value)));
        }
    }
}
