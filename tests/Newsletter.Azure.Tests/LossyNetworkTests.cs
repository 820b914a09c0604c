using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

/// <summary>What holds when any answer may be lost, also where nobody can tell whether a request was carried out (docs/decisions/0017).</summary>
public sealed class LossyNetworkTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly string name = Azurite.NewName();
    private string connection = "";
    private int lost;

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new BlobServiceClient(connection).CreateBlobContainerAsync(name);
        await new TableServiceClient(connection).CreateTableAsync(name);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ACounterInABlobCountsEachOnceAndAtMostOncePerLostAnswerMore()
    {
        await CountAsync(worker => Counter.IncrementAsync(worker.Container(name), "counter"));

        var count = int.Parse(Encoding.UTF8.GetString((await Calm().Container(name).GetAsync("counter", default))!.Content.Span), null);
        Assert.InRange(count, 60, 60 + lost);
    }

    [Fact]
    public async Task ACounterInARecordCountsEachOnceAndAtMostOncePerLostAnswerMore()
    {
        await CountAsync(worker => Counter.IncrementAsync(worker.Table(name), "counter"));

        var count = int.Parse((await Calm().Table(name).GetAsync("counters", "counter", default))!.Value, null);
        Assert.InRange(count, 60, 60 + lost);
    }

    [Fact]
    public async Task WhatIsThereIsDeletedUnlessItChanged()
    {
        var (calm, lossy) = (Calm(), Lossy(Faults.InTurn(_ => Faults.All)));
        for (var number = 0; number < 30; number++)
        {
            var blob = (await calm.Container(name).PutAsync($"{number}", "1"u8.ToArray(), new("x/y"), default, default))!;
            var record = (await calm.Table(name).PutAsync("p", $"{number}", "1", default, default))!;
            await calm.Container(name).PutAsync($"{number} changed", "1"u8.ToArray(), new("x/y"), default, default);
            await calm.Table(name).PutAsync("p", $"{number} changed", "1", default, default);

            Assert.True(await lossy.Container(name).DeleteAsync($"{number}", WriteCondition.IfUnchanged(blob), default));
            Assert.True(await lossy.Table(name).DeleteAsync("p", $"{number}", WriteCondition.IfUnchanged(record), default));
            Assert.False(await lossy.Container(name).DeleteAsync($"{number} changed", WriteCondition.IfUnchanged(blob), default));
            Assert.False(await lossy.Table(name).DeleteAsync("p", $"{number} changed", WriteCondition.IfUnchanged(record), default));
        }

        Assert.Equal(30, await calm.Container(name).ListAsync("", default).CountAsync());
        Assert.Equal(30, await calm.Table(name).QueryAsync("p", null, null, 99, default).CountAsync());
    }

    [Fact]
    public async Task EveryMessageComesAtLeastOnceAndNoneForEver()
    {
        var queue = new AzureQueue(Faults.InTurn(_ => Faults.All).Configure);
        await queue.MakeAsync();
        for (var number = 0; number < 30; number++)
        {
            await queue.Open().EnqueueAsync($"{number}", TimeSpan.Zero, default);
        }

        // One whose delivery was lost is hidden for a second, and comes again.
        var received = new HashSet<string>();
        for (var empty = 0; empty < 2;)
        {
            var messages = await queue.Open().ReceiveAsync(5, Second, default);
            foreach (var message in messages)
            {
                received.Add(message.Body);
                await queue.Open().CompleteAsync(message, default);
            }

            empty = messages.Count > 0 ? 0 : empty + 1;
            await queue.PassAsync(messages.Count > 0 ? TimeSpan.Zero : Second);
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"{number}").Order(), received.Order());
    }

    private async Task CountAsync(Func<AzureStorage, Task> count)
    {
        var faults = Faults.InTurn(_ => Faults.All, fault => lost += fault == Fault.AnswerLost ? 1 : 0);
        AzureStorage[] workers = [Lossy(faults), Lossy(faults)];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 15; number++)
            {
                await count(workers[writer % 2]);
            }
        })));
        Assert.True(lost > 0);
    }

    private AzureStorage Calm() => new(new() { ConnectionString = connection });

    private AzureStorage Lossy(Faults faults) => new(new() { ConnectionString = connection }, faults.Configure);
}
