using Microsoft.AspNetCore.Http;

namespace Newsletter.Web;

/// <summary>
/// The one place where a fault of a request ends. It is told by its kind and where it was thrown: its message may hold what a reader sent, and path or query a
/// token.
/// </summary>
internal static class FaultBoundary
{
    /// <param name="log">Takes a line for people.</param>
    public static Func<HttpContext, RequestDelegate, Task> Telling(Action<string> log) => async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log($"A {context.Request.Method} request failed: {Describe(fault)}");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    };

    public static string Describe(Exception fault) => $"{fault.GetType().Name}{Environment.NewLine}{fault.StackTrace}";
}
