using System.Globalization;
using System.Net;
using Newsletter.Functions;
using Newsletter.Functions.Custom;

// The host says where it will call.
var port = int.Parse(Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") ?? "8080", CultureInfo.InvariantCulture);
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(line => line.SingleLine = true).KeepAddressesOut();
builder.WebHost.ConfigureKestrel(server =>
{
    // The host's own address is in our environment too (ASPNETCORE_URLS): ours is said here.
    server.Listen(IPAddress.Loopback, port);

    // A blob comes whole, in base64. What is too large for an article is said by the ingest.
    server.Limits.MaxRequestBodySize = null;
});
builder.Services.AddSite(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
var app = builder.Build();
app.MapGet("/", () => TypedResults.Json(new { ready = true }));
app.MapFunctions();
app.MapReaders();
await app.RunAsync();
