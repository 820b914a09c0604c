using System.Net;
using System.Text;
using Newsletter.Functions.Tests.Support;

namespace Newsletter.Benchmarks.Cloud;

/// <summary>Calls a handler as the Functions host does: some uploads at once, and the queue's messages, for which it looks each 100 ms to 2 s (host.json).</summary>
internal sealed class HostLoop(Archive archive, Handler handler) : IAsyncDisposable
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim free = new(AtOnce);
    private readonly CancellationTokenSource done = new();
    private Task? pump;

    public int Publications { get; private set; }

    public int Failures { get; private set; }

    public void Start() => pump = PumpAsync();

    /// <summary>An upload and its event.</summary>
    public async Task UploadAsync(int number)
    {
        var text = await archive.UploadAsync(number, default);
        await free.WaitAsync();
        try
        {
            while ((await handler.CallAsync("IngestArticle", Bodies.Blob(archive.Name(number), Encoding.UTF8.GetBytes(text)))).Status != HttpStatusCode.OK)
            {
                Failures++;
            }
        }
        finally
        {
            free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await (pump ?? Task.CompletedTask);
        done.Dispose();
        free.Dispose();
    }

    private async Task PumpAsync()
    {
        var wait = Shortest;
        while (!done.IsCancellationRequested)
        {
            var before = Publications;
            await archive.Account.PumpOnceAsync(async text =>
            {
                Publications++;
                return (await handler.CallAsync("PublishChanges", Bodies.Queue(text))).Status == HttpStatusCode.OK;
            }, Account.LongHidden);
            wait = Publications > before ? Shortest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, 2 * wait.Ticks));
            await Task.Delay(wait, TimeProvider.System);
        }
    }
}
