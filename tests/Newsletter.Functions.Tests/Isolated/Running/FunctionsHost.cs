using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing.Template;
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

    private static readonly Uri Outside = new("https://app.example/");

    private readonly WebApplication server;
    private readonly Process worker;
    private readonly WorkerStream stream;
    private readonly HttpClient forward = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private int asked;
    private Uri? http;

    private FunctionsHost(WebApplication server, Process worker, WorkerStream stream) => (this.server, this.worker, this.stream) = (server, worker, stream);

    /// <summary>The functions that the worker says it has, by name.</summary>
    public Dictionary<string, FunctionMetadata> Functions { get; } = [];

    public IReadOnlyCollection<string> Logs => stream.Logs;

    /// <summary>What the functions themselves say.</summary>
    public IReadOnlyCollection<string> Lines => stream.Lines;

    /// <param name="connection">Of the content's storage account.</param>
    /// <param name="environment">Set beside the test's own.</param>
    public static async Task<FunctionsHost> StartAsync(string connection, IReadOnlyDictionary<string, string?>? environment = null)
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
        var host = new FunctionsHost(server, StartWorker(server.Urls.Single(), connection, environment), stream);
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
    public Task<StatusResult> CallAsync(string function, TypedData data) => InvokeAsync($"call of {function}", function, data);

    /// <summary>
    /// A request from outside: the function whose route it has is called, and the request forwarded by what sets the headers X-Forwarded-For, -Host and -Proto
    /// (YARP) to what the host itself saw.
    /// </summary>
    public async Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var function = Functions.Values.Where(function => Trigger(function).GetProperty("type").GetString() == "httpTrigger").First(function =>
            new TemplateMatcher(TemplateParser.Parse(Trigger(function).GetProperty("route").GetString()!), []).TryMatch(path, []));
        var id = $"request {Interlocked.Increment(ref asked)}";
        var seen = IPEndPoint.Parse(request.Headers.GetValues("X-Forwarded-For").Single().Split(',')[^1].Trim());
        request.RequestUri = new Uri(http!, request.RequestUri.PathAndQuery);
        request.Headers.Host = null;
        request.Headers.Remove("X-Forwarded-For");
        request.Headers.Add("X-Forwarded-For", $"{seen.Address}");
        request.Headers.Remove("X-Forwarded-Proto");
        request.Headers.Add("X-Forwarded-Proto", Outside.Scheme);
        request.Headers.Add("X-Forwarded-Host", Outside.Host);
        request.Headers.Add("x-ms-invocation-id", id);
        var answer = forward.SendAsync(request);
        var result = await InvokeAsync(id, function.Name, new() { Http = new() });
        Assert.True(result.Status == StatusResult.Types.Status.Success, result.ToString());
        return await answer;
    }

    private async Task<StatusResult> InvokeAsync(string id, string function, TypedData data)
    {
        var metadata = Functions[function];
        var call = new InvocationRequest { InvocationId = id, FunctionId = metadata.FunctionId, TraceContext = new() };
        call.InputData.Add(new ParameterBinding { Name = Trigger(metadata).GetProperty("name").GetString()!, Data = data });
        var answer = await stream.AskAsync(new() { InvocationRequest = call }, StreamingMessage.ContentOneofCase.InvocationResponse);
        Assert.Equal(call.InvocationId, answer.InvocationResponse.InvocationId);
        return answer.InvocationResponse.Result;
    }

    public async ValueTask DisposeAsync()
    {
        worker.Kill();
        await worker.WaitForExitAsync();
        worker.Dispose();
        forward.Dispose();
        await server.DisposeAsync();
    }

    private static Process StartWorker(string address, string connection, IReadOnlyDictionary<string, string?>? environment)
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
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>What calls a function: the first of its bindings.</summary>
    public static JsonElement Trigger(FunctionMetadata function) => Assert.Single(
        function.RawBindings.Select(binding => JsonDocument.Parse(binding).RootElement), binding => binding.GetProperty("direction").GetString()!.Equals("in", StringComparison.OrdinalIgnoreCase));

    /// <summary>The worker says where it will listen before it does; the host tries again, too.</summary>
    private async Task ListensAsync(Uri address)
    {
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException) when (!worker.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    private async Task LoadAsync()
    {
        await stream.HearAsync(StreamingMessage.ContentOneofCase.StartStream);
        var init = new WorkerInitRequest { HostVersion = "4.1037.0.0", WorkerDirectory = App, FunctionAppDirectory = App };
        var begun = await stream.AskAsync(new() { WorkerInitRequest = init }, StreamingMessage.ContentOneofCase.WorkerInitResponse);
        http = new Uri(begun.WorkerInitResponse.Capabilities["HttpUri"]);
        await ListensAsync(http);
        var question = new FunctionsMetadataRequest { FunctionAppDirectory = App };
        var answer = await stream.AskAsync(new() { FunctionsMetadataRequest = question }, StreamingMessage.ContentOneofCase.FunctionMetadataResponse);
        foreach (var function in answer.FunctionMetadataResponse.FunctionMetadataResults)
        {
            function.FunctionId = $"id of {function.Name}";
            foreach (var binding in function.RawBindings.Select(binding => JsonDocument.Parse(binding).RootElement))
            {
                var isOut = binding.GetProperty("direction").GetString()!.Equals("out", StringComparison.OrdinalIgnoreCase);
                function.Bindings[binding.GetProperty("name").GetString()!] = new()
                {
                    Type = binding.GetProperty("type").GetString(),
                    Direction = isOut ? BindingInfo.Types.Direction.Out : BindingInfo.Types.Direction.In,
                };
            }

            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            var loaded = await stream.AskAsync(new() { FunctionLoadRequest = load }, StreamingMessage.ContentOneofCase.FunctionLoadResponse);
            Assert.True(loaded.FunctionLoadResponse.Result.Status == StatusResult.Types.Status.Success, loaded.ToString());
            Functions.Add(function.Name, function);
        }
    }
}
