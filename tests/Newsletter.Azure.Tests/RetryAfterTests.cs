using Newsletter.Azure.Tests.Support;

namespace Newsletter.Azure.Tests;

/// <summary>A service that says when it wants to be asked again.</summary>
public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("blob", Fault.BusyForAnHour)]
    [InlineData("blob", Fault.ThrottledForAnHour)]
    [InlineData("record", Fault.BusyForAnHour)]
    [InlineData("record", Fault.ThrottledForAnHour)]
    [InlineData("message", Fault.BusyForAnHour)]
    [InlineData("message", Fault.ThrottledForAnHour)]
    public async Task IsNotAskedBefore(string what, Fault fault)
    {
        var asked = new TaskCompletionSource();
        var faults = new Faults(_ =>
        {
            asked.TrySetResult();
            return fault;
        });
        var storage = new AzureStorage(new() { ConnectionString = await Azurite.SharedAccountAsync() }, faults.Configure);
        using var stop = new CancellationTokenSource();

        var call = what switch
        {
            "blob" => storage.Web.GetAsync("a", stop.Token).AsTask(),
            "record" => storage.Catalogue.GetAsync("p", "r", stop.Token).AsTask(),
            _ => (Task)storage.Publish.EnqueueAsync("x", TimeSpan.Zero, stop.Token).AsTask(),
        };
        await asked.Task;

        // Were the hour not waited for, all seven attempts would be made meanwhile: without a word from the service they are a millisecond apart.
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, faults.Count);
    }
}
