using Microsoft.Azure.Functions.Worker.Builder;
using Newsletter.Functions;

// The host's address and ours come on the command line; the worker calls the host.
var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddSingleton(Site.Open(Environment.GetEnvironmentVariable, AppContext.BaseDirectory));
builder.Services.AddSingleton<SiteFunctions>();
builder.Services.AddSingleton<HttpClient>();
builder.Services.AddExports(Environment.GetEnvironmentVariable);
await builder.Build().RunAsync();
