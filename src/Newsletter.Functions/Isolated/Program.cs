using Microsoft.Azure.Functions.Worker.Builder;
using Newsletter.Functions;

// The host's address and ours come on the command line; the worker calls the host, which forwards to it what is asked over HTTP.
var builder = FunctionsApplication.CreateBuilder(args).ConfigureFunctionsWebApplication();
builder.Logging.KeepAddressesOut();
builder.Services.AddSite(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
await builder.Build().RunAsync();
