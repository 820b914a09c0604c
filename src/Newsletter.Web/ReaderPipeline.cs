using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newsletter.Subscribers;

namespace Newsletter.Web;

/// <summary>
/// The readers' own pages and the hooks as one handler of requests, for hosts that find the way to it by themselves. It is put together at the first request, so
/// that a setting which is missing for it alone stops nothing else.
/// </summary>
/// <param name="services">Among them those of routing.</param>
/// <param name="open">Called until it succeeds. Throws <see cref="SettingsException"/> while they can't be served; null: there are none.</param>
/// <param name="log">Takes a line for people.</param>
public sealed class ReaderPipeline(IServiceProvider services, Func<(SubscriberDesk Desk, BounceEndpoints Hooks)?> open, Action<string> log)
{
    private volatile RequestDelegate? pages;

    public Task HandleAsync(HttpContext context)
    {
        // The host's own routing has found us; ours begins anew.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            return (pages ??= Build())(context);
        }
        catch (SettingsException problem)
        {
            log(problem.Message);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }
    }

    private RequestDelegate Build()
    {
        var app = new ApplicationBuilder(services);
        app.Use(FaultBoundary.Telling(log));
        if (open() is { } served)
        {
            app.UseRouting();
            app.UseEndpoints(endpoints =>
            {
                endpoints.MapSubscribers(served.Desk);
                served.Hooks.Map(endpoints, served.Desk.Site.Endpoints.AbsolutePath);
            });
        }

        return app.Build();
    }
}
