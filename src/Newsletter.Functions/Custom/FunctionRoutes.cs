using System.Text.Json;
using Newsletter.Publishing;
using Newsletter.Web;

namespace Newsletter.Functions.Custom;

/// <summary>The functions as the host calls a custom handler: one route each, named like its folder. What is asked over HTTP comes as it was asked.</summary>
internal static class FunctionRoutes
{
    public static void MapFunctions(this IEndpointRouteBuilder app)
    {
        void Map(string function, Func<SiteFunctions, MailFunctions, Invocation, CancellationToken, Task<string>> run) => app.MapPost(
            "/" + function, (HttpContext call, SiteFunctions site, MailFunctions mail) => RunAsync(call, invocation => run(site, mail, invocation, call.RequestAborted)));

        Map(Triggers.IngestArticle, (site, _, call, cancel) => site.IngestAsync(call.Text("name") ?? throw new JsonException("The call names no upload."), cancel));

        // The host tells the properties of a message that is JSON with the metadata.
        Map(Triggers.PublishChanges, (site, _, call, cancel) => site.PublishAsync(PublishWish.Of(call.Text(PublishWish.AskedName), call.Text(PublishWish.TraceParentName)), cancel));
        Map(Triggers.SweepInbox, (site, _, _, cancel) => site.SweepAsync(cancel));
        Map(Triggers.PlanDigests, (_, mail, _, cancel) => mail.PlanAsync(cancel));
        Map(Triggers.SendBatch, (_, mail, call, cancel) => mail.SendAsync(call.Message(), cancel));
        Map(Triggers.AnswerSignUp, (_, mail, call, cancel) => mail.AnswerSignUpAsync(call.Message(), cancel));
        Map(Triggers.HandleBounces, (_, mail, _, cancel) => mail.HandleBouncesAsync(cancel));
    }

    /// <summary>What the host forwards, under the routes of each function.json and no others: nobody outside gets at the routes above.</summary>
    public static void MapReaders(this IEndpointRouteBuilder app)
    {
        foreach (var route in Triggers.ReaderRoutes)
        {
            app.Map("/" + route, (HttpContext context, ReaderPipeline readers) => readers.HandleAsync(context));
        }
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
            var log = SiteServices.Log(call.RequestServices);
            log.LogError(new EventId(1, "Failed"), problem, "{Function} failed", call.Request.Path.Value);
            var status = problem is JsonException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
            return TypedResults.Json(InvocationResult.Of(problem.Message), FunctionsJson.Default.InvocationResult, statusCode: status);
        }
    }
}
