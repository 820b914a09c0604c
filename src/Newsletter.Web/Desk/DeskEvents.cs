using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Newsletter.Web.Desk;

/// <summary>Tells open desks what changed, as Server-Sent Events (HTML standard, section 9.2).</summary>
internal sealed class DeskEvents(TimeProvider clock)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Channel<string>, bool> open = new();

    /// <summary>Whether anybody looks.</summary>
    public bool IsHeard => !open.IsEmpty;

    public void Tell(string kind, IEnumerable<string> names)
    {
        var line = JsonSerializer.Serialize(new { kind, names });
        foreach (var reader in open.Keys)
        {
            reader.Writer.TryWrite(line);
        }
    }

    /// <summary>Until the browser goes away, or the desk ends.</summary>
    public async Task ServeAsync(HttpContext context, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop);
        // Whoever doesn't read gets the newest, and reads all anew.
        var mine = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        open[mine] = true;
        try
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("retry: 500\n\n: open\n\n", either.Token);
            await context.Response.Body.FlushAsync(either.Token);
            while (!either.IsCancellationRequested)
            {
                await context.Response.WriteAsync(await NextAsync(mine, either.Token), either.Token);
                await context.Response.Body.FlushAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any more.
        }
        finally
        {
            open.TryRemove(mine, out _);
        }
    }

    private async Task<string> NextAsync(Channel<string> mine, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Beat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return $"data: {await mine.Reader.ReadAsync(either.Token)}\n\n";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ": still here\n\n";
        }
    }
}
