using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

/// <summary>Sends the pages of another site piece by piece, each when the test says so; what they load comes at once.</summary>
internal sealed class SlowSite : IAsyncDisposable
{
    private const int Pieces = 12;

    private readonly WebApplication app;
    private readonly Channel<bool> more = Channel.CreateUnbounded<bool>();
    private int sent;

    private SlowSite(WebApplication app) => this.app = app;

    public Uri Address => Loopback.Address(app);

    public static async Task<SlowSite> ServeAsync(Uri assets, Func<string, string> page)
    {
        var site = new SlowSite(Loopback.Server());
        var client = new HttpClient { BaseAddress = assets };
        site.app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            if (path.EndsWith('/'))
            {
                await site.SendAsync(context, Encoding.UTF8.GetBytes(page(path[1..] + "index.html")));
                return;
            }

            using var answer = await client.GetAsync(path);
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body);
        });
        site.app.Lifetime.ApplicationStopped.Register(client.Dispose);
        await site.app.StartAsync();
        return site;
    }

    /// <summary>Lets the next piece go; false when the page was sent whole.</summary>
    public bool SendMore()
    {
        more.Writer.TryWrite(true);
        return ++sent < Pieces;
    }

    public ValueTask DisposeAsync()
    {
        more.Writer.TryComplete();
        return app.DisposeAsync();
    }

    private async Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        // Browsers wait for some bytes before they draw: the head comes with the first piece.
        var body = content.AsSpan().IndexOf("<body"u8);
        var at = 0;
        for (var piece = 0; piece <= Pieces && at < content.Length; piece++)
        {
            var end = piece == Pieces ? content.Length : body + ((content.Length - body) * (piece + 1) / (Pieces + 1));
            await context.Response.Body.WriteAsync(content.AsMemory(at..end), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            at = end;
            if (piece < Pieces && !await more.Reader.WaitToReadAsync(context.RequestAborted))
            {
                return;
            }

            more.Reader.TryRead(out _);
        }
    }
}
