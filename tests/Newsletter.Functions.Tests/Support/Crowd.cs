using System.Net;

namespace Newsletter.Functions.Tests.Support;

/// <summary>Several handlers of one site, of which one or another is killed and started anew.</summary>
internal sealed class Crowd(string connection, Handler[] handlers) : IDisposable
{
    private readonly Random chance = new(20261125);
    private readonly SemaphoreSlim gate = new(1);
    private int publications;

    public int Kills { get; private set; }

    public int Publications => publications;

    public static async Task<Crowd> StartAsync(string connection, int count) =>
        new(connection, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Handler.StartAsync(connection))));

    /// <summary>False when the call failed, or its handler died.</summary>
    public async Task<bool> CallAsync(int handler, string function, string body)
    {
        try
        {
            var (status, _, _) = await handlers[handler].CallAsync(function, body);
            _ = function == "PublishChanges" ? Interlocked.Increment(ref publications) : 0;
            return status == HttpStatusCode.OK;
        }
        catch (Exception dead) when (dead is HttpRequestException or IOException or TaskCanceledException or ObjectDisposedException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            return false;
        }
    }

    /// <summary>Ends one at this moment, whatever it is doing, and starts another in its place.</summary>
    public async Task KillOneAsync()
    {
        await gate.WaitAsync();
        try
        {
            var unlucky = chance.Next(handlers.Length);
            handlers[unlucky].Kill();
            Kills++;
            var successor = await Handler.StartAsync(connection);
            handlers[unlucky].Dispose();
            handlers[unlucky] = successor;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var handler in handlers)
        {
            handler.Dispose();
        }

        gate.Dispose();
    }
}
