using System.Diagnostics;
using System.Net;
using System.Text;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Support;

/// <summary>The custom handler as a process, started and called as the Functions host does it.</summary>
internal sealed class Handler : IDisposable
{
    /// <summary>The trace that every call of the host belongs to, and its span there.</summary>
    public const string Trace = "0af7651916cd43dd8448eb211c80319c";
    public const string Span = "b7ad6b7169203331";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly HttpClient client;
    private readonly StringBuilder errors = new();

    private Handler(Process process, int port)
    {
        this.process = process;
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(10) };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <param name="connection">Of the content's storage account.</param>
    /// <param name="environment">Set beside the test's own.</param>
    public static Task<Handler> StartAsync(string connection, IReadOnlyDictionary<string, string?>? environment = null) => StartAsync(connection, App.Tested, environment);

    /// <param name="connection">Of the content's storage account.</param>
    /// <param name="environment">Set beside the test's own.</param>
    public static async Task<Handler> StartAsync(string connection, App app, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var port = LoopbackPort.Free();
        var start = new ProcessStartInfo(app.Program, app.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = app.Folder,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["ContentStorage"] = connection;
        start.Environment["NEWSLETTER_BASE_URL"] = "https://site.example/";
        start.Environment["NEWSLETTER_LISTS"] = "section, tag, work";

        // The host's own address, which it passes on.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var handler = new Handler(Process.Start(start)!, port);
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var ready = await handler.client.GetAsync(new Uri("/", UriKind.Relative));
                return handler;
            }
            catch (HttpRequestException) when (began.Elapsed < Patience && !handler.process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException("The handler did not start: " + handler.errors);
            }
        }
    }

    /// <summary>The most memory that the process had so far, in MB of 1,048,576 bytes (VmHWM of Linux).</summary>
    public long PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 >> 20;
        }
    }

    /// <summary>What the handler has said so far.</summary>
    public string Said => errors.ToString();

    /// <summary>One call; its status and the body of the answer.</summary>
    public async Task<(HttpStatusCode Status, string Type, string Body)> CallAsync(string function, string body)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/" + function, UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "4b0b3c1e-5f0e-4c63-9c52-0a5d0f3f4c11");
        request.Headers.Add("traceparent", $"00-{Trace}-{Span}-00");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A request from outside as the host forwards it, which does not follow redirects.</summary>
    public Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(client.BaseAddress!, request.RequestUri!.PathAndQuery);
        request.Headers.Add("X-Azure-Functions-InvocationId", "4b0b3c1e-5f0e-4c63-9c52-0a5d0f3f4c11");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        return client.SendAsync(request);
    }

    /// <summary>SIGKILL, as the host ends its handlers.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        client.Dispose();
    }
}
