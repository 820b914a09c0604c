using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Newsletter.Tests.Support;

/// <summary>Web servers on this machine alone, each on a port that was free.</summary>
public static class Loopback
{
    /// <summary>A server that says nothing; it listens once it is started.</summary>
    public static WebApplication Server(Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary><c>http://127.0.0.1:{port}/</c> of a server that was started.</summary>
    public static Uri Address(WebApplication server) => new(server.Urls.Single());
}
