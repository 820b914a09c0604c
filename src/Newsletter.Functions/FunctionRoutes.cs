using System.Text.Json;
using Newsletter.Publishing;

namespace Newsletter.Functions;

/// <summary>The functions as the host calls a custom handler: one route each, named like its folder.</summary>
internal static class FunctionRoutes
{
    /// <summary>Ends before the host's own time-out (host.json), which would kill us with everything else that is being worked on.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromMinutes(8);

    public static void MapFunctions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/IngestArticle", (HttpContext call, SiteOperations site) => RunAsync(call, async (invocation, cancel) =>
        {
            var name = invocation.Text("name") ?? throw new JsonException("The call names no upload.");
            var outcome = await site.IngestAsync(name, cancel);
            return $"{name}: {outcome?.Status.ToString().ToLowerInvariant() ?? "nothing to take"}";
        }));
        app.MapPost("/PublishChanges", (HttpContext call, SiteOperations site) => RunAsync(call, async (_, cancel) =>
        {
            try
            {
                return $"{await site.PublishAsync(cancel)} outputs written";
            }
            catch (OperationCanceledException) when (!call.RequestAborted.IsCancellationRequested)
            {
                // Much is done by now: going on is no failure that should make the message poison.
                await site.AskAgainAsync(call.RequestAborted);
                return "out of time; going on with the next message";
            }
        }));
        app.MapPost("/SweepInbox", (HttpContext call, SiteOperations site) => RunAsync(call, async (_, cancel) =>
        {
            var result = await site.SweepAsync(cancel);
            var swept = $"{result.Counts.Values.Sum()} uploads found, {result.Written} outputs written";

            // An alert of infra/ reads this.
            return await site.QuietDaysAsync(cancel) is { } days ? $"{swept}, feed changed {days} days ago" : swept;
        }));
    }

    /// <summary>The one boundary: whatever goes wrong is a failed call, which the host repeats.</summary>
    private static async Task<IResult> RunAsync(HttpContext call, Func<Invocation, CancellationToken, Task<string>> function)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted);
        deadline.CancelAfter(Deadline);
        try
        {
            var invocation = await JsonSerializer.DeserializeAsync(call.Request.Body, FunctionsJson.Default.Invocation, deadline.Token) ?? new();
            return TypedResults.Json(InvocationResult.Of(await function(invocation, deadline.Token)), FunctionsJson.Default.InvocationResult);
        }
        catch (Exception problem)
        {
            var log = call.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Newsletter.Functions");
            log.LogError(new EventId(1, "Failed"), problem, "{Function} failed", call.Request.Path.Value);
            var status = problem is JsonException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
            return TypedResults.Json(InvocationResult.Of(problem.Message), FunctionsJson.Default.InvocationResult, statusCode: status);
        }
    }
}
