using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newsletter.Azure.Tests.Support;
using Newsletter.Storage;

namespace Newsletter.Azure.Tests;

public sealed class AzureStorageTests
{
    [Fact]
    public async Task AnEmptyAccountIsFurnishedOnceAndForAll()
    {
        var storage = new AzureStorage(new() { ConnectionString = await Azurite.NewAccountAsync() });

        await storage.EnsureAsync(default);
        await storage.EnsureAsync(default);

        Assert.NotNull(await storage.Web.PutAsync("index.html", "x"u8.ToArray(), new("text/html"), WriteCondition.IfNew, default));
        Assert.Empty(await storage.Inbox.ListAsync("", default).ToListAsync());
        Assert.Null(await storage.Catalogue.GetAsync("p", "r", default));
        Assert.Empty(await storage.Publish.ListPoisonAsync(default).ToListAsync());
    }

    [Fact]
    public async Task EveryBlobSaysTheHashOfItsContent()
    {
        var connection = await Azurite.NewAccountAsync();
        var storage = new AzureStorage(new() { ConnectionString = connection });
        await storage.EnsureAsync(default);
        await storage.Web.PutAsync("feed.xml", "abc"u8.ToArray(), new("application/rss+xml", "max-age=300"), default, default);

        var properties = (await new BlobContainerClient(connection, "$web").GetBlobClient("feed.xml").GetPropertiesAsync()).Value;

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", properties.Metadata["sha256"]);
        Assert.Equal(("application/rss+xml", "max-age=300"), (properties.ContentType, properties.CacheControl));
    }

    [Fact]
    public async Task WhatIsMissingIsSaidWithAdviceAndNoSecret()
    {
        var connection = await Azurite.NewAccountAsync();
        var storage = new AzureStorage(new() { ConnectionString = connection });

        var blob = await Assert.ThrowsAsync<StorageException>(async () => await storage.Web.PutAsync("a", default, new("x/y"), default, default));
        var record = await Assert.ThrowsAsync<StorageException>(async () => await storage.Catalogue.PutAsync("p", "r", "x", default, default));
        var message = await Assert.ThrowsAsync<StorageException>(async () => await storage.Publish.EnqueueAsync("x", default, default));
        var list = await Assert.ThrowsAsync<StorageException>(async () => await storage.Inbox.ListAsync("", default).ToListAsync());

        string[] needs = [.. AzureStorage.ContainerNames, AzureStorage.CatalogueName, AzureStorage.PublishName, AzureStorage.PublishName + AzureWorkQueue.PoisonSuffix];
        Assert.All([blob, record, message, list], problem => Assert.Contains("does not exist. The account needs", problem.Message));
        Assert.All(needs, need => Assert.Contains(need, blob.Message));
        Assert.All([blob, record, message, list], problem => Assert.DoesNotContain("AccountKey", problem.Message));
    }

    [Fact]
    public void AnAccountThatTakesNoKeysIsToBeNamedInstead()
    {
        var refused = new RequestFailedException(403, "Key based authentication is not permitted on this storage account.", AzureProblem.KeysAreOff, null);

        Assert.Equal(
            "Could not read a blob in https://stories.example/inbox: it takes no keys. Come by identity: leave the connection string out and name the account.",
            AzureProblem.Of("read a blob", new("https://stories.example/inbox?sig=secret"), refused).Message);
    }

    [Fact]
    public async Task AServiceThatStaysBusyIsSaidToBe()
    {
        var busy = new Faults(_ => Fault.Throttled);
        var storage = new AzureStorage(new() { ConnectionString = await Azurite.SharedAccountAsync() }, busy.Configure);

        var problem = await Assert.ThrowsAsync<StorageException>(async () => await storage.Catalogue.GetAsync("p", "r", default));

        Assert.Contains("it is busy", problem.Message);
        Assert.Equal(7, busy.Count);
    }

    [Fact]
    public async Task AnAccountThatCannotBeReachedIsSaidToBe()
    {
        var storage = new AzureStorage(new() { ConnectionString = await Azurite.SharedAccountAsync() }, new Faults(_ => Fault.Closed).Configure);

        Assert.Contains("it can't be reached", (await Assert.ThrowsAsync<StorageException>(async () => await storage.Web.GetAsync("a", default))).Message);
    }

    [Fact]
    public async Task MessagesOfOthersMayComeWithoutBase64()
    {
        var connection = await Azurite.NewAccountAsync();
        var storage = new AzureStorage(new() { ConnectionString = connection });
        await storage.EnsureAsync(default);
        await new QueueClient(connection, "publish").SendMessageAsync("{\"plain\":\"ü\"}");

        Assert.Equal("{\"plain\":\"ü\"}", Assert.Single(await storage.Publish.ReceiveAsync(1, TimeSpan.FromSeconds(9), default)).Body);
    }

    [Fact]
    public async Task ALookAtThePoisonListTakesNothingAndWhatIsRemovedLetsTheRestComeIntoSight()
    {
        var connection = await Azurite.NewAccountAsync();
        var storage = new AzureStorage(new() { ConnectionString = connection });
        await storage.EnsureAsync(default);
        var poison = new QueueClient(connection, "publish-poison");
        for (var number = 0; number < 40; number++)
        {
            await poison.SendMessageAsync($"{{{number}}}");
        }

        var listed = await storage.Publish.ListPoisonAsync(default).ToListAsync();
        var again = await storage.Publish.ListPoisonAsync(default).ToListAsync();
        Assert.Equal(IWorkQueue.PoisonShown, listed.Count);
        Assert.Equal(listed, again);
        Assert.All(listed, message => Assert.Equal(0, message.DequeueCount));

        await storage.Publish.RemovePoisonAsync(listed[20].Id, default);
        foreach (var message in listed.Take(10))
        {
            await storage.Publish.RemovePoisonAsync(message.Id, default);
        }

        var left = await storage.Publish.ListPoisonAsync(default).ToListAsync();
        Assert.Equal(29, left.Count);
        Assert.Equal(listed.Skip(10).Select(m => m.Id).Except([listed[20].Id]).Order(), left.Select(m => m.Id).Intersect(listed.Select(m => m.Id)).Order());
    }
}
