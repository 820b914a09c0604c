using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Newsletter.Subscribers;

namespace Newsletter.Web;

/// <summary>
/// Serves the published folder and the readers' own pages on one machine, and answers sign-ups. It logs what failed, and never an address, a path or a query:
/// a token might be in it.
/// </summary>
public sealed class SiteHost : IAsyncDisposable
{
    /// <summary>Where operators' programs ask whether all is well: 200, or 503 and what is not.</summary>
    public const string HealthPath = "/healthz";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(6);
    private readonly WebApplication app;
    private readonly SubscriberDesk desk;
    private readonly Action<string> log;
    private readonly Heartbeats health;

    /// <param name="folder">The published site.</param>
    /// <param name="health">Told at <see cref="HealthPath"/>.</param>
    /// <param name="log">Takes a line for people.</param>
    /// <param name="hooks">Where providers tell of bounces; null: nowhere.</param>
    public SiteHost(SubscriberDesk desk, string folder, IPEndPoint endpoint, Action<string> log, Heartbeats health, BounceEndpoints? hooks = null)
    {
        (this.desk, this.log, this.health) = (desk, log, health);
        Directory.CreateDirectory(folder);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks().AddCheck("parts", health);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        app = builder.Build();
        app.Use(FaultBoundary.Telling(log));
        app.UseRouting();
        app.MapHealthChecks(HealthPath, new() { ResponseWriter = WriteHealthAsync });
        if (desk.Site.MailFrom is not null)
        {
            app.MapSubscribers(desk);
            hooks?.Map(app, desk.Site.Endpoints.AbsolutePath);
        }

        var files = new PhysicalFileProvider(folder);
        var root = desk.Site.BaseUrl.AbsolutePath.TrimEnd('/');
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = root });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = root, ContentTypeProvider = ContentTypes(), ServeUnknownFileTypes = true, DefaultContentType = "application/octet-stream" });
        app.UseEndpoints(_ => { });
        app.Run(context => NotFoundAsync(context, files));
    }

    /// <summary>The process was told to end: a signal that comes early meets nobody but the server's own host.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    public Task StartAsync(CancellationToken cancel) => app.StartAsync(cancel);

    /// <summary>Until cancelled: then requests under way are finished, within seconds.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var swept = DateTimeOffset.MinValue;
        while (!cancel.IsCancellationRequested)
        {
            var answered = 0;
            try
            {
                answered = await desk.AnswerAsync(cancel);
                health.Beat("sign-ups");
                if (desk.Clock.GetUtcNow() - swept >= Sweep)
                {
                    await desk.ForgetAsync(cancel);
                    swept = desk.Clock.GetUtcNow();
                }
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                log($"A sign-up could not be answered, and is tried again later: {FaultBoundary.Describe(fault)}");
            }

            if (answered == 0)
            {
                await Task.Delay(Pause, desk.Clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await app.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Task WriteHealthAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Status == HealthStatus.Healthy ? "well\n" : string.Join('\n', report.Entries.Values.Select(e => e.Description)) + "\n");
    }

    private static FileExtensionContentTypeProvider ContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var (extension, type) in new[] { (".html", "text/html; charset=utf-8"), (".txt", "text/plain; charset=utf-8"), (".css", "text/css; charset=utf-8"), (".js", "text/javascript; charset=utf-8"), (".xml", "application/xml"), (".opml", "text/x-opml") })
        {
            types.Mappings[extension] = type;
        }

        return types;
    }

    private static async Task NotFoundAsync(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        if (files.GetFileInfo("404.html") is { Exists: true } page)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.SendFileAsync(page, context.RequestAborted);
        }
    }
}
