using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Newsletter.Functions.Tests.Isolated.Running;

/// <summary>One isolated worker as a process, started, asked for its functions and called as the Functions host does it.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    // Beside the tests' own output.
    private static readonly string App = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../Newsletter.Functions", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))));

    private readonly WebApplication server;
    private readonly Process worker;
    private readonly WorkerStream stream;

    private FunctionsHost(WebApplication server, Process worker, WorkerStream stream) => (this.server, this.worker, this.stream) = (server, worker, stream);

    /// <summary>The functions that the worker says it has, by name.</summary>
    public Dictionary<string, FunctionMetadata> Functions { get; } = [];

    public IReadOnlyCollection<string> Logs => stream.Logs;

    /// <param name="connection">Of the content's storage account.</param>
    public static async Task<FunctionsHost> StartAsync(string connection)
    {
        var stream = new WorkerStream();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(stream);
        var server = builder.Build();
        server.MapGrpcService<WorkerStream>();
        await server.StartAsync();
        var host = new FunctionsHost(server, StartWorker(server.Urls.Single(), connection), stream);
        try
        {
            await host.LoadAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>One call of a blob trigger: a reference to the blob, not what is in it.</summary>
    public Task<StatusResult> CallAsync(string function, string container, string blob) => CallAsync(function, new TypedData
    {
        ModelBindingData = new()
        {
            Version = "1.0",
            Source = "AzureStorageBlobs",
            ContentType = "application/json",
            Content = ByteString.CopyFrom(JsonSerializer.Serialize(new { Connection = Site.Connection, ContainerName = container, BlobName = blob }), Encoding.UTF8),
        },
    });

    /// <summary>One call. The result is what makes the host call again.</summary>
    public async Task<StatusResult> CallAsync(string function, TypedData data)
    {
        var metadata = Functions[function];
        var call = new InvocationRequest { InvocationId = $"call of {function}", FunctionId = metadata.FunctionId, TraceContext = new() };
        call.InputData.Add(new ParameterBinding { Name = metadata.Bindings.Keys.Single(), Data = data });
        var answer = await stream.AskAsync(new() { InvocationRequest = call }, StreamingMessage.ContentOneofCase.InvocationResponse);
        Assert.Equal(call.InvocationId, answer.InvocationResponse.InvocationId);
        return answer.InvocationResponse.Result;
    }

    public async ValueTask DisposeAsync()
    {
        worker.Kill();
        await worker.WaitForExitAsync();
        worker.Dispose();
        await server.DisposeAsync();
    }

    private static Process StartWorker(string address, string connection)
    {
        var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(App, "worker.config.json"))).RootElement.GetProperty("description");
        var start = new ProcessStartInfo(
            description.GetProperty("defaultExecutablePath").GetString()!,
            [
                description.GetProperty("defaultWorkerPath").GetString()!, "--functions-uri", address, "--functions-request-id", "start", "--functions-worker-id", "worker",
                "--functions-grpc-max-message-length", $"{int.MaxValue}",
            ])
        {
            WorkingDirectory = App,
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = App;
        start.Environment[Site.Connection] = connection;
        start.Environment[Site.Prefix + "BASE_URL"] = "https://site.example/";
        start.Environment[Site.Prefix + "LISTS"] = "section, tag, work";
        return Process.Start(start)!;
    }

    private async Task LoadAsync()
    {
        await stream.HearAsync(StreamingMessage.ContentOneofCase.StartStream);
        var init = new WorkerInitRequest { HostVersion = "4.1037.0.0", WorkerDirectory = App, FunctionAppDirectory = App };
        await stream.AskAsync(new() { WorkerInitRequest = init }, StreamingMessage.ContentOneofCase.WorkerInitResponse);
        var question = new FunctionsMetadataRequest { FunctionAppDirectory = App };
        var answer = await stream.AskAsync(new() { FunctionsMetadataRequest = question }, StreamingMessage.ContentOneofCase.FunctionMetadataResponse);
        foreach (var function in answer.FunctionMetadataResponse.FunctionMetadataResults)
        {
            var trigger = JsonDocument.Parse(Assert.Single(function.RawBindings)).RootElement;
            function.FunctionId = $"id of {function.Name}";
            function.Bindings[trigger.GetProperty("name").GetString()!] = new() { Type = trigger.GetProperty("type").GetString() };
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            var loaded = await stream.AskAsync(new() { FunctionLoadRequest = load }, StreamingMessage.ContentOneofCase.FunctionLoadResponse);
            Assert.True(loaded.FunctionLoadResponse.Result.Status == StatusResult.Types.Status.Success, loaded.ToString());
            Functions.Add(function.Name, function);
        }
    }
}
