using System.Text.Json;
using Newsletter.Publishing;

namespace Newsletter.Functions.Custom;

/// <summary>The functions as the host calls a custom handler: one route each, named like its folder.</summary>
internal static class FunctionRoutes
{
    public static void MapFunctions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/" + Triggers.IngestArticle, (HttpContext call, SiteFunctions site) => RunAsync(
            call, invocation => site.IngestAsync(invocation.Text("name") ?? throw new JsonException("The call names no upload."), call.RequestAborted)));
        // The host tells the properties of a message that is JSON with the metadata.
        app.MapPost("/" + Triggers.PublishChanges, (HttpContext call, SiteFunctions site) => RunAsync(
            call, invocation => site.PublishAsync(PublishWish.Of(invocation.Text(PublishWish.AskedName), invocation.Text(PublishWish.TraceParentName)), call.RequestAborted)));
        app.MapPost("/" + Triggers.SweepInbox, (HttpContext call, SiteFunctions site) => RunAsync(call, _ => site.SweepAsync(call.RequestAborted)));
    }

    /// <summary>The one boundary: whatever goes wrong is a failed call, which the host repeats.</summary>
    private static async Task<IResult> RunAsync(HttpContext call, Func<Invocation, Task<string>> function)
    {
        try
        {
            var invocation = await JsonSerializer.DeserializeAsync(call.Request.Body, FunctionsJson.Default.Invocation, call.RequestAborted) ?? new();
            return TypedResults.Json(InvocationResult.Of(await function(invocation)), FunctionsJson.Default.InvocationResult);
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
