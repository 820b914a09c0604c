using System.Text;
using FsCheck.Xunit;
using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>Many callers, and calls in any order.</summary>
public abstract partial class BlobStoreContract
{
    private static int runs;

    [Fact]
    public async Task AnotherWorkerSeesAFinishedWriteAtOnce()
    {
        var other = OtherWorker();
        var etag = await PutAsync("a", "1", Html);

        Assert.Equal(etag, (await other.GetItemAsync("a", default))!.ETag);
        Assert.Equal(Html, (await other.GetAsync("a", default))!.Headers);
        Assert.Null(await other.PutAsync("a", Encoding.UTF8.GetBytes("2"), Html, WriteCondition.IfNew, default));
    }

    [Fact]
    public async Task OfWritersThatAllWantToBeFirstExactlyOneIs()
    {
        IBlobStore[] workers = [Store, OtherWorker()];
        for (var round = 0; round < 20; round++)
        {
            var name = $"round/{round}";
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
                await workers[writer % 2].PutAsync(name, Encoding.UTF8.GetBytes($"{writer}"), Html, WriteCondition.IfNew, default))));

            Assert.Single(won, etag => etag is not null);
            var winner = Array.FindIndex(won, etag => etag is not null);
            Assert.Equal($"{winner}", Text(await Store.GetAsync(name, default)));
        }
    }

    [Fact]
    public async Task CountersLoseNothingUnderConcurrentConditionalWrites()
    {
        IBlobStore[] workers = [Store, OtherWorker()];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var count = 0; count < 15; count++)
            {
                await Counter.IncrementAsync(workers[writer % 2], "counter");
            }
        })));

        Assert.Equal("90", Text(await Store.GetAsync("counter", default)));
    }

    [Fact]
    public async Task ReadersSeeWholeVersionsWhileWritersOverwrite()
    {
        using var done = new CancellationTokenSource();
        await PutAsync("a", new string('0', 1_000), new BlobHeaders("x/0"));
        var other = OtherWorker();
        var reader = Task.Run(async () =>
        {
            var reads = 0;
            while (!done.IsCancellationRequested || reads == 0)
            {
                var blob = await other.GetAsync("a", default);
                var text = Text(blob);
                Assert.Equal(new string(text[0], 1_000 + (text[0] - '0')), text);
                Assert.Equal($"x/{text[0]}", blob!.Headers.ContentType);
                Assert.Equal(text.Length, blob.Item.Length);
                reads++;
            }
        });
        for (var write = 0; write < 200; write++)
        {
            await PutAsync("a", new string((char)('0' + (write % 10)), 1_000 + (write % 10)), new BlobHeaders($"x/{write % 10}"));
        }

        await done.CancelAsync();
        await reader;
    }

    /// <summary>Each step is one call, chosen by the byte's bits: which blob, what to do, under which condition.</summary>
    [Property(MaxTest = 60)]
    public async Task AnySequenceOfCallsGivesWhatADictionaryGives(byte[] steps)
    {
        string[] names = ["a", "b/c", "b/c-d", "b-c"];
        var model = new SortedDictionary<string, (string ETag, string Text)>(StringComparer.Ordinal);
        var run = $"{Interlocked.Increment(ref runs)}/";
        var stale = (await PutAsync("elsewhere", run))!;
        foreach (var step in steps)
        {
            var name = run + names[step & 3];
            var current = model.TryGetValue(name, out var there) ? there.ETag : null;
            var condition = ((step >> 2) & 3) switch
            {
                0 => WriteCondition.None,
                1 => WriteCondition.IfUnchanged(current ?? stale),
                2 => WriteCondition.IfUnchanged(stale),
                _ => WriteCondition.IfNew,
            };
            stale = current ?? stale;
            var allowed = condition.Allows(current);
            if (step < 80 && !condition.MustBeNew)
            {
                Assert.Equal(allowed && current is not null, await Store.DeleteAsync(name, condition, default));
                _ = allowed && model.Remove(name);
            }
            else if (await PutAsync(name, $"{step}", condition: condition) is { } etag)
            {
                Assert.True(allowed);
                model[name] = (etag, $"{step}");
            }
            else
            {
                Assert.False(allowed);
            }

            var found = await ListAsync(run);
            Assert.Equal(model.Select(entry => (entry.Key, entry.Value.ETag)), found.Select(item => (item.Name, item.ETag)));
            Assert.Equal(model.TryGetValue(name, out there) ? there.Text : null, await Store.GetAsync(name, default) is { } blob ? Text(blob) : null);
        }
    }
}
