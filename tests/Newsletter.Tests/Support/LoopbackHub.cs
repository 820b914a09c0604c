using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;

namespace Newsletter.Tests.Support;

/// <summary>A WebSub hub on this machine: remembers which topics it was told of.</summary>
public sealed class LoopbackHub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> topics = new();

    private LoopbackHub(WebApplication app) => this.app = app;

    public Uri Address => new(Loopback.Address(app), "hub");

    /// <summary>What it answers. 204 is what hubs say when they will look.</summary>
    public int Status { set => Answer = _ => value; }

    /// <summary>The same, for each topic.</summary>
    public Func<string, int> Answer { get; set; } = _ => 204;

    public static async Task<LoopbackHub> StartAsync()
    {
        var app = Loopback.Server();
        var hub = new LoopbackHub(app);
        app.Run(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            hub.topics.Enqueue($"{form["hub.mode"]} {form["hub.url"]}");
            context.Response.StatusCode = hub.Answer(form["hub.url"].ToString());
        });
        await app.StartAsync();
        return hub;
    }

    /// <summary>What it was told since it was asked last, in order of the addresses.</summary>
    public IReadOnlyList<string> Heard()
    {
        var heard = new List<string>();
        while (topics.TryDequeue(out var topic))
        {
            heard.Add(topic);
        }

        return [.. heard.Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
