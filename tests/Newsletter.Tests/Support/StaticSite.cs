using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Newsletter.Tests.Support;

/// <summary>A folder served over HTTP as a static web host would: <c>index.html</c> for folders, <c>404.html</c> for what isn't there.</summary>
public sealed class StaticSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private StaticSite(WebApplication app) => this.app = app;

    /// <summary><c>http://127.0.0.1:{port}/</c>; the port is one that was free.</summary>
    public Uri Address => Loopback.Address(app);

    /// <summary>Serves a folder until disposed.</summary>
    public static async Task<StaticSite> ServeAsync(string folder)
    {
        var app = Loopback.Server();
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = ContentTypes(),
            ServeUnknownFileTypes = true,
            DefaultContentType = "application/octet-stream",
        });
        app.Run(context => NotFoundAsync(context, files));
        await app.StartAsync();
        return new StaticSite(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static FileExtensionContentTypeProvider ContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".html"] = "text/html; charset=utf-8";
        types.Mappings[".txt"] = "text/plain; charset=utf-8";
        types.Mappings[".css"] = "text/css; charset=utf-8";
        types.Mappings[".js"] = "text/javascript; charset=utf-8";
        types.Mappings[".xml"] = "application/xml";
        types.Mappings[".opml"] = "text/x-opml";
        return types;
    }

    private static async Task NotFoundAsync(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (files.GetFileInfo("404.html") is { Exists: true } page)
        {
            await context.Response.SendFileAsync(page);
        }
    }
}
