using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Newsletter.Web.Desk;

/// <summary>
/// Who is let in: whoever has the key, asks the desk by its own name, and is no page of another site. The name keeps out pages whose own name was made to
/// lead here (DNS rebinding); the key alone would do that, too.
/// </summary>
internal sealed class DeskGuard(DeskKeys keys, int port)
{
    private readonly string[] hosts = [.. new[] { "127.0.0.1", "localhost", "[::1]" }.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"))];

    /// <summary>Where frames are; ends in a slash.</summary>
    public string FramesPath => $"/{keys.Frames}/";

    /// <summary>Where the desk is; ends in a slash.</summary>
    public string DeskPath => $"/{keys.Desk}/";

    /// <summary>Lets a request pass, or answers it with as little as possible.</summary>
    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        var isDesk = BeginsWith(request.Path, keys.Desk);
        if (!isDesk && !BeginsWith(request.Path, keys.Frames))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var isPost = HttpMethods.IsPost(request.Method);
        if (!(isPost && isDesk) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (isDesk ? !IsFromHere(request, isPost) : request.Headers["Sec-Fetch-Dest"] == "document")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        Protect(context.Response, isDesk);
        await next(context);
    }

    private static bool BeginsWith(PathString path, string key) =>
        path.Value is { } text && text.Length > key.Length + 1 && text[key.Length + 1] == '/' && DeskKeys.Same(key, text.AsSpan(1, key.Length));

    /// <summary>Browsers say where a request comes from (Fetch Metadata, Origin). What changes something must say so, and come from the desk itself.</summary>
    private static bool IsFromHere(HttpRequest request, bool mustSay)
    {
        var site = request.Headers["Sec-Fetch-Site"].FirstOrDefault();
        var origin = request.Headers.Origin.FirstOrDefault();
        if (mustSay)
        {
            return origin == $"http://{request.Host.Value}" && site is null or "same-origin" && request.HasJsonContentType();
        }

        return site is null or "none" or "same-origin" && (origin is null || origin == $"http://{request.Host.Value}");
    }

    private static void Protect(HttpResponse response, bool isDesk)
    {
        if (isDesk)
        {
            response.Headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            response.Headers.XFrameOptions = "DENY";
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return;
        }

        // What is framed has no origin: neither its scripts nor a template's reach the desk. A picture from elsewhere is what readers get, too.
        response.Headers.ContentSecurityPolicy =
            "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    }
}
