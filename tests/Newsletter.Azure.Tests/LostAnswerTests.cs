using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;

namespace Newsletter.Azure.Tests;

/// <summary>The service did what was asked, and the answer never came: the SDK asks again, and the second answer is about our own work.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private static readonly BlobHeaders Html = new("text/html");
    private readonly string name = Azurite.NewName();
    private string connection = "";

    public async Task InitializeAsync()
    {
        connection = await Azurite.SharedAccountAsync();
        await new BlobServiceClient(connection).CreateBlobContainerAsync(name);
        await new TableServiceClient(connection).CreateTableAsync(name);
        await new QueueServiceClient(connection).CreateQueueAsync(name + "q");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABlobThatWasWrittenUnheardCountsAsWritten(bool isNew)
    {
        var store = Through(LosingOne(RequestMethod.Put)).Container(name);
        var condition = isNew ? WriteCondition.IfNew : WriteCondition.IfUnchanged((await Calm().Container(name).PutAsync("a", "1"u8.ToArray(), Html, default, default))!);

        var etag = await store.PutAsync("a", "2"u8.ToArray(), Html, condition, default);

        Assert.NotNull(etag);
        Assert.Equal(etag, (await store.GetItemAsync("a", default))!.ETag);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ARecordThatWasWrittenUnheardCountsAsWritten(bool isNew)
    {
        var losing = LosingOne(isNew ? RequestMethod.Post : RequestMethod.Put);
        var condition = isNew ? WriteCondition.IfNew : WriteCondition.IfUnchanged((await Calm().Table(name).PutAsync("p", "r", "1", default, default))!);

        var etag = await Through(losing).Table(name).PutAsync("p", "r", "2", condition, default);

        Assert.Equal(new TableRow("p", "r", "2", etag!), await Calm().Table(name).GetAsync("p", "r", default));
        Assert.Equal(1, losing.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABatchThatWasWrittenUnheardCountsAsWritten(bool deletesOnly)
    {
        var first = (await Calm().Table(name).PutAsync("p", "r", "1", default, default))!;
        var second = (await Calm().Table(name).PutAsync("p", "s", "1", default, default))!;
        TableWrite[] writes = deletesOnly
            ? [new("r", null, WriteCondition.IfUnchanged(first)), new("s", null, WriteCondition.IfUnchanged(second))]
            : [new("new", "2", WriteCondition.IfNew), new("r", "2", WriteCondition.IfUnchanged(first)), new("s", null, WriteCondition.IfUnchanged(second))];
        var losing = LosingOne(RequestMethod.Post);

        Assert.True(await Through(losing).Table(name).BatchAsync("p", writes, default));
        Assert.Equal(deletesOnly ? "" : "new r", string.Join(' ', await Calm().Table(name).QueryAsync("p", null, null, 9, default).Select(row => row.Row).ToListAsync()));
        Assert.Equal(1, losing.Count);
    }

    [Fact]
    public async Task ABatchThatWasNotWrittenDoesNotCountWhenSomebodyElseWasFirst()
    {
        await Calm().Table(name).PutAsync("p", "r", "theirs", default, default);
        var table = Through(Faults.On(request => request.Method == RequestMethod.Post, Fault.TimedOut, Fault.AnswerLost)).Table(name);

        Assert.False(await table.BatchAsync("p", [new("q", "ours", WriteCondition.IfNew), new("r", "ours", WriteCondition.IfNew)], default));
        Assert.Null(await table.GetAsync("p", "q", default));
    }

    [Fact]
    public async Task AWriteThatWasLostTwiceIsStillKnownAgain()
    {
        var faults = Faults.On(request => request.Method == RequestMethod.Put, Fault.AnswerLost, Fault.AnswerLost, Fault.Busy, Fault.Throttled, Fault.TimedOut);

        Assert.NotNull(await Through(faults).Container(name).PutAsync("a", "2"u8.ToArray(), Html, WriteCondition.IfNew, default));
        Assert.Equal(5, faults.Count);
    }

    [Fact]
    public async Task AWriteThatSomebodyReplacedBeforeItsWriterAskedAgainCountsAsFailed()
    {
        var meanwhile = Calm().Container(name);
        var losing = new Faults(request =>
        {
            if (request.Method == RequestMethod.Put)
            {
                return Fault.None;
            }

            // The look at what is there: by now it is somebody else's.
            _ = meanwhile.PutAsync("a", "theirs"u8.ToArray(), Html, default, default).AsTask().Wait(TimeSpan.FromSeconds(10));
            return Fault.None;
        });
        var once = LosingOne(RequestMethod.Put);
        var store = new AzureStorage(new() { ConnectionString = connection }, options =>
        {
            once.Configure(options);
            losing.Configure(options);
        }).Container(name);

        Assert.Null(await store.PutAsync("a", "ours"u8.ToArray(), Html, WriteCondition.IfNew, default));
        Assert.Equal("theirs", Encoding.UTF8.GetString((await meanwhile.GetAsync("a", default))!.Content.Span));
    }

    [Fact]
    public async Task WhatWasDeletedUnheardCountsAsDeleted()
    {
        await Calm().Container(name).PutAsync("a", "1"u8.ToArray(), Html, default, default);
        await Calm().Table(name).PutAsync("p", "r", "1", default, default);
        await Calm().Queue(name + "q").EnqueueAsync("x", TimeSpan.Zero, default);
        var message = Assert.Single(await Calm().Queue(name + "q").ReceiveAsync(1, TimeSpan.FromMinutes(1), default));

        Assert.True(await Through(LosingOne(RequestMethod.Delete)).Container(name).DeleteAsync("a", default, default));
        Assert.True(await Through(LosingOne(RequestMethod.Delete)).Table(name).DeleteAsync("p", "r", default, default));
        Assert.True(await Through(LosingOne(RequestMethod.Delete)).Queue(name + "q").CompleteAsync(message, default));
    }

    [Fact]
    public async Task AMessageThatWasSentUnheardComesAtLeastOnce()
    {
        await Through(LosingOne(RequestMethod.Post)).Queue(name + "q").EnqueueAsync("x", TimeSpan.Zero, default);

        var received = await Calm().Queue(name + "q").ReceiveAsync(9, TimeSpan.FromMinutes(1), default);
        Assert.NotEmpty(received);
        Assert.All(received, message => Assert.Equal("x", message.Body));
    }

    private static Faults LosingOne(RequestMethod method) => Faults.On(request => request.Method == method, Fault.AnswerLost);

    private AzureStorage Calm() => new(new() { ConnectionString = connection });

    private AzureStorage Through(Faults faults) => new(new() { ConnectionString = connection }, faults.Configure);
}
