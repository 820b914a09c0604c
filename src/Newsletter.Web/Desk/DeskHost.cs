using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Newsletter.Web.Desk;

/// <summary>The editors' desk on this machine: serves it, watches inbox and templates, and tells the browser. It logs what failed, and no text, name or address of anything.</summary>
public sealed class DeskHost : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stop = new();
    private readonly WebApplication app;
    private readonly DeskSite site;
    private readonly TimeProvider clock;
    private readonly Action<string> log;
    private readonly DeskGuard guard;
    private readonly InboxIndex index;
    private readonly InboxWatch watch;
    private readonly DeskEvents events;
    private readonly LiveTemplates templates;
    private readonly TemplateWatch? templateWatch;
    private readonly DraftShelf shelf;
    private readonly DeskRows rows;
    private readonly DeskApi api;
    private readonly DeskFrames frames;
    private readonly DeskActions actions;
    private readonly DeskReaders readers;

    /// <param name="endpoint">Of this machine's own interface: what is shown here is for nobody else.</param>
    /// <param name="log">Takes a line for people.</param>
    /// <exception cref="ArgumentException">Others could reach the endpoint.</exception>
    public DeskHost(DeskSite site, IPEndPoint endpoint, DeskKeys keys, TimeProvider clock, Action<string> log)
    {
        if (!IPAddress.IsLoopback(endpoint.Address))
        {
            throw new ArgumentException("The desk shows drafts and spoilers to whoever asks: it is served to this machine alone.", nameof(endpoint));
        }

        (this.site, this.clock, this.log) = (site, clock, log);
        guard = new(keys, endpoint.Port);
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://{endpoint}{guard.DeskPath}"));
        index = new(site.Stores.Inbox);
        events = new(clock);
        watch = new(site.InboxFolder, index, Changed, clock, site.Watches);
        templates = new(site.Settings, new(Address, guard.FramesPath), site.TemplateFolder);
        templateWatch = site.TemplateFolder is { } folder ? new(folder, TemplatesChanged, clock) : null;
        shelf = new(site, index, templates, clock, stop.Token);
        rows = new(site, index);
        api = new(site, shelf, rows, templates, guard.FramesPath);
        frames = new(shelf, templates, guard.FramesPath);
        actions = new(site, index, shelf, clock);
        readers = new(site, clock);
        app = Build(endpoint);
    }

    /// <summary>What an editor opens. It holds the key.</summary>
    public Uri Address { get; }

    public async Task StartAsync(CancellationToken cancel)
    {
        await watch.StartAsync(cancel);
        await app.StartAsync(cancel);
    }

    /// <summary>Until cancelled, or until the process is told to end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        // A signal that comes early meets nobody but the server's own host.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stop.Token, app.Lifetime.ApplicationStopping);
        await Task.WhenAll(
            UntilStoppedAsync(watch.RunAsync, either.Token), UntilStoppedAsync(WatchSiteAsync, either.Token), UntilStoppedAsync(WarmAsync, either.Token),
            templateWatch is null ? Task.CompletedTask : UntilStoppedAsync(templateWatch.RunAsync, either.Token));
        await stop.CancelAsync();
        await app.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await app.DisposeAsync();
        watch.Dispose();
        templateWatch?.Dispose();
        shelf.Dispose();
        stop.Dispose();
    }

    private WebApplication Build(IPEndPoint endpoint)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Listen(endpoint);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var built = builder.Build();
        built.Use(CatchAsync);
        built.Use(guard.CheckAsync);
        built.Run(AnswerAsync);
        return built;
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith(guard.FramesPath, StringComparison.Ordinal))
        {
            return frames.AnswerAsync(context, path[guard.FramesPath.Length..]);
        }

        var what = path[guard.DeskPath.Length..];
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return actions.AnswerAsync(context, what.StartsWith("do/", StringComparison.Ordinal) ? what[3..] : "");
        }

        return what switch
        {
            "" => DeskFiles.SendAsync(context, "desk.html"),
            "desk.css" or "desk.js" or "icon.svg" => DeskFiles.SendAsync(context, what),
            "list" => api.ListAsync(context),
            "article" => api.ArticleAsync(context),
            "readers" => readers.AnswerAsync(context),
            "events" => events.ServeAsync(context, stop.Token),
            _ => NotFoundAsync(context),
        };
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The one place where a fault of a request ends.</summary>
    private async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stop.IsCancellationRequested)
        {
            // The browser is gone, or the desk ends.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log($"The desk could not answer: {FaultBoundary.Describe(fault)}");
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private void Changed(IReadOnlyList<string> names)
    {
        if (names.Any(name => Publishing.InboxName.KindOf(name) == Publishing.InboxKind.Asset))
        {
            shelf.Outdate();
        }

        events.Tell("files", names);
    }

    private void TemplatesChanged()
    {
        templates.Load();
        shelf.Outdate();
        events.Tell("templates", []);
    }

    /// <summary>The site changes beside the desk, too, by a publication or by 'newsletter run'.</summary>
    private async Task WatchSiteAsync(CancellationToken cancel)
    {
        await rows.SurveyAsync(cancel);
        events.Tell("site", []);
        var catalogue = site.Stores.Catalogue(site.Settings);
        var version = await catalogue.VersionAsync(cancel);
        while (true)
        {
            await Task.Delay(Look, clock, cancel);
            var changed = events.IsHeard ? await rows.LookAsync(api.Shown, cancel) : [];
            var now = await catalogue.VersionAsync(cancel);
            if (now != version)
            {
                version = now;
                await rows.SurveyAsync(cancel);
                shelf.Outdate();
            }
            else if (changed.Count == 0)
            {
                continue;
            }

            events.Tell("site", changed);
        }
    }

    /// <summary>The first look at anything takes as long as a hundred later ones: it is taken while nobody waits.</summary>
    private async Task WarmAsync(CancellationToken cancel)
    {
        if (index.Newest is [var newest, ..] && await shelf.FindAsync(newest.Name, cancel) is { } draft)
        {
            await shelf.PageAsync(draft);
            await draft.PageAsync();
            await draft.FeedAsync(full: false);
            await draft.MailAsync(Spoilers.SpoilerLevel.None);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
    }

    private async Task UntilStoppedAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await work(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log($"The desk goes on after a fault: {FaultBoundary.Describe(fault)}");
                await Task.Delay(Look, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
